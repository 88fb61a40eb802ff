import { spawnSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { Exhibits, Said, Tool } from './said';
import { ensurePythonEnvironment } from '../../../test/support/cloud/python-environment';

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] };
}

const REGION = 'us-east-1';
const BUFFER = 256 * 1024 * 1024;

/** cfn-lint with its own rules, and what the serverless rules say beside them. */
export async function cfnLint(exhibits: Exhibits): Promise<readonly Tool[]> {
  const python = await ensurePythonEnvironment({ requirementsFile: join(__dirname, '..', 'requirements.txt') });
  const own = run(python, exhibits, []);
  const all = run(python, exhibits, ['--append-rules', 'cfn_lint_serverless.rules']);
  return [
    { name: 'cfn-lint', version: versionOf(python, 'cfn-lint'), said: own },
    { name: 'cfn-lint-serverless', version: versionOf(python, 'cfn-lint-serverless'), said: all.filter(one => /^[EWI]S/.test(one.rule)) },
  ];
}

function run(python: string, { assembly, stacks }: Exhibits, options: readonly string[]): readonly Said[] {
  const templates = stacks.map(stack => join(assembly, `${stack}.template.json`));
  const args = ['--format', 'json', '--regions', REGION, ...options, '--template', ...templates];
  const { stdout, stderr, error } = spawnSync(join(dirname(python), 'cfn-lint'), args, { encoding: 'utf8', maxBuffer: BUFFER });
  if (error || !stdout.trim().startsWith('[')) {
    throw new Error(`cfn-lint must answer in JSON; it said: ${error?.message ?? stderr.slice(-2000)}`);
  }
  const matches: readonly Match[] = JSON.parse(stdout);
  return matches.map(match => ({
    stack: basename(match.Filename).replace('.template.json', ''),
    rule: match.Rule.Id,
    where: match.Location.Path.slice(0, 2).join('/'),
    text: match.Message,
  }));
}

function versionOf(python: string, name: string): string {
  return spawnSync(python, ['-c', `import importlib.metadata as m; print(m.version('${name}'))`], { encoding: 'utf8' }).stdout.trim();
}
