import { join } from 'node:path';
import { build } from 'esbuild';
import { Job, JOBS, sourceOf, Variant, VARIANTS } from './jobs';
import { installLibrary, OURS } from '../installed-library';

const ROOT = join(__dirname, '..', '..');

/** What is run: plain JavaScript, so that no compiler is measured. */
export interface Programs {
  readonly folder: string;
  readonly variant: (job: Job, variant: Variant) => string;
  readonly program: (name: 'synthesize' | 'findings' | 'modules') => string;
}

export async function buildPrograms(folder: string): Promise<Programs> {
  const variants = JOBS.flatMap(job => VARIANTS.map(variant => ({ in: sourceOf(job, variant), out: join('variants', job, variant) })));
  const programs = ['synthesize', 'findings', 'modules'].map(name => ({ in: join(__dirname, 'programs', `${name}.ts`), out: name }));
  await build({
    entryPoints: [...variants, ...programs], outdir: folder, bundle: true, packages: 'external', external: [OURS], platform: 'node', logLevel: 'error',
  });
  installLibrary(folder);
  return {
    folder,
    variant: (job, variant) => join(folder, 'variants', job, `${variant}.js`),
    program: name => join(folder, `${name}.js`),
  };
}

/** Where the programs find what they are not bundled with, and what their paths are relative to. */
export const ENVIRONMENT = { NODE_PATH: join(ROOT, 'node_modules') };
