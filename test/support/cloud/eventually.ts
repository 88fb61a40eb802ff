import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';

export interface EventuallyOptions {
  /** @default 20 seconds */
  readonly timeoutMs?: number;
  /** @default 100 ms */
  readonly intervalMs?: number;
}

/** Why a probe must go on: what it has seen so far. */
export class NotYet {
  public constructor(public readonly seen: unknown) {}
}

/**
 * Asks the probe until it answers, and returns the answer.
 *
 * A probe says "not yet" by undefined, null, false, an empty list, `new NotYet(seen)` or an error.
 */
export async function eventually<T>(
  description: string,
  probe: () => Promise<T | NotYet> | T | NotYet,
  options: EventuallyOptions = {},
): Promise<NonNullable<T>> {
  const timeoutMs = options.timeoutMs ?? 20_000;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await attempt(probe);
    if (answer.found) {
      return answer.value;
    }
    if (Date.now() >= deadline) {
      throw new Error(`${description}: did not happen within ${timeoutMs / 1000} s. Last seen: ${show(answer.seen)}`);
    }
    await sleep(options.intervalMs ?? 100);
  }
}

type Answer<T> = { found: true; value: NonNullable<T> } | { found: false; seen: unknown };

async function attempt<T>(probe: () => Promise<T | NotYet> | T | NotYet): Promise<Answer<T>> {
  try {
    const value = await probe();
    if (value instanceof NotYet) {
      return { found: false, seen: value.seen };
    }
    if (value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)) {
      return { found: false, seen: value };
    }
    return { found: true, value };
  } catch (error) {
    return { found: false, seen: error };
  }
}

function show(seen: unknown): string {
  return seen instanceof Error ? `${seen.name}: ${seen.message}` : inspect(seen, { depth: 6, breakLength: 120 });
}
