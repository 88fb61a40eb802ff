import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Finding, Tool } from './findings';
import { cfnLint } from './tools/cfn-lint';
import { checkov } from './tools/checkov';
import { controlTower } from './tools/control-tower';
import { parliament } from './tools/parliament';
import { ensurePythonEnvironment, projectRoot } from '../support/cloud/python-environment';

const run = promisify(execFile);

/** Synthesizes all templates into a folder, and lets every tool look at all of them, each once. */
export async function runGates(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const synthesis = synthesize(folder);
  const python = await ensurePythonEnvironment({ requirementsFile: join(__dirname, 'requirements.txt') });
  await synthesis;
  const templates = join(folder, 'templates');
  const keep = (tool: Tool, findings: readonly Finding[]): void => writeFileSync(join(folder, `${tool}.json`), JSON.stringify(findings));
  await Promise.all([
    cfnLint(python, templates).then(found => keep('cfn-lint', found)),
    checkov(python, templates).then(found => keep('checkov', found)),
    controlTower(templates).then(found => keep('control-tower', found)),
    parliament(python, templates).then(found => keep('parliament', found)),
  ]);
}

/** A process of its own: an example decides which app it makes by being loaded. */
async function synthesize(folder: string): Promise<void> {
  await run(process.execPath, ['--require', 'ts-node/register/transpile-only', join(__dirname, 'synthesize.ts'), folder], {
    cwd: projectRoot(),
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, TS_NODE_PROJECT: join(projectRoot(), 'test', 'tsconfig.json') },
  });
}
