import { createRequire } from 'node:module';
import { App, Stack } from 'aws-cdk-lib';

/** What a file of a variant exports. */
export interface VariantModule {
  readonly build: (stack: Stack, id: string) => void;
}

/** Finds a file when it is asked for, so that nothing else is loaded. */
export const load = createRequire(__filename);

/** The flags that `cdk init` writes into cdk.json. */
const RECOMMENDED: Record<string, unknown> = load('aws-cdk-lib/recommended-feature-flags.json');

export interface AppOptions {
  readonly outdir?: string;
  /** @default - those that `cdk init` recommends */
  readonly flags?: Record<string, unknown>;
}

/** An app of so many stacks, each with the same, as `cdk synth` writes it: the command line asks for construct paths in the template. */
export function appOf(variant: string, copies: number, { outdir, flags = RECOMMENDED }: AppOptions = {}): App {
  const { build } = load(variant) as VariantModule;
  const app = new App({ outdir, context: { ...flags, 'aws:cdk:enable-path-metadata': true } });
  for (let copy = 0; copy < copies; copy += 1) {
    build(new Stack(app, `Stack${copy}`), 'Shop');
  }
  return app;
}
