import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { KinesisStreamEvent } from 'aws-lambda';
import { expectedTotals, recordsOf } from '../../../examples/08-stream-totals/demo/events';
import { Sale } from '../../../examples/08-stream-totals/handler/sale';
import { answerFor, Call } from '../01-bucket-pipeline/fake-client';

process.env.TABLE_NAME = 'Totals';
const { handler } = jest.requireActual<typeof import('../../../examples/08-stream-totals/handler/aggregate')>('../../../examples/08-stream-totals/handler/aggregate');

interface Write {
  readonly Put?: { readonly ConditionExpression?: string; readonly Item: { readonly pk: string; readonly expiresAt: number } };
  readonly Update?: { readonly Key: { readonly pk: string }; readonly ExpressionAttributeValues: Record<string, number> };
}

const writesOf = ({ input }: Call): Write[] => input.TransactItems as Write[];

/** A table that does what DynamoDB does with such transactions: all of it, or nothing. */
class Table {
  public readonly ids = new Set<string>();
  public readonly totals = new Map<string, { sales: number; amount: number }>();

  public readonly transact = (call: Call): void => {
    const writes = writesOf(call);
    expect(writes.length).toBeLessThanOrEqual(100);
    const reasons = writes.map(({ Put }) => ({ Code: Put?.ConditionExpression === 'attribute_not_exists(pk)' && this.ids.has(Put.Item.pk) ? 'ConditionalCheckFailed' : 'None' }));
    if (reasons.some(({ Code }) => Code !== 'None')) throw canceled(reasons);
    for (const { Put, Update } of writes) {
      if (Put) this.ids.add(Put.Item.pk);
      if (!Update) continue;
      const { ':count': count, ':amount': amount } = Update.ExpressionAttributeValues;
      const before = this.totals.get(Update.Key.pk) ?? { sales: 0, amount: 0 };
      this.totals.set(Update.Key.pk, { sales: before.sales + count, amount: before.amount + amount });
    }
  };
}

function canceled(reasons: { Code: string }[]): TransactionCanceledException {
  return new TransactionCanceledException({ message: 'canceled', $metadata: {}, CancellationReasons: reasons });
}

/** An event of sales; a text in place of a sale is poison. */
function eventOf(...sales: (Sale | string)[]): KinesisStreamEvent {
  return {
    Records: sales.map((sale, index) => ({
      kinesis: { sequenceNumber: `${index}`, data: Buffer.from(typeof sale === 'string' ? sale : JSON.stringify(sale)).toString('base64') },
    })),
  } as KinesisStreamEvent;
}

const sale = (id: string, amount = 100, product = 'tea'): Sale => ({ id, product, day: '2026-11-01', amount });

let table: Table;
beforeEach(() => {
  table = new Table();
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

async function failuresIn(event: KinesisStreamEvent): Promise<string[]> {
  const { batchItemFailures } = await handler(event);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

test('sales are added up by product and day', async () => {
  answerFor(DynamoDBDocumentClient, table.transact);
  expect(await failuresIn(eventOf(sale('a', 150), sale('b', 250), sale('c', 99, 'coffee')))).toEqual([]);
  expect(Object.fromEntries(table.totals)).toEqual({ 'total#tea#2026-11-01': { sales: 2, amount: 400 }, 'total#coffee#2026-11-01': { sales: 1, amount: 99 } });
});

test('a sale that comes again counts once: in the same batch, with new ones beside it, and as a whole batch', async () => {
  answerFor(DynamoDBDocumentClient, table.transact);
  await handler(eventOf(sale('a'), sale('a'), sale('b')));
  await handler(eventOf(sale('b'), sale('c')));
  await handler(eventOf(sale('a'), sale('b'), sale('c')));
  expect(table.totals.get('total#tea#2026-11-01')).toEqual({ sales: 3, amount: 300 });
});

test('what stands before poison is counted, and the poison is named as the first that fails', async () => {
  answerFor(DynamoDBDocumentClient, table.transact);
  expect(await failuresIn(eventOf(sale('a'), 'poison', sale('b')))).toEqual(['1']);
  expect(table.totals.get('total#tea#2026-11-01')).toEqual({ sales: 1, amount: 100 });
});

test.each([
  ['no JSON', '{'], ['no id', '{"product":"tea","day":"2026-11-01","amount":1}'], ['a negative amount', JSON.stringify({ ...sale('a'), amount: -1 })],
  ['cents in parts', JSON.stringify({ ...sale('a'), amount: 0.5 })], ['no day', JSON.stringify({ ...sale('a'), day: 'today' })], ['no product', JSON.stringify({ ...sale('a'), product: '#' })],
])('a record with %s is poison', async (_name, data) => {
  answerFor(DynamoDBDocumentClient, table.transact);
  expect(await failuresIn(eventOf(data))).toEqual(['0']);
  expect(table.ids.size).toBe(0);
});

test('a large batch goes into several transactions, and comes again from the one that fails', async () => {
  let calls = 0;
  answerFor(DynamoDBDocumentClient, call => {
    calls += 1;
    if (calls === 2) throw new Error('the table does not answer');
    table.transact(call);
  });
  const sales = Array.from({ length: 120 }, (_, index) => sale(`sale-${index}`));
  expect(await failuresIn(eventOf(...sales))).toEqual(['50']);
  expect(await failuresIn(eventOf(...sales.slice(50)))).toEqual([]);
  expect(table.totals.get('total#tea#2026-11-01')).toEqual({ sales: 120, amount: 12_000 });
});

test('while another shard adds to the same total it waits and tries again', async () => {
  let conflicts = 2;
  answerFor(DynamoDBDocumentClient, call => {
    if (conflicts-- > 0) throw canceled(writesOf(call).map(() => ({ Code: 'TransactionConflict' })));
    table.transact(call);
  });
  expect(await failuresIn(eventOf(sale('a')))).toEqual([]);
  expect(table.ids.size).toBe(1);
});

test('ids are forgotten after five weeks, and not before', async () => {
  const calls = answerFor(DynamoDBDocumentClient, table.transact);
  await handler(eventOf(sale('a')));
  const { expiresAt } = writesOf(calls[0])[0].Put!.Item;
  expect(Math.round((expiresAt - Date.now() / 1000) / 86_400)).toBe(35);
});

test('the campaign expects what a count by hand gives', () => {
  const records = recordsOf(30, 3);
  expect(records.filter(({ poison }) => poison)).toHaveLength(3);
  expect(records).toHaveLength(36);
  const totals = [...expectedTotals(records).values()];
  expect(totals.reduce((sum, { sales }) => sum + sales, 0)).toBe(30);
  expect(totals.reduce((sum, { amount }) => sum + amount, 0)).toBe(30 * 100 + 29 * 30 / 2);
});
