import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shareGateRun } from './gate-run';
import { runGates } from './run';

/** Every tool looks at every template once; the tests say which finding stands where. */
export default async function runAllGates(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-gates-'));
  shareGateRun(folder);
  await runGates(folder);
}
