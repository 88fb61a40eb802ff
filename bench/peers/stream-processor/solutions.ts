import { KinesisStreamsToLambda } from '@aws-solutions-constructs/aws-kinesisstreams-lambda';
import { LambdaToDynamoDB } from '@aws-solutions-constructs/aws-lambda-dynamodb';
import { Stack, aws_dynamodb as dynamodb, aws_lambda as lambda } from 'aws-cdk-lib';
import { HANDLER } from '../given';

/** Stream -> function -> totals with AWS Solutions Constructs: a queue for failed batches, bisecting and two alarms are their defaults. */
export function build(stack: Stack, id: string): void {
  // from here
  const stream = new KinesisStreamsToLambda(stack, `${id}Stream`, {
    lambdaFunctionProps: {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(HANDLER),
    },
  });
  new LambdaToDynamoDB(stack, `${id}Totals`, {
    existingLambdaObj: stream.lambdaFunction,
    tableEnvironmentVariableName: 'TABLE_NAME',
    dynamoTableProps: { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } },
  });
  // to here
}
