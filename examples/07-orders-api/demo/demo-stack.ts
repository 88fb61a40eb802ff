import { join } from 'node:path';
import { aws_apigatewayv2 as apigateway, CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OrdersApiStack } from '../orders-api-stack';

export interface DemoStackProps {
  /** The issuer on loopback, which has no certificate. */
  readonly issuer: string;
  readonly alarmTopicArn: string;
}

/** The example as it is, but for the trouble around its handler and an issuer without a certificate. */
export class DemoStack extends OrdersApiStack {
  constructor(scope: Construct, id: string, { issuer, alarmTopicArn }: DemoStackProps) {
    super(scope, id, { issuer: 'https://issuer.example', alarmTopicArn, entry: join(__dirname, 'troubled-handler.ts') });
    const authorizer = this.api.node.findAll().find((child): child is apigateway.CfnAuthorizer => child instanceof apigateway.CfnAuthorizer);
    authorizer!.addPropertyOverride('JwtConfiguration.Issuer', issuer);
    new CfnOutput(this, 'ApiId', { value: (this.api.api as apigateway.HttpApi).apiId });
    new CfnOutput(this, 'FunctionName', { value: this.handler.unqualified.functionName });
  }
}
