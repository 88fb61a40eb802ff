import { join } from 'node:path';
import { Plugin } from 'esbuild';

/** Ours as it is published: the compiled library, which loads what is used of it. */
export const COMPILED_LIBRARY: Plugin = {
  name: 'compiled library',
  setup: ({ onResolve }) => onResolve({ filter: /^cdk-steadfast$/ }, () => ({ path: join(__dirname, '..', 'lib', 'index.js'), external: true })),
};
