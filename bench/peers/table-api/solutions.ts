import { ApiGatewayToLambda } from '@aws-solutions-constructs/aws-apigateway-lambda';
import { LambdaToDynamoDB } from '@aws-solutions-constructs/aws-lambda-dynamodb';
import { Stack, aws_dynamodb as dynamodb, aws_lambda as lambda } from 'aws-cdk-lib';
import { HANDLER } from '../given';

/** Client -> REST API -> function -> table with AWS Solutions Constructs: IAM authorization, access logs and point-in-time recovery are their defaults. */
export function build(stack: Stack, id: string): void {
  // from here
  const api = new ApiGatewayToLambda(stack, `${id}Api`, {
    lambdaFunctionProps: {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(HANDLER),
    },
  });
  new LambdaToDynamoDB(stack, `${id}Table`, {
    existingLambdaObj: api.lambdaFunction,
    tableEnvironmentVariableName: 'TABLE_NAME',
    dynamoTableProps: {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
    },
  });
  // to here
}
