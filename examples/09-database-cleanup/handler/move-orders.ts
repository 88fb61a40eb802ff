import type { Pool, PoolClient } from 'pg';
import { Archive } from './archive';

/** How much is moved at a time, and what is old. */
export interface CleanupPlan {
  readonly keepDays: number;
  readonly rowsAFile: number;
}

/** What a run needs. */
export interface CleanupRun {
  readonly database: Pool;
  readonly archive: Archive;
  readonly plan: CleanupPlan;
  /** How many milliseconds may still be worked. */
  readonly timeLeft: () => number;
}

/** Why a run ended. */
export type Ending = 'nothing is left' | 'the time is up' | 'another run is at work';

/** What a run did. */
export interface CleanupReport {
  readonly archived: number;
  readonly files: number;
  readonly ending: Ending;
}

/** The lock of this job among all that use the database: an agreed number, nothing more. */
const LOCK = 7_303_009;

/** A day is old as a whole or not at all, in UTC: the rows of a file are the same on every attempt. */
const OLDEST = `
  SELECT id::text AS id, to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, row_to_json(orders)::text AS row
  FROM orders
  WHERE placed_at < (date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => $1)) AT TIME ZONE 'UTC'
  ORDER BY date_trunc('day', placed_at AT TIME ZONE 'UTC'), orders.id
  LIMIT $2
  FOR UPDATE`;

interface OldRow {
  readonly id: string;
  readonly day: string;
  readonly row: string;
}

/** Moves old orders into the archive, a file a transaction, until nothing is left or the time is up. */
export async function moveOldOrders({ database, archive, plan, timeLeft }: CleanupRun): Promise<CleanupReport> {
  const done = { archived: 0, files: 0 };
  while (timeLeft() > 0) {
    const moved = await inTransaction(database, client => moveFile(client, archive, plan));
    if (moved === 'busy') return { ...done, ending: 'another run is at work' };
    if (moved === 0) return { ...done, ending: 'nothing is left' };
    done.archived += moved;
    done.files += 1;
  }
  return { ...done, ending: 'the time is up' };
}

/**
 * Archives first, deletes then, commits last: whoever dies on the way has deleted nothing.
 *
 * The lock ends with the transaction, and never outlives a connection that a proxy shares.
 */
async function moveFile(client: PoolClient, archive: Archive, { keepDays, rowsAFile }: CleanupPlan): Promise<number | 'busy'> {
  const { rows: [{ mine }] } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCK]);
  if (!mine) return 'busy';
  const { rows } = await client.query<OldRow>(OLDEST, [keepDays, rowsAFile]);
  const ofOneDay = rows.filter(({ day }) => day === rows[0].day);
  if (ofOneDay.length === 0) return 0;

  const ids = ofOneDay.map(({ id }) => id);
  await archive.keep({ day: ofOneDay[0].day, firstId: ids[0], lastId: ids[ids.length - 1], rows: ofOneDay.map(({ row }) => row) });
  const { rowCount } = await client.query('DELETE FROM orders WHERE id = ANY($1::bigint[])', [ids]);
  if (rowCount !== ids.length) throw new Error(`${ids.length} rows were locked and archived, but ${rowCount} could be deleted.`);
  return ids.length;
}

async function inTransaction<T>(database: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await database.connect();
  let broken: Error | undefined;
  const onLost = (error: Error): void => { broken = error; };
  // Between two statements nobody else hears of it: the process would end.
  client.on('error', onLost);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(onLost);
    throw error;
  } finally {
    client.off('error', onLost);
    // A connection that is lost or could not roll back is not used again.
    client.release(broken);
  }
}
