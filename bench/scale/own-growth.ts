import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Cost, measured, median } from '../cost';
import { installLibrary, OURS } from '../installed-library';

/** What an app of functions of this library costs at one size. */
export interface OwnSize {
  readonly functions: number;
  readonly stacks: number;
  /** Of the fullest stack; CloudFormation takes 500. */
  readonly mostResources: number;
  readonly synthesis: Cost;
  readonly check: Cost;
  readonly report: Cost;
}

const ROOT = join(__dirname, '..', '..');

/** How synthesis, check and report grow with an app that is built of this library alone; CDK's validator is a cost of its own, and off. */
export async function measureOwnGrowth(python: string, sizes: readonly number[], rounds: number): Promise<readonly OwnSize[]> {
  const root = mkdtempSync(join(tmpdir(), 'steadfast-growth-'));
  try {
    const script = await programIn(root);
    return sizes.map(functions => measureSize(python, { root, script, functions, rounds }));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

interface Size {
  readonly root: string;
  readonly script: string;
  readonly functions: number;
  readonly rounds: number;
}

function measureSize(python: string, { root, script, functions, rounds }: Size): OwnSize {
  const assembly = join(root, String(functions));
  const environment = { NODE_PATH: join(ROOT, 'node_modules'), CDK_VALIDATION: 'false' };
  const steadfast = [process.execPath, join(ROOT, 'bin', 'steadfast')];
  const often = (command: readonly string[]): Cost => median(Array.from({ length: rounds }, () => measured(python, command, { environment })));
  const synthesis = often([process.execPath, script, assembly, String(functions)]);
  const resources = readdirSync(assembly).filter(name => name.endsWith('.template.json'))
    .map(name => Object.keys((JSON.parse(readFileSync(join(assembly, name), 'utf8')) as { Resources: object }).Resources).length);
  return {
    functions,
    stacks: resources.length,
    mostResources: Math.max(...resources),
    synthesis,
    check: often([...steadfast, 'check', assembly, '--fail-on', 'warning']),
    report: often([...steadfast, 'report', assembly, '-o', join(root, `${functions}.html`)]),
  };
}

async function programIn(folder: string): Promise<string> {
  const outfile = join(folder, 'own-app.js');
  await build({
    entryPoints: [join(__dirname, 'own-app.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    external: [OURS],
    platform: 'node',
    logLevel: 'error',
  });
  installLibrary(folder);
  return outfile;
}

/** As a Markdown table; each size is twice the one before. */
export function asTable(sizes: readonly OwnSize[]): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const grown = (index: number, cost: (size: OwnSize) => Cost): string => {
    const own = cost(sizes[index]);
    const growth = index === 0 ? '' : `, ${(own.cpu / cost(sizes[index - 1]).cpu).toFixed(2)} x`;
    return `${own.cpu.toFixed(2)}${growth}`;
  };
  return `${[
    row(['functions of ours', 'stacks', 'resources of the fullest', 'synthesis, CPU s', 'check, CPU s', 'report, CPU s', 'memory of the synthesis, MiB']),
    row(['---:', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...sizes.map((one, index) => row([
      one.functions, one.stacks, one.mostResources,
      grown(index, size => size.synthesis), grown(index, size => size.check), grown(index, size => size.report),
      (one.synthesis.memory ?? 0).toFixed(0),
    ])),
  ].join('\n')}\n`;
}
