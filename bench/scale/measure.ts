import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { cdkNag, cfnLint, steadfast, synthesis, versions } from './checkers';
import { fleet } from './fleet';
import { Cost, median } from '../cost';

/** How much is measured. */
export interface ScaleEffort {
  /** Functions of the apps, each twice as many as before. */
  readonly sizes: readonly number[];
  /** The size at which the peers are measured as well. */
  readonly compared: number;
  readonly rounds: number;
}

/** How the cost of checking grows with an app, and what its peers cost on the same templates in the same run. */
export interface Scale {
  readonly sizes: readonly SizeResult[];
  /** How many functions the tools were measured on; the ratio is to our own cost on the same templates. */
  readonly compared: number;
  readonly tools: readonly ToolCost[];
}

export interface SizeResult extends Cost {
  readonly functions: number;
  readonly templates: number;
  readonly resources: number;
  /** Milliseconds of CPU for each function. */
  readonly perFunction: number;
}

export interface ToolCost extends Cost {
  readonly name: string;
  readonly ratio: number;
}

export function measureScale(python: string, effort: ScaleEffort): Scale {
  const root = mkdtempSync(join(tmpdir(), 'steadfast-scale-'));
  const validation = process.env.CDK_VALIDATION;
  try {
    // The validator that runs within a synthesis is a checker of its own.
    process.env.CDK_VALIDATION = 'false';
    return measure(python, root, effort);
  } finally {
    process.env.CDK_VALIDATION = validation ?? '';
    rmSync(root, { recursive: true, force: true });
  }
}

function measure(python: string, root: string, { sizes, compared, rounds }: ScaleEffort): Scale {
  const results: SizeResult[] = [];
  let tools: readonly ToolCost[] = [];
  for (const functions of sizes) {
    const assembly = join(root, String(functions));
    const app = fleet(assembly, functions);
    app.synth();
    const templates = readdirSync(assembly).filter(name => name.endsWith('.template.json')).map(name => join(assembly, name));
    const own = median(Array.from({ length: rounds }, () => steadfast(python, assembly)));
    results.push({ functions, templates: templates.length, resources: resourcesIn(templates), perFunction: own.cpu * 1000 / functions, ...own });
    if (functions === compared) {
      tools = compare(python, { root, app, templates, own, compared });
    }
  }
  return { sizes: results, compared, tools };
}

interface Compared {
  readonly root: string;
  readonly app: App;
  readonly templates: readonly string[];
  readonly own: Cost;
  readonly compared: number;
}

function compare(python: string, { root, app, templates, own, compared }: Compared): readonly ToolCost[] {
  const installed = versions(python);
  const costs: readonly (readonly [string, Cost])[] = [
    ['steadfast check', own],
    [`cfn-lint ${installed.cfnLint}`, cfnLint(python, templates)],
    [`cdk-nag ${installed.cdkNag} as it is run: an app with 5 packs, start and synthesis included`, synthesis(python, root, compared, true)],
    [`cdk-nag ${installed.cdkNag}, the packs alone, on constructs that are already there`, cdkNag(app)],
    ['for comparison: the same app without packs', synthesis(python, root, compared, false)],
  ];
  return costs.map(([name, cost]) => ({ name, ...cost, ratio: cost.cpu / own.cpu }));
}

function resourcesIn(templates: readonly string[]): number {
  return templates.reduce((sum, file) => sum + Object.keys(JSON.parse(readFileSync(file, 'utf8')).Resources).length, 0);
}
