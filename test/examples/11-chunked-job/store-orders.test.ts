import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Order, storeOrders } from '../../../examples/11-chunked-job/handler/store-orders';

/** A table that takes at most so many items at a time. */
class BusyTable {
  public readonly stored: unknown[] = [];
  public calls = 0;

  public constructor(private readonly takes: number) {}

  public readonly send = ({ input }: BatchWriteCommand): Promise<object> => {
    this.calls += 1;
    const items = input.RequestItems!.orders;
    expect(items.length).toBeLessThanOrEqual(25);
    this.stored.push(...items.slice(0, this.takes).map(({ PutRequest }) => PutRequest!.Item!.pk as unknown));
    const left = items.slice(this.takes);
    return Promise.resolve({ UnprocessedItems: left.length > 0 ? { orders: left } : {} });
  };
}

function orders(count: number): Order[] {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
}

test.each([[0, 25, 0], [25, 25, 1], [26, 25, 2], [60, 10, 7]])('%i orders in a table that takes %i at a time are all stored, once', async (count, takes, calls) => {
  const table = new BusyTable(takes);
  await storeOrders(table as unknown as DynamoDBDocumentClient, 'orders', orders(count));
  expect(table.stored).toEqual(orders(count).map(({ id }) => `order#${id}`));
  expect(table.calls).toBe(calls);
});
