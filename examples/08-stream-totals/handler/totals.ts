import { CancellationReason, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { Sale } from './sale';
import { setting } from './setting';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = setting('TABLE_NAME');

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A transaction holds 100 writes (Amazon DynamoDB quotas): one for each sale, and at most one total for each. */
export const MOST_SALES = 50;

/** Longer than a sale can come again: a day in the stream, two weeks where failed records are parked, and time to mend. */
const REMEMBERED_SECONDS = 35 * 24 * 3600;

const ATTEMPTS = 10;

/**
 * Adds sales to their totals, each once, however often it arrives: a transaction adds them and remembers their ids, or does neither.
 *
 * @returns how many of them were new
 */
export async function addOnce(sales: readonly Sale[]): Promise<number> {
  let left = [...new Map(sales.map(sale => [sale.id, sale])).values()];
  for (let attempt = 1; left.length > 0; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [...left.map(remembered), ...totalsOf(left)] }));
      return left.length;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const known = knownSales(left, error.CancellationReasons ?? []);
      left = left.filter(sale => !known.has(sale));
      if (known.size > 0) continue;
      if (attempt === ATTEMPTS) throw error;
      // Another shard was adding to the same total.
      await new Promise(resolve => setTimeout(resolve, Math.random() * Math.min(1_000, 20 * 2 ** attempt)));
    }
  }
  return 0;
}

function remembered({ id }: Sale): Write {
  const expiresAt = Math.floor(Date.now() / 1000) + REMEMBERED_SECONDS;
  return { Put: { TableName, Item: { pk: `sale#${id}`, expiresAt }, ConditionExpression: 'attribute_not_exists(pk)' } };
}

function totalsOf(sales: readonly Sale[]): Write[] {
  const totals = new Map<string, { count: number; amount: number }>();
  for (const { product, day, amount } of sales) {
    const key = `total#${product}#${day}`;
    const { count, amount: sum } = totals.get(key) ?? { count: 0, amount: 0 };
    totals.set(key, { count: count + 1, amount: sum + amount });
  }
  return [...totals].map(([pk, { count, amount }]) => ({
    Update: {
      TableName,
      Key: { pk },
      UpdateExpression: 'ADD sales :count, amount :amount',
      ExpressionAttributeValues: { ':count': count, ':amount': amount },
    },
  }));
}

/** The reasons stand in the order of the writes, and those of the sales come first. */
function knownSales(sales: readonly Sale[], reasons: readonly CancellationReason[]): Set<Sale> {
  return new Set(sales.filter((_sale, index) => reasons[index]?.Code === 'ConditionalCheckFailed'));
}
