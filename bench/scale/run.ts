import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { cdkNag, cfnLint, Cost, steadfast, synthesis, versions } from './checkers';
import { fleet } from './fleet';
import { Scale, SizeResult, ToolCost } from './result';
import { asTable } from './table';
import { ensurePythonEnvironment } from '../../test/support/cloud/python-environment';

/*
 * How the cost of checking grows with an app, and what its peers cost on the same templates in the same run.
 * Ratios count; seconds are those of one machine on one day.
 *
 *   npm run bench:scale [-- --json FILE]
 */

const SIZES = [500, 1_000, 2_000];
/** The size at which the peers are measured as well. */
const COMPARED = 1_000;
const ROUNDS = 3;

async function main(): Promise<void> {
  const python = await ensurePythonEnvironment({ requirementsFile: join(__dirname, '..', 'checker', 'requirements.txt') });
  const root = mkdtempSync(join(tmpdir(), 'steadfast-scale-'));
  try {
    const result = measure(python, root);
    process.stdout.write(asTable(result));
    const at = process.argv.indexOf('--json');
    if (at >= 0) {
      writeFileSync(process.argv[at + 1], `${JSON.stringify(result, undefined, 2)}\n`);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function measure(python: string, root: string): Scale {
  // The validator that runs within a synthesis is a checker of its own.
  process.env.CDK_VALIDATION = 'false';
  const sizes: SizeResult[] = [];
  let tools: readonly ToolCost[] = [];
  for (const functions of SIZES) {
    const assembly = join(root, String(functions));
    const app = fleet(assembly, functions);
    app.synth();
    const templates = readdirSync(assembly).filter(name => name.endsWith('.template.json')).map(name => join(assembly, name));
    const own = median([...Array(ROUNDS)].map(() => steadfast(python, assembly)));
    sizes.push({ functions, templates: templates.length, resources: resourcesIn(templates), perFunction: own.cpu * 1000 / functions, ...own });
    if (functions === COMPARED) {
      tools = compare(python, { root, app, templates, own });
    }
  }
  return { date: new Date().toISOString().slice(0, 10), sizes, tools };
}

interface Compared {
  readonly root: string;
  readonly app: App;
  readonly templates: readonly string[];
  readonly own: Cost;
}

function compare(python: string, { root, app, templates, own }: Compared): readonly ToolCost[] {
  const installed = versions(python);
  const costs: readonly (readonly [string, Cost])[] = [
    ['steadfast check', own],
    [`cfn-lint ${installed.cfnLint}`, cfnLint(python, templates)],
    [`cdk-nag ${installed.cdkNag} as it is run: an app with 5 packs, start and synthesis included`, synthesis(python, root, COMPARED, true)],
    [`cdk-nag ${installed.cdkNag}, the packs alone, on constructs that are already there`, cdkNag(app)],
    ['for comparison: the same app without packs', synthesis(python, root, COMPARED, false)],
  ];
  return costs.map(([name, cost]) => ({ name, ...cost, ratio: cost.cpu / own.cpu }));
}

function median(costs: readonly Cost[]): Cost {
  return [...costs].sort((one, other) => one.cpu - other.cpu)[Math.floor(costs.length / 2)];
}

function resourcesIn(templates: readonly string[]): number {
  return templates.reduce((sum, file) => sum + Object.keys(JSON.parse(readFileSync(file, 'utf8')).Resources).length, 0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
