import { Stack, aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_lambda as lambda } from 'aws-cdk-lib';
import { HANDLER } from '../given';

/** Client -> REST API -> function -> table, as it is written first. */
export function build(stack: Stack, id: string): void {
  // from here
  const table = new dynamodb.Table(stack, `${id}Table`, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
  });
  const handler = new lambda.Function(stack, `${id}Handler`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
    environment: { TABLE_NAME: table.tableName },
  });
  table.grantReadWriteData(handler);
  new apigateway.LambdaRestApi(stack, `${id}Api`, {
    handler,
    defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
  });
  // to here
}
