import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { share } from '../../demo/share';
import { handler as takeOrder } from '../handler/take-order';

const firstAttempts = new Set<string>();

// Between the handler and the table, so that the real handler meets the failures as it would in production.
const send = DynamoDBDocumentClient.prototype.send;
DynamoDBDocumentClient.prototype.send = async function (this: DynamoDBDocumentClient, ...args: Parameters<typeof send>) {
  const command: unknown = args[0];
  const id = command instanceof PutCommand ? String(command.input.Item?.id) : '';
  if (firstAttempts.has(id) && share(id) < 5) throw Object.assign(new Error('demo trouble: the table is too busy'), { name: 'ThrottlingException' });
  return send.apply(this, args);
} as typeof send;

/** The real handler in a world that is not perfect: on their first attempt, some batches are unlucky. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  firstAttempts.clear();
  for (const { body, messageId, attributes } of event.Records) {
    if (attributes.ApproximateReceiveCount !== '1') continue;
    firstAttempts.add((JSON.parse(body) as { id: string }).id);
    const unlucky = share(messageId);
    if (unlucky < 0.3) process.exit(1);
    if (unlucky < 0.5) await new Promise(() => setInterval(() => undefined, 1_000));
  }
  return takeOrder(event, context);
};
