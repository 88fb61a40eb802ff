import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { retryLater } from './retry-later';
import { fromBody } from './row-message';
import { storeRow } from './row-store';
import { setting } from './setting';

/** What is published after each batch; at least once for every row that was stored. */
export interface BatchNotification {
  readonly stored: number;
  readonly superseded: number;
  readonly retrying: number;
  readonly sources: readonly string[];
}

const queueUrl = setting('QUEUE_URL');
const tableName = setting('TABLE_NAME');
const topicArn = setting('TOPIC_ARN');
const retryBaseSeconds = Number(process.env.RETRY_BASE_SECONDS ?? 2);
const logger = new Logger({ serviceName: 'csv-import-process' });
const processor = new BatchProcessor(EventType.SQS);
const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const sns = new SNSClient({});
const sqs = new SQSClient({});

/** Stores the rows of a batch, tells the topic, and lets only the rows that failed come back. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  logger.addContext(context);
  const done = { stored: 0, superseded: 0, sources: new Set<string>() };
  const store = async (record: SQSRecord): Promise<void> => {
    const message = fromBody(record.body);
    try {
      done[await storeRow(dynamodb, tableName, message)] += 1;
      done.sources.add(message.source);
    } catch (error) {
      const { source, line, key } = message;
      logger.error('Row not stored', { source, line, key, attempt: record.attributes.ApproximateReceiveCount, error: error as Error });
      throw error;
    }
  };
  // A batch that fails as a whole answers row by row too: a thrown error would slow down every other batch.
  const response = await processPartialResponse(event, store, processor, { context, throwOnFullBatchFailure: false });

  const failedIds = new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const notified = await notify({
    stored: done.stored, superseded: done.superseded, retrying: failedIds.size, sources: [...done.sources],
  });
  // A row is done when it is stored *and* announced; storing it once more changes nothing.
  const failed = event.Records.filter(({ messageId }) => !notified || failedIds.has(messageId));
  await delay(failed);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};

async function notify(notification: BatchNotification): Promise<boolean> {
  if (notification.stored + notification.superseded === 0) {
    return true;
  }
  try {
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(notification) }));
    return true;
  } catch (error) {
    logger.error('Batch not announced', { notification, error: error as Error });
    return false;
  }
}

async function delay(failed: readonly SQSRecord[]): Promise<void> {
  try {
    const unchanged = await retryLater(sqs, queueUrl, failed, retryBaseSeconds);
    if (unchanged.length > 0) {
      logger.warn('Rows come back only after the time-out of the queue', { unchanged });
    }
  } catch (error) {
    logger.warn('Rows come back only after the time-out of the queue', { error: error as Error });
  }
}
