import { readFileSync } from 'fs';
import * as cdk from 'aws-cdk-lib';
import * as ts from 'typescript';
import * as steadfast from '../../src';

/** A piece of TypeScript that stands in a document under a heading. */
export interface Snippet {
  readonly heading: string;
  readonly code: string;
}

/** Every `ts` block of a document. */
export function snippetsOf(path: string): Snippet[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/^#+ (.*)$|^```ts\n([\s\S]*?)^```$/gm)].reduce<{ heading: string; found: Snippet[] }>(
    ({ heading, found }, [, title, code]) => (title ? { heading: title, found } : { heading, found: [...found, { heading, code }] }),
    { heading: '', found: [] },
  ).found;
}

/** What a snippet finds around it: the services of CDK, this library, a stack, a function and their app; as in rosetta/pages, which compiles it. */
const FOUND = 'stack: cdk.Stack, fn: steadfast.SteadfastFunction, app: cdk.App';
const names = (module: object): string => Object.keys(module).filter(name => /^[A-Za-z_]+$/.test(name) && !name.startsWith('_')).join(', ');

/** The services under the names that everybody gives them: aws_sns as sns. */
const SERVICES = Object.keys(cdk).filter(name => name.startsWith('aws_')).map(name => `${name}: ${name.slice('aws_'.length)}`);

const PREAMBLE = [
  "import * as cdk from 'aws-cdk-lib';",
  "import * as steadfast from '../../src';",
  `const { ${SERVICES.join(', ')}, App, Duration, RemovalPolicy, Stack, Stage, TimeZone, Size } = cdk;`,
  `const { ${names(steadfast)} } = steadfast;`,
].join('\n');

/** Runs a snippet against a stack and a function. */
export function run({ code }: Snippet, stack: cdk.Stack, fn: steadfast.SteadfastFunction): void {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(`${PREAMBLE}\nexport function snippet(${FOUND}): void {\n${code}}`, { compilerOptions });
  const exported: { snippet?: (stack: cdk.Stack, fn: steadfast.SteadfastFunction, app: cdk.App) => void } = {};
  new Function('exports', 'require', outputText)(exported, (name: string) => (name === 'aws-cdk-lib' ? cdk : steadfast));
  exported.snippet!(stack, fn, stack.node.root as cdk.App);
}
