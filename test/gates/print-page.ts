import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GateRun } from './findings';
import { PAGE, gatesPage } from './page';
import { runGates } from './run';

/* Prints into docs/gates.md what the gates found, and every answer: `npx projen docs:gates`. */

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-gates-'));
  try {
    await runGates(folder);
    writeFileSync(PAGE, gatesPage(new GateRun(folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
