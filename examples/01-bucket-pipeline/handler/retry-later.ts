import { ChangeMessageVisibilityBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SQSRecord } from 'aws-lambda';

const LONGEST_SECONDS = 900;
const LARGEST_BATCH = 10;

/** How long a message waits after its n-th failed attempt: twice as long each time, and not all at the same moment. */
export function secondsUntilRetry(attempt: number, baseSeconds: number, random = Math.random()): number {
  const longest = Math.min(baseSeconds * 2 ** (attempt - 1), LONGEST_SECONDS);
  return Math.max(1, Math.round(longest * (0.5 + random / 2)));
}

/**
 * Lets failed messages come back soon at first and later each time, instead of always after the queue's own time-out.
 *
 * @returns the messages whose time could not be changed; they come back after the queue's time-out
 */
export async function retryLater(
  sqs: SQSClient, queueUrl: string, failed: readonly SQSRecord[], baseSeconds: number,
): Promise<string[]> {
  const unchanged: string[] = [];
  for (let start = 0; start < failed.length; start += LARGEST_BATCH) {
    const { Failed = [] } = await sqs.send(new ChangeMessageVisibilityBatchCommand({
      QueueUrl: queueUrl,
      Entries: failed.slice(start, start + LARGEST_BATCH).map(record => ({
        Id: record.messageId,
        ReceiptHandle: record.receiptHandle,
        VisibilityTimeout: secondsUntilRetry(Number(record.attributes.ApproximateReceiveCount), baseSeconds),
      })),
    }));
    unchanged.push(...Failed.map(({ Id, Code }) => `${Id}: ${Code}`));
  }
  return unchanged;
}
