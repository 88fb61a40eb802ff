import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { batchTrouble, CRASH_MARK, failsNow, THROW_MARK, TroublePlan } from './trouble';
import { handler as process_ } from '../handler/process';
import { fromBody } from '../handler/row-message';

const plan = JSON.parse(process.env.TROUBLE_PLAN!) as TroublePlan;
const attemptByKey = new Map<string, number>();

// Between the handler and the table, so that the real handler meets the failures as it would in production.
const send = DynamoDBDocumentClient.prototype.send;
DynamoDBDocumentClient.prototype.send = function (this: DynamoDBDocumentClient, ...args: Parameters<typeof send>) {
  const [command] = args;
  const key: unknown = (command as unknown as PutCommand).input.Item?.pk;
  if (typeof key === 'string' && failsNow(plan, key, attemptByKey.get(key) ?? 1)) {
    return Promise.reject(new Error('demo trouble: the table does not answer'));
  }
  return send.apply(this, args);
} as typeof send;

/** The real handler in a world that is not perfect. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  event.Records.forEach(({ body, attributes }) => attemptByKey.set(fromBody(body).key, Number(attributes.ApproximateReceiveCount)));
  const firstAttempt = event.Records.every(({ attributes }) => attributes.ApproximateReceiveCount === '1');
  const trouble = firstAttempt ? batchTrouble(plan, event.Records[0].messageId) : undefined;
  if (trouble === 'crash') {
    console.error(CRASH_MARK);
    process.exit(1);
  }
  if (trouble === 'throw') {
    throw new Error(THROW_MARK);
  }
  const response = await process_(event, context);
  attemptByKey.clear();
  return response;
};
