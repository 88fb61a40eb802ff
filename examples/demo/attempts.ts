import { appendFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Which attempt at something this is, across the processes of a function: one that died cannot remember. */
export function attemptAt(what: string): number {
  const file = join(tmpdir(), `attempts-at-${encodeURIComponent(what)}`);
  appendFileSync(file, 'x');
  return readFileSync(file, 'utf8').length;
}
