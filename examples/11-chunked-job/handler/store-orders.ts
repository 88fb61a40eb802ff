import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, BatchWriteCommandOutput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface Order {
  readonly id: number;
  readonly [column: string]: unknown;
}

/** The most that DynamoDB takes at a time (BatchWriteItem, Amazon DynamoDB API Reference). */
const MOST_ITEMS = 25;
const LONGEST_WAIT_MS = 5_000;

/** Writes orders under their ids, and again what the table was too busy to take. */
export async function storeOrders(dynamodb: DynamoDBDocumentClient, tableName: string, orders: readonly Order[]): Promise<void> {
  for (let start = 0; start < orders.length; start += MOST_ITEMS) {
    await storeAll(dynamodb, tableName, orders.slice(start, start + MOST_ITEMS));
  }
}

async function storeAll(dynamodb: DynamoDBDocumentClient, tableName: string, orders: readonly Order[]): Promise<void> {
  let waiting: NonNullable<BatchWriteCommand['input']['RequestItems']>[string] | undefined = orders
    .map(order => ({ PutRequest: { Item: { pk: `order#${order.id}`, ...order } } }));
  for (let attempt = 1; waiting && waiting.length > 0; attempt += 1) {
    const { UnprocessedItems }: BatchWriteCommandOutput = await dynamodb.send(new BatchWriteCommand({ RequestItems: { [tableName]: waiting } }));
    waiting = UnprocessedItems?.[tableName];
    if (waiting?.length) await sleep(Math.min(LONGEST_WAIT_MS, 50 * 2 ** attempt) * Math.random());
  }
}
