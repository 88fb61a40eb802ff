import { createHash } from 'node:crypto';

/** The trouble that a run is to have; each share in percent. */
export interface TroublePlan {
  readonly seed: string;
  /** Rows that may fail on each of their first attempts. */
  readonly transientPercent: number;
  /** Rows that fail on every attempt. */
  readonly poisonPercent: number;
  /** Batches during whose first attempt the process dies, or the handler throws. */
  readonly crashPercent: number;
  readonly throwPercent: number;
}

/** What a crash and a thrown batch leave in the log, to be counted. */
export const CRASH_MARK = 'demo trouble: the process dies';
export const THROW_MARK = 'demo trouble: the batch throws';

/**
 * Attempts up to this one may fail in a transient way.
 *
 * A crash costs the first attempt of a whole batch; the queue gives a row five before it parks it.
 */
export const LAST_TROUBLED_ATTEMPT = 3;

export function isPoison(plan: TroublePlan, key: string): boolean {
  return share(plan, 'poison', key) < plan.poisonPercent;
}

export function failsNow(plan: TroublePlan, key: string, attempt: number): boolean {
  const transient = attempt <= LAST_TROUBLED_ATTEMPT && share(plan, 'transient', key) < plan.transientPercent;
  return isPoison(plan, key) || (transient && share(plan, `attempt ${attempt}`, key) < 60);
}

/** Whether the row fails at least once, and would arrive all the same. */
export function isTransient(plan: TroublePlan, key: string): boolean {
  const attempts = Array.from({ length: LAST_TROUBLED_ATTEMPT }, (_, index) => index + 1);
  return !isPoison(plan, key) && attempts.some(attempt => failsNow(plan, key, attempt));
}

/** What happens to a batch as a whole on its first attempt. */
export function batchTrouble(plan: TroublePlan, batchId: string): 'crash' | 'throw' | undefined {
  const value = share(plan, 'batch', batchId);
  if (value < plan.crashPercent) {
    return 'crash';
  }
  return value < plan.crashPercent + plan.throwPercent ? 'throw' : undefined;
}

/** Where a text falls between 0 and 100: random to look at, the same each time. */
function share(plan: TroublePlan, purpose: string, text: string): number {
  const hash = createHash('sha256').update(JSON.stringify([plan.seed, purpose, text])).digest();
  return hash.readUInt32BE(0) / 2 ** 32 * 100;
}
