import { createHash } from 'node:crypto';

/** Where a text falls between 0 and 100: random to look at, the same each time. */
export function share(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32 * 100;
}
