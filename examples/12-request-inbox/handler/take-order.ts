import { Logger } from '@aws-lambda-powertools/logger';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { comeBack } from './come-back';
import { setting } from './setting';

/** What a caller sends. Its id is the caller's own: whoever hears no answer sends the same order again. */
export interface OrderRequest {
  readonly id: string;
  readonly amount: number;
}

/** An order that nobody can take, however often it is tried. */
class ImpossibleOrder extends Error {
  public readonly name = 'ImpossibleOrder';
}

const logger = new Logger({ serviceName: 'order-intake' });
const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const sqs = new SQSClient({});
const tableName = setting('TABLE_NAME');

/** Stores each order once; those that failed come back, and are parked in the end. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  logger.addContext(context);
  const fates = await Promise.all(event.Records.map(async record => ({ record, taken: await taken(record) })));
  const failed = fates.filter(fate => !fate.taken);
  return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId })) };
};

async function taken(record: SQSRecord): Promise<boolean> {
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  try {
    await store(JSON.parse(record.body) as OrderRequest);
    return true;
  } catch (error) {
    logger.error('Order not taken', { messageId: record.messageId, attempt, error: error as Error });
    // What will not become better by waiting is soon parked; all else comes back later each time.
    await comeBack(sqs, record, error instanceof ImpossibleOrder ? 0 : 2 ** attempt).catch(() => undefined);
    return false;
  }
}

async function store({ id, amount }: OrderRequest): Promise<void> {
  if (!(amount > 0)) throw new ImpossibleOrder(`Order ${id} has the amount ${amount}.`);
  try {
    await dynamodb.send(new PutCommand({
      TableName: tableName, Item: { pk: `order#${id}`, id, amount }, ConditionExpression: 'attribute_not_exists(pk)',
    }));
  } catch (error) {
    // It was taken before: by an earlier attempt, or because the caller sent it twice.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
