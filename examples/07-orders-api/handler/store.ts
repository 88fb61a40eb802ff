import { ConditionalCheckFailedException, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { Problem } from './problem';
import { setting } from './setting';

/** What every item has. */
export interface Item {
  readonly pk: string;
  readonly sk: string;
  /** Counts the changes of the item: who changes it says which version was read. */
  readonly version: number;
}

export interface Page<T> {
  readonly items: T[];
  /** The sort key after which the next page begins; none on the last page. */
  readonly next?: string;
}

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
const TableName = setting('TABLE_NAME');

const ATTEMPTS = 5;

export async function get<T extends Item>(pk: string, sk: string): Promise<T | undefined> {
  return (await client.send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }))).Item as T | undefined;
}

/** Creates an item; false where there is one. */
export async function create(item: Item): Promise<boolean> {
  return held(client.send(new PutCommand({ TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' })));
}

/** Creates an item below another one: it says whether that was there, and whether the item was new. */
export async function createBelow(parent: { pk: string; sk: string }, item: Item): Promise<'created' | 'exists' | 'no parent'> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({
        TransactItems: [
          { ConditionCheck: { TableName, Key: { pk: parent.pk, sk: parent.sk }, ConditionExpression: 'attribute_exists(pk)' } },
          { Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } },
        ],
      }));
      return 'created';
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const [ofParent, ofItem] = (error.CancellationReasons ?? []).map(({ Code }) => Code);
      if (ofParent === 'ConditionalCheckFailed') return 'no parent';
      if (ofItem === 'ConditionalCheckFailed') return 'exists';
      // Somebody else was writing one of the two at this moment.
      if (attempt === ATTEMPTS) throw new Problem(503, 'Too many writers at the same time.', { headers: { 'retry-after': '1' } });
      await new Promise(resolve => setTimeout(resolve, Math.random() * 50 * 2 ** attempt));
    }
  }
}

/** Replaces an item of a version that was read; false where it has another one by now, or is gone. */
export async function replace(item: Item, readVersion: number): Promise<boolean> {
  return held(client.send(new PutCommand({
    TableName, Item: { ...item, version: readVersion + 1 }, ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': readVersion },
  })));
}

/** Deletes an item of a version that was read. */
export async function remove(pk: string, sk: string, readVersion: number): Promise<boolean> {
  return held(client.send(new DeleteCommand({
    TableName, Key: { pk, sk }, ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': readVersion },
  })));
}

export async function list<T extends Item>(pk: string, prefix: string, limit: number, after?: string): Promise<Page<T>> {
  const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({
    TableName,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
    Limit: limit,
  }));
  return { items: Items as T[], next: LastEvaluatedKey?.sk as string | undefined };
}

async function held(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
