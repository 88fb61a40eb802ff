import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { handler as aggregate } from '../handler/aggregate';

/** How often, of a hundred transactions, the process dies right after it, and how often it is refused. */
const TROUBLE = { dies: 5, refused: 5 };

/** What a death leaves in the log, to be counted. */
const MARK = 'demo trouble: the process dies in the middle of a batch';

// Between the handler and the table, so that the real handler meets the failures as it would in production.
const send = DynamoDBDocumentClient.prototype.send;
DynamoDBDocumentClient.prototype.send = async function (this: DynamoDBDocumentClient, ...args: Parameters<typeof send>) {
  const chance = Math.random() * 100;
  if (chance < TROUBLE.refused) throw new Error('demo trouble: the table does not answer');
  const result = await send.apply(this, args);
  // The totals are written, and the stream will never hear of it.
  if (chance < TROUBLE.refused + TROUBLE.dies) {
    console.error(MARK);
    process.exit(1);
  }
  return result;
} as typeof send;

/** The real handler in a world that is not perfect. */
export const handler = aggregate;
