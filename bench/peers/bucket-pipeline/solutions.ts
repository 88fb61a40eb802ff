import { LambdaToDynamoDB } from '@aws-solutions-constructs/aws-lambda-dynamodb';
import { LambdaToSns } from '@aws-solutions-constructs/aws-lambda-sns';
import { LambdaToSqs } from '@aws-solutions-constructs/aws-lambda-sqs';
import { S3ToLambda } from '@aws-solutions-constructs/aws-s3-lambda';
import { SqsToLambda } from '@aws-solutions-constructs/aws-sqs-lambda';
import { Stack, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { HANDLER } from '../given';

/** Bucket -> function -> queue -> function -> table and topic with AWS Solutions Constructs. */
export function build(stack: Stack, id: string): void {
  // from here
  const upload = new S3ToLambda(stack, `${id}Upload`, {
    lambdaFunctionProps: {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(HANDLER),
      environment: { REJECTED_PREFIX: 'rejected/' },
    },
    s3EventSourceProps: { events: [s3.EventType.OBJECT_CREATED], filters: [{ prefix: 'incoming/' }] },
  });
  upload.s3Bucket!.grantReadWrite(upload.lambdaFunction);
  const buffer = new LambdaToSqs(stack, `${id}Buffer`, {
    existingLambdaObj: upload.lambdaFunction,
    queueEnvironmentVariableName: 'QUEUE_URL',
  });

  const work = new SqsToLambda(stack, `${id}Work`, {
    existingQueueObj: buffer.sqsQueue,
    lambdaFunctionProps: {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(HANDLER),
    },
  });
  new LambdaToDynamoDB(stack, `${id}Table`, {
    existingLambdaObj: work.lambdaFunction,
    tableEnvironmentVariableName: 'TABLE_NAME',
    tablePermissions: 'Write',
    dynamoTableProps: { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } },
  });
  new LambdaToSns(stack, `${id}Topic`, {
    existingLambdaObj: work.lambdaFunction,
    topicArnEnvironmentVariableName: 'TOPIC_ARN',
  });
  // to here
}
