import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from './synthesize';
import { main } from '../../src/cli/main';

const NOT_RUN = 'This example is not deployed to the embedded cloud. It is synthesized, checked and reported on:\n\n';

/** Shows an example that needs more than the embedded cloud has, from its template alone. */
async function show(folder: string): Promise<number> {
  const assembly = mkdtempSync(join(tmpdir(), 'steadfast-demo-'));
  try {
    // What code is packed for it does not matter to a template, and packing may want a network.
    await synthesize(folder, 'app.ts', assembly, { 'aws:cdk:bundling-stacks': [] });
    process.stdout.write(NOT_RUN);
    const findings = await main(['check', assembly]);
    return await main(['report', assembly, '--format', 'text']) || findings;
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
}

const { example } = JSON.parse(process.argv[2]) as { example: string };
show(join(__dirname, '..', example)).then(
  code => { process.exitCode = code; },
  (error: unknown) => {
    process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
