import { MOST_CLIENTS } from '../../examples/09-database-cleanup/cleanup-stack';
import { Campaign } from '../../examples/09-database-cleanup/demo/campaign';
import { DemoStack } from '../../examples/09-database-cleanup/demo/demo-stack';
import { OrdersDatabase } from '../../examples/09-database-cleanup/demo/orders-database';
import { useCloud } from '../support/cloud/use-cloud';

jest.setTimeout(240_000);

const ORDERS = { old: 10_000, young: 2_000 };

const cloud = useCloud();
let database: OrdersDatabase;

beforeAll(async () => {
  database = await OrdersDatabase.start(ORDERS);
});

afterAll(async () => {
  await database?.stop();
});

test('whatever happens to the runs, each order is in the archive once or in the database, and never in neither', async () => {
  const { outputs } = await cloud.deployStack('cleanup', (app, name) => new DemoStack(app, name, {
    alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call', database: database.asProxy,
  }));
  const campaign = new Campaign(cloud.connection, outputs, database);
  const outcome = await campaign.run(ORDERS.old + ORDERS.young);
  campaign.close();

  expect(outcome).toMatchObject({
    ledger: { in: 12_000, kept: ORDERS.young, archived: ORDERS.old, lost: 0 },
    archivedTwice: 0,
    archivedAndKept: 0,
  });
  // The run that dies on each of its attempts, and perhaps the one whose server was away for all of them; the others did their work on a later one.
  expect([1, 2]).toContain(outcome.parkedRuns);
  expect(outcome.reports).toHaveLength(outcome.runs - outcome.parkedRuns);
  expect(outcome.reports.map(({ ending }) => ending)).toEqual(expect.arrayContaining(['another run is at work', 'the time is up', 'nothing is left']));
  expect(outcome.killed).toBeGreaterThan(0);
  expect(outcome.disconnected).toBeGreaterThan(0);
  expect(outcome.mostClients).toBeGreaterThan(0);
  expect(outcome.mostClients).toBeLessThanOrEqual(MOST_CLIENTS);
});
