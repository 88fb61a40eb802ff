import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Context } from 'aws-lambda';
import { attemptAt } from '../../demo/attempts';
import { share } from '../../demo/share';
import { ArchivedFile, handler as restore } from '../handler/restore';

let throttled = false;
let dieAfterWrite = false;

// Between the handler and the table, so that the real handler meets the failures as it would in production.
const send = DynamoDBDocumentClient.prototype.send;
DynamoDBDocumentClient.prototype.send = async function (this: DynamoDBDocumentClient, ...args: Parameters<typeof send>) {
  const isWrite = (args[0] as unknown) instanceof BatchWriteCommand;
  if (isWrite && throttled) throw Object.assign(new Error('demo trouble: the table is too busy'), { name: 'ThrottlingException' });
  const answer: unknown = await send.apply(this, args);
  if (isWrite && dieAfterWrite) process.exit(1);
  return answer;
} as typeof send;

/** The real handler in a world that is not perfect: on their first attempts, some files are unlucky. */
export const handler = async (file: ArchivedFile, context: Context): Promise<{ restored: number }> => {
  const unlucky = attemptAt(file.Key) === 1 ? share(file.Key) : 100;
  dieAfterWrite = unlucky < 4;
  if (unlucky >= 4 && unlucky < 6) await new Promise(() => setInterval(() => undefined, 1_000));
  throttled = unlucky >= 6 && unlucky < 12;
  return restore(file, context);
};
