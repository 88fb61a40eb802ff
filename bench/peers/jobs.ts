import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What somebody wants done: the folders beside this file. */
export const JOBS = ['table-api', 'bucket-pipeline', 'scheduled-job', 'stream-processor'] as const;
export type Job = typeof JOBS[number];

/** By what it is done: a file in each of the folders. */
export const VARIANTS = ['raw', 'solutions', 'hardened', 'steadfast'] as const;
export type Variant = typeof VARIANTS[number];

/** How the tables name them. */
export const NAMES: Readonly<Record<Variant, string>> = {
  raw: 'raw L2',
  solutions: 'Solutions Constructs',
  hardened: 'raw L2, hardened by hand',
  steadfast: 'cdk-steadfast',
};

export function sourceOf(job: Job, variant: Variant): string {
  return join(__dirname, job, `${variant}.ts`);
}

/** What a user writes: the lines between the two markers that are neither empty nor comments. Imports are counted for nobody. */
export function linesOf(job: Job, variant: Variant): number {
  const [, body] = readFileSync(sourceOf(job, variant), 'utf8').split(/^\s*\/\/ (?:from|to) here$/m);
  return body.split('\n').filter(line => line.trim() && !line.trim().startsWith('//')).length;
}
