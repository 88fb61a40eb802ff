import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from 'aws-lambda';

/** Takes a batch of messages, and reports those that failed: only they come back. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const { messageId, body } of Records) {
    try {
      await work(JSON.parse(body));
    } catch (error) {
      console.error('A message failed', { messageId, error });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

/** A message may arrive twice: do here what does no harm when it is done again. */
async function work(message: unknown): Promise<void> {
  console.log('Worked on', message);
}
