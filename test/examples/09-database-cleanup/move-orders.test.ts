import { Pool } from 'pg';
import { OrdersDatabase } from '../../../examples/09-database-cleanup/demo/orders-database';
import { Archive, ArchiveChunk } from '../../../examples/09-database-cleanup/handler/archive';
import { CleanupReport, moveOldOrders } from '../../../examples/09-database-cleanup/handler/move-orders';

jest.setTimeout(60_000);

const [OLD, YOUNG] = [90, 30];
const EVERY_ORDER = Array.from({ length: OLD + YOUNG }, (_, index) => index + 1);
const EVERY_OLD_ORDER = EVERY_ORDER.slice(0, OLD);

/** A bucket in memory: the same file replaces itself. */
class Files implements Archive {
  public readonly files = new Map<string, number[]>();
  public before: (chunk: ArchiveChunk) => Promise<void> = () => Promise.resolve();
  public after: () => Promise<void> = () => Promise.resolve();

  public async keep(chunk: ArchiveChunk): Promise<string> {
    await this.before(chunk);
    const key = `${chunk.day}/${chunk.firstId}-${chunk.lastId}`;
    this.files.set(key, chunk.rows.map(row => (JSON.parse(row) as { id: number }).id));
    await this.after();
    return key;
  }

  public get ids(): number[] {
    return sorted([...this.files.values()].flat());
  }
}

let database: OrdersDatabase;
let files: Files;
let pools: Pool[];

beforeAll(async () => {
  database = await OrdersDatabase.start({ old: 0, young: 0 });
});
afterAll(() => database?.stop());

beforeEach(async () => {
  await database.query('TRUNCATE orders');
  await database.add(1, OLD, 100);
  await database.add(OLD + 1, YOUNG, 10);
  files = new Files();
  pools = [];
});
afterEach(() => Promise.all(pools.map(pool => pool.end())));

function run(timeLeft: () => number = () => 1_000): Promise<CleanupReport> {
  const pool = new Pool({ ...database.clientConfig, max: 1 });
  pool.on('error', () => undefined);
  pools.push(pool);
  return moveOldOrders({ database: pool, archive: files, plan: { keepDays: 90, rowsAFile: 10 }, timeLeft });
}

/** Time for so many files. */
function filesLong(count: number): () => number {
  let left = count;
  return () => left--;
}

function sorted(ids: readonly number[]): number[] {
  return [...ids].sort((one, other) => one - other);
}

test('what is old goes, what is young stays', async () => {
  expect(await run()).toEqual({ archived: OLD, files: 12, ending: 'nothing is left' });
  expect(files.ids).toEqual(EVERY_OLD_ORDER);
  expect(sorted(await database.ids())).toEqual(EVERY_ORDER.slice(OLD));
});

test('a file holds the rows of one day, whole', async () => {
  const chunks: ArchiveChunk[] = [];
  files.before = chunk => Promise.resolve(void chunks.push(chunk));
  await run();
  for (const { day, rows } of chunks) {
    const orders = rows.map(row => JSON.parse(row) as { placed_at: string });
    expect(new Set(orders.map(({ placed_at }) => new Date(placed_at).toISOString().slice(0, 10)))).toEqual(new Set([day]));
    expect(orders[0]).toEqual({ id: expect.any(Number), placed_at: expect.any(String), customer: expect.any(String), total: expect.any(Number) });
  }
});

test('an order that is exactly as old as may be kept, stays', async () => {
  await database.query('TRUNCATE orders');
  const midnight = 'date_trunc(\'day\', now() AT TIME ZONE \'UTC\') AT TIME ZONE \'UTC\' - interval \'90 days\'';
  await database.query(`INSERT INTO orders VALUES (1, ${midnight}, 'stays', 1), (2, ${midnight} - interval '1 microsecond', 'goes', 1)`);
  await run();
  expect(await database.ids()).toEqual([1]);
  expect(files.ids).toEqual([2]);
});

test('a run that is cut off by the time goes on in the next', async () => {
  expect(await run(filesLong(5))).toMatchObject({ files: 5, ending: 'the time is up' });
  expect(sorted([...files.ids, ...await database.ids()])).toEqual(EVERY_ORDER);
  expect(await run()).toMatchObject({ files: 7, ending: 'nothing is left' });
  expect(files.ids).toEqual(EVERY_OLD_ORDER);
});

test('what could not be archived is not deleted', async () => {
  files.before = () => Promise.reject(new Error('no bucket'));
  await expect(run()).rejects.toThrow('no bucket');
  expect(sorted(await database.ids())).toEqual(EVERY_ORDER);
});

test('a connection that is lost between archive and deletion deletes nothing, and the next run makes the same file', async () => {
  files.after = async () => void await database.disconnect();
  await expect(run()).rejects.toThrow();
  expect(sorted(await database.ids())).toEqual(EVERY_ORDER);
  const [first] = files.files.keys();
  files.after = () => Promise.resolve();
  expect(await run()).toMatchObject({ archived: OLD, files: 12 });
  expect(files.files.size).toBe(12);
  expect(files.files.has(first)).toBe(true);
});

test('runs at the same time do not get in each other\'s way', async () => {
  const reports = await Promise.all([run(), run(), run()]);
  expect(reports.filter(({ ending }) => ending === 'another run is at work').length).toBeGreaterThan(0);
  await run();
  expect(files.ids).toEqual(EVERY_OLD_ORDER);
  expect(sorted(await database.ids())).toEqual(EVERY_ORDER.slice(OLD));
});

test('an order cannot change between archive and deletion', async () => {
  let change: Promise<unknown> = Promise.resolve();
  files.before = () => {
    change = database.query('UPDATE orders SET customer = \'changed\' WHERE id = 1');
    files.before = () => Promise.resolve();
    return Promise.resolve();
  };
  await run();
  await change;
  // The row was locked: the change waited for its end, and found it gone.
  expect(await database.query('SELECT 1 FROM orders WHERE customer = \'changed\'')).toEqual([]);
});
