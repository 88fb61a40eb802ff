import { GateRun } from './findings';

const VARIABLE = 'STEADFAST_GATES';

/** Tells the test files of this run where the gates left what they found. */
export function shareGateRun(folder: string): void {
  process.env[VARIABLE] = folder;
}

export function gateFolder(): string {
  const folder = process.env[VARIABLE];
  if (!folder) throw new Error('The gates must have run before; start their tests by `npx projen test:gates`.');
  return folder;
}

/** What the gates found in this run. */
export function gateRun(): GateRun {
  return new GateRun(gateFolder());
}
