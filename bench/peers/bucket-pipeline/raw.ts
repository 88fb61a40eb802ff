import {
  Stack, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_s3 as s3, aws_s3_notifications as notifications,
  aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { HANDLER } from '../given';

/** Bucket -> function -> queue -> function -> table and topic, as it is written first. */
export function build(stack: Stack, id: string): void {
  // from here
  const bucket = new s3.Bucket(stack, `${id}Bucket`);
  const deadLetters = new sqs.Queue(stack, `${id}DeadLetters`);
  const queue = new sqs.Queue(stack, `${id}Queue`, { deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 } });
  const table = new dynamodb.Table(stack, `${id}Table`, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
  });
  const topic = new sns.Topic(stack, `${id}Topic`);

  const validate = new lambda.Function(stack, `${id}Validate`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
    environment: { QUEUE_URL: queue.queueUrl, REJECTED_PREFIX: 'rejected/' },
  });
  bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(validate), { prefix: 'incoming/' });
  bucket.grantReadWrite(validate);
  queue.grantSendMessages(validate);

  const process = new lambda.Function(stack, `${id}Process`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
    environment: { TABLE_NAME: table.tableName, TOPIC_ARN: topic.topicArn },
  });
  process.addEventSource(new sources.SqsEventSource(queue));
  table.grantWriteData(process);
  topic.grantPublish(process);
  // to here
}
