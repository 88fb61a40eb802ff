import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand, DynamoDBDocumentClient, paginateScan, PutCommand } from '@aws-sdk/lib-dynamodb';
import { CustomerTotalsStack } from '../../examples/08-stream-totals/customer-totals-stack';
import { Campaign } from '../../examples/08-stream-totals/demo/campaign';
import { DemoStack } from '../../examples/08-stream-totals/demo/demo-stack';
import { recordsOf } from '../../examples/08-stream-totals/demo/events';
import { eventually } from '../support/cloud/eventually';
import { functionProcesses } from '../support/cloud/function-processes';
import { useCloud } from '../support/cloud/use-cloud';

const cloud = useCloud();

test('3,000 sales, some sent twice, with poison among them, while functions die in the middle of their batches: every one counts once', async () => {
  const deployed = await cloud.deployStack('totals', (app, name) => new DemoStack(app, name, { alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call' }));
  const campaign = new Campaign(cloud.connection, deployed.outputs);
  const outcome = await campaign.run(recordsOf(3_000, 6));
  campaign.close();
  expect(outcome.ledger).toEqual({ in: 3_306, stored: 3_000, duplicate: 300, rejected: 0, parked: 6, lost: 0 });
  expect(outcome.wrongTotals).toBe(0);
  expect(outcome.deaths + outcome.killedProcesses).toBeGreaterThan(0);
}, 400_000);

test('changes of a table, added up in Python while its process is killed: totals fit the orders that are there, and poison is parked', async () => {
  let stack!: CustomerTotalsStack;
  const deployed = await cloud.deployStack('customers', (app, name) => {
    stack = new CustomerTotalsStack(app, name, { alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call' });
  });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.connection.clientConfig()));
  const { OrdersName, TableName, FunctionName } = deployed.outputs;

  const expected: Record<string, { orders: number; amount: number }> = {};
  const put = (id: number, total: number) => client.send(new PutCommand({
    TableName: OrdersName, Item: { id: `order-${id}`, customer: `customer-${id % 7}`, total },
  }));
  for (let id = 0; id < 300; id++) {
    await put(id, 100 + id);
    if (id % 3 === 0) await put(id, 1_000 + id);
    if (id % 10 === 9) await client.send(new DeleteCommand({ TableName: OrdersName, Key: { id: `order-${id}` } }));
    if (id === 150) await client.send(new PutCommand({ TableName: OrdersName, Item: { id: 'poison', customer: 'nobody' } }));
    if (id % 100 === 50) functionProcesses(cloud.connection, FunctionName).slice(0, 1).forEach(process_ => process.kill(process_, 'SIGKILL'));
    if (id % 10 === 9) continue;
    const total = expected[`customer-${id % 7}`] ??= { orders: 0, amount: 0 };
    total.orders += 1;
    total.amount += id % 3 === 0 ? 1_000 + id : 100 + id;
  }

  const totals = async (): Promise<Record<string, unknown>> => {
    const found: Record<string, unknown> = {};
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
      for (const { pk, orders, amount } of Items) if (pk.startsWith('total#')) found[pk.slice('total#'.length)] = { orders, amount };
    }
    return found;
  };
  const sorted = (of: object): string => JSON.stringify(Object.entries(of).sort());
  const counted = async (): Promise<true | undefined> => sorted(await totals()) === sorted(expected) || undefined;
  await eventually('all changes are counted', counted, { timeoutMs: 120_000 }).catch(() => undefined);
  expect(await totals()).toEqual(expected);
  const parked = stack.node.findChild('SteadfastFailedRecords');
  const { KeyCount } = await eventually('poison is parked', async () => {
    const listed = await new S3Client(cloud.connection.clientConfig()).send(new ListObjectsV2Command({ Bucket: deployed.physicalIdOf(parked) }));
    return listed.KeyCount ? listed : undefined;
  }, { timeoutMs: 60_000 });
  expect(KeyCount).toBe(1);
  client.destroy();
}, 300_000);
