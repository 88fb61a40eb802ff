import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { buildSync } from 'esbuild';
import { Cost, inThisProcess, measured } from '../cost';

const STEADFAST = join(__dirname, '..', '..', 'bin', 'steadfast');
/** cfn-lint adds up 2, 4 and 8 for errors, warnings and notes; 1 is a crash. */
const CRASHED = 1;

/** `steadfast check` as users run it, its start included. */
export function steadfast(python: string, assembly: string): Cost {
  if (!existsSync(join(__dirname, '..', '..', 'lib', 'cli', 'main.js'))) {
    throw new Error('lib/ must be built before it is measured; run `npx projen compile`.');
  }
  return measured(python, [process.execPath, STEADFAST, 'check', assembly, '--format', 'json', '--fail-on', 'never']);
}

/** cfn-lint with its own rules on all templates in one run, its start included. */
export function cfnLint(python: string, templates: readonly string[]): Cost {
  const command = [join(dirname(python), 'cfn-lint'), '--format', 'json', '--regions', 'us-east-1', '--template', ...templates];
  return measured(python, command, { isDone: code => code >= 0 && code !== CRASHED });
}

/** An app with five packs of cdk-nag or without, as users run it: its start, its synthesis, and the packs as plugins of that. */
export function synthesis(python: string, folder: string, functions: number, packs: boolean): Cost {
  const script = join(folder, 'nag-app.js');
  buildSync({ entryPoints: [join(__dirname, 'nag-app.ts')], outfile: script, bundle: true, packages: 'external', platform: 'node', logLevel: 'error' });
  const environment = { NODE_PATH: join(__dirname, '..', '..', 'node_modules') };
  const command = [process.execPath, script, join(folder, `nag-${packs}`), String(functions), ...(packs ? ['packs'] : [])];
  return measured(python, command, { environment });
}

/** The packs alone, on the constructs of an app that has been synthesized: neither the start nor the synthesis is counted. */
export function cdkNag(app: App): Cost {
  const packs = [new AwsSolutionsChecks(), new ServerlessChecks(), new HIPAASecurityChecks(), new NIST80053R5Checks(), new PCIDSS321Checks()];
  return inThisProcess(() => packs.forEach(pack => pack.validateScope(app)));
}

/** The installed versions, as the table names them. */
export function versions(python: string): { readonly cfnLint: string; readonly cdkNag: string } {
  const asked = spawnSync(python, ['-c', 'import importlib.metadata as m; print(m.version("cfn-lint"))'], { encoding: 'utf8' });
  return { cfnLint: asked.stdout.trim(), cdkNag: JSON.parse(readFileSync(require.resolve('cdk-nag/package.json'), 'utf8')).version };
}
