import { join } from 'node:path';
import { CfnOutput } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { OrdersStack, OrdersStackProps } from '../orders-stack';

export interface DemoStackProps extends Omit<OrdersStackProps, 'entry'> {
  /** Which version of the handler is released: `orders`, or a file of demo/versions. */
  readonly version: string;

  /** What stands for CodeDeploy, which the embedded cloud has not. */
  readonly codeDeployEndpoint: string;
}

/** The example as it is, with a version of the demo's choice and the names of what the demo looks at. */
export class DemoStack extends OrdersStack {
  constructor(scope: Construct, id: string, { version, codeDeployEndpoint, ...props }: DemoStackProps) {
    super(scope, id, { ...props, entry: version === 'orders' ? undefined : join(__dirname, 'versions', `${version}.ts`) });
    const hook = this.fn.node.findChild('SmokeTest') as Function;
    hook.addEnvironment('AWS_ENDPOINT_URL_CODEDEPLOY', codeDeployEndpoint);
    new CfnOutput(this, 'Hook', { value: hook.functionName });
    new CfnOutput(this, 'Live', { value: this.fn.functionArn });
    new CfnOutput(this, 'RollbackAlarm', { value: (this.fn.node.findChild('RollbackAlarm') as Alarm).alarmName });
  }
}
