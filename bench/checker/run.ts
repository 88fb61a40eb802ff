import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { BlindSet } from './blind/exhibit';
import { compare, Comparison, Twins } from './comparison';
import { PLANTS } from './planted/all';
import { Plant } from './planted/plant';
import { asTable } from './table';
import { cdkNag } from './tools/cdk-nag';
import { cdkValidator } from './tools/cdk-validator';
import { cfnLint } from './tools/cfn-lint';
import { steadfast } from './tools/steadfast';
import { WELL_BUILT } from './well-built';

/*
 * Holds our rule book and its peers against the same templates: defects planted one by one, and stacks with nothing wrong.
 *
 *   npm run bench:checker [-- --json FILE]
 */

async function main(): Promise<void> {
  const assembly = mkdtempSync(join(tmpdir(), 'steadfast-bench-'));
  try {
    const comparison = await compareTools(assembly);
    process.stdout.write(asTable(comparison));
    const at = process.argv.indexOf('--json');
    if (at >= 0) {
      writeFileSync(process.argv[at + 1], `${JSON.stringify(comparison, undefined, 2)}\n`);
    }
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
}

async function compareTools(assembly: string): Promise<Comparison> {
  const app = new App({ outdir: assembly });
  process.env.CDK_VALIDATION = 'true';
  const written = mkdtempSync(join(tmpdir(), 'steadfast-blind-'));
  const { planted, blind } = quietly(() => {
    const twins = PLANTS.map((plant, index) => plantTwice(app, plant, index));
    WELL_BUILT.forEach(({ name, build }) => build(new Stack(app, name)));
    const set = new BlindSet(app, written);
    app.synth();
    set.writeTo(assembly);
    return { planted: twins, blind: set };
  });
  rmSync(written, { recursive: true, force: true });
  const all = [...planted, ...blind.twins.map(one => ({ ...one, blind: true }))];
  const wellBuilt = [...WELL_BUILT.map(one => one.name), ...blind.wellBuilt];
  const exhibits = { assembly, stacks: [...all.flatMap(one => [one.broken, one.mended]), ...wellBuilt] };
  const tools = [steadfast(exhibits), cdkValidator(exhibits), cdkNag(app), ...await cfnLint(exhibits)];
  return compare(all, wellBuilt, tools);
}

function plantTwice(app: App, plant: Plant, index: number): Twins {
  const name = `${plant.rule}-${index}`;
  plant.plant(new Stack(app, `${name}-broken`), true);
  plant.plant(new Stack(app, `${name}-mended`), false);
  return { rule: plant.rule, variant: plant.variant, broken: `${name}-broken`, mended: `${name}-mended`, blind: false };
}

/** The synthesis prints what its validator found; here it is read from the report. */
function quietly<T>(action: () => T): T {
  const write = process.stderr.write;
  process.stderr.write = () => true;
  try {
    return action();
  } finally {
    process.stderr.write = write;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
