import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { buildPrograms, ENVIRONMENT, Programs } from './build';
import { Job, JOBS, linesOf, Variant, VARIANTS } from './jobs';
import { factsOf, TemplateFacts } from './template-facts';
import { Cost, interleaved, measured } from '../cost';

/** One job, done one way, once. */
export interface Figures extends TemplateFacts {
  readonly job: Job;
  readonly variant: Variant;
  /** Lines a user writes. */
  readonly lines: number;
  /** The same without the feature flags that `cdk init` recommends. */
  readonly resourcesWithoutFlags: number;
  /** Open findings of cdk-nag's six packs. */
  readonly findings: number;
}

/** What a synthesis costs: a whole process, from its start. */
export interface Synthesis extends Cost {
  readonly job: Job;
  readonly variant: Variant;
  readonly copies: number;
  /** Whether CDK's built-in validator was on. */
  readonly validator: boolean;
}

/** What is loaded to build a job once, beyond what raw L2s hardened by hand have loaded for it. */
export interface Import extends Cost {
  readonly job: Job;
  readonly variant: Variant;
  readonly modules: number;
  /** Of these, parts of aws-cdk-lib that the raw job does without. */
  readonly ofCdk: number;
}

export interface Peers {
  readonly versions: Readonly<Record<string, string>>;
  readonly figures: readonly Figures[];
  readonly synthesis: readonly Synthesis[];
  readonly imports: readonly Import[];
}

/** How much is measured. */
export interface Effort {
  readonly rounds: number;
  /** The same with CDK's validator on, whose own seconds outweigh everything else. */
  readonly validated: number;
  readonly copies: number;
}

/** The job of which everything is measured. */
const MAIN: Job = 'bucket-pipeline';

export async function measurePeers(python: string, effort: Effort): Promise<Peers> {
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-peers-'));
  try {
    const programs = await buildPrograms(folder);
    const figures = JOBS.flatMap(job => VARIANTS.map(variant => figuresOf(programs, job, variant)));
    const synthesis = [...syntheses(programs, python, effort)];
    const imports = JOBS.flatMap(job => importsOf(programs, job, effort));
    return { versions: versions(), figures, synthesis, imports };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figuresOf(programs: Programs, job: Job, variant: Variant): Figures {
  const template = (flags: readonly string[]): string => {
    const outdir = join(programs.folder, 'figures', job, variant, ...flags);
    said([programs.program('synthesize'), programs.variant(job, variant), outdir, '1', ...flags]);
    return join(outdir, 'Stack0.template.json');
  };
  const { open } = said([programs.program('findings'), programs.variant(job, variant)]);
  const resourcesWithoutFlags = factsOf(template(['no-flags'])).resources;
  return { job, variant, lines: linesOf(job, variant), ...factsOf(template([])), resourcesWithoutFlags, findings: open };
}

/** Everything of one job; of the others what fifty copies cost, without the validator. */
function* syntheses(programs: Programs, python: string, { rounds, validated, copies }: Effort): Generator<Synthesis> {
  const settings = JOBS.flatMap(job => [1, copies].flatMap(count => [false, true].map(validator => ({ job, copies: count, validator }))))
    .filter(({ job, copies: count, validator }) => job === MAIN || (count === copies && !validator));
  for (const setting of settings) {
    const costs = interleaved(setting.validator ? validated : rounds, VARIANTS.map(variant => () => {
      const outdir = join(programs.folder, 'synthesis');
      const command = [process.execPath, programs.program('synthesize'), programs.variant(setting.job, variant), outdir, String(setting.copies)];
      const cost = measured(python, command, { environment: { ...ENVIRONMENT, CDK_VALIDATION: String(setting.validator) } });
      rmSync(outdir, { recursive: true, force: true });
      return cost;
    }));
    yield* VARIANTS.map((variant, index) => ({ variant, ...setting, ...costs[index] }));
  }
}

function importsOf(programs: Programs, job: Job, { rounds }: Effort): readonly Import[] {
  const compared = VARIANTS.filter(variant => variant === 'solutions' || variant === 'steadfast');
  const command = (variant: Variant): string[] => [programs.program('modules'), programs.variant(job, 'hardened'), programs.variant(job, variant)];
  const lists = compared.map(variant => said(command(variant)) as string[]);
  const costs = interleaved(rounds, compared.map((variant, index) => () => ({ cpu: said([...command(variant), JSON.stringify(lists[index])]) })));
  return compared.map((variant, index) => ({
    job,
    variant,
    modules: lists[index].length,
    ofCdk: lists[index].filter(file => file.includes(`${sep}node_modules${sep}aws-cdk-lib${sep}`)).length,
    ...costs[index],
  }));
}

/** Runs a program and returns what its last line says: Solutions Constructs write warnings of their own before. */
function said(command: readonly string[]) {
  const env = { ...process.env, ...ENVIRONMENT, CDK_VALIDATION: 'false' };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env, maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) {
    throw new Error(`${command.slice(0, 2).join(' ')} must finish its work; it ended with ${status}: ${stderr.slice(-2000)}`);
  }
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
}

/** The installed versions of what is compared. */
function versions(): Readonly<Record<string, string>> {
  const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
  const names = ['aws-cdk-lib', 'cdk-nag', ...Object.keys(manifest.devDependencies).filter(name => name.startsWith('@aws-solutions-constructs/')), '@aws-solutions-constructs/core'];
  return Object.fromEntries(names.map(name => [name, JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version]));
}
