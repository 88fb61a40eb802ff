import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SQSRecord } from 'aws-lambda';

const urls = new Map<string, string>();

/** Lets a failed message come back after so many seconds instead of after the queue's own time-out. */
export async function comeBack(sqs: SQSClient, { eventSourceARN, receiptHandle }: SQSRecord, seconds: number): Promise<void> {
  const QueueName = eventSourceARN.split(':')[5];
  const QueueUrl = urls.get(QueueName) ?? (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl!;
  urls.set(QueueName, QueueUrl);
  await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }));
}
