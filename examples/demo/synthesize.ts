import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs a CDK app the way the CDK's own command does: with the context of the example's cdk.json, and more. */
export async function synthesize(
  exampleFolder: string, appFile: string, outputFolder: string, context: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { context: own } = JSON.parse(readFileSync(join(exampleFolder, 'cdk.json'), 'utf8')) as { context?: object };
  const app = spawn(process.execPath, ['--require', 'ts-node/register/transpile-only', join(exampleFolder, appFile)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: outputFolder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...own, ...context }),
      // Tests run the validator on the example; here it would only take time.
      CDK_VALIDATION: 'false',
    },
  });
  const output: Buffer[] = [];
  app.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  app.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = await once(app, 'close') as [number | null];
  if (code !== 0) {
    throw new Error(`${appFile} could not be synthesized:\n${Buffer.concat(output).toString().trim()}`);
  }
}
