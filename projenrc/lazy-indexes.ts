import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/*
 * Rewrites the compiled lists of exports, so that importing the library loads only what is then used:
 * an app that makes one function pays for no rule, no report and none of the other triggers. aws-cdk-lib does the same.
 * Run after each compilation; the declarations stay as the compiler wrote them.
 */

const requireCompiled = createRequire(__filename);
const SOURCES = join(__dirname, '..', 'src');
const LIBRARY = join(__dirname, '..', 'lib');

/** A line of an index: everything of a file, or a folder as a namespace. */
const EVERYTHING = /^export \* from '(?<file>[^']+)';$/gm;
const NAMESPACE = /^export \* as (?<name>\w+) from '(?<file>[^']+)';$/gm;

function lazyIndex(folder: string): string {
  const source = readFileSync(join(SOURCES, folder, 'index.ts'), 'utf8');
  const members = [...source.matchAll(EVERYTHING)].flatMap(({ groups }) => (
    Object.keys(requireCompiled(join(LIBRARY, folder, groups!.file))).map(name => lazily(name, `require("${groups!.file}").${name}`))
  ));
  const namespaces = [...source.matchAll(NAMESPACE)].map(({ groups }) => lazily(groups!.name, `require("${groups!.file}")`));
  const lines = source.split('\n').filter(line => line.startsWith('export '));
  if (lines.length !== [...source.matchAll(EVERYTHING)].length + namespaces.length) {
    throw new Error(`src/${folder}/index.ts must list whole files and namespaces only; it holds another kind of export.`);
  }
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    'function lazily(name, load) {',
    '  Object.defineProperty(exports, name, {',
    '    configurable: true,',
    '    enumerable: true,',
    '    get() {',
    '      const value = load();',
    '      Object.defineProperty(exports, name, { enumerable: true, value });',
    '      return value;',
    '    },',
    '  });',
    '}',
    ...members,
    ...namespaces,
    '',
  ].join('\n');
}

function lazily(name: string, load: string): string {
  return `lazily("${name}", () => ${load});`;
}

function main(): void {
  const namespaces = [...readFileSync(join(SOURCES, 'index.ts'), 'utf8').matchAll(NAMESPACE)].map(({ groups }) => groups!.file);
  [...namespaces, '.'].forEach(folder => writeFileSync(join(LIBRARY, folder, 'index.js'), lazyIndex(folder)));
}

main();
