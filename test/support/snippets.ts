import { readFileSync } from 'fs';
import { join } from 'path';
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

/** What every snippet finds around it: the services of CDK, this library, a stack, a function and their app. */
const FOUND = 'stack: cdk.Stack, fn: steadfast.SteadfastFunction, app: cdk.App';
const names = (module: object): string => Object.keys(module).filter((name) => /^[A-Za-z_]+$/.test(name) && !name.startsWith('_')).join(', ');

/** The services under the names that everybody gives them: aws_sns as sns. */
const SERVICES = Object.keys(cdk).filter((name) => name.startsWith('aws_')).map((name) => `${name}: ${name.slice('aws_'.length)}`);

const PREAMBLE = [
  "import * as cdk from 'aws-cdk-lib';",
  "import * as steadfast from '../../src';",
  `const { ${SERVICES.join(', ')}, App, Duration, RemovalPolicy, Stack, Stage, TimeZone, Size } = cdk;`,
  `const { ${names(steadfast)} } = steadfast;`,
].join('\n');

function moduleOf(snippets: Snippet[]): string {
  return [PREAMBLE, ...snippets.map(({ code }, number) => `export function snippet${number}(${FOUND}): void {\n${code}}`)].join('\n');
}

/** What the compiler has to say about the snippets of a document, taken together. */
export function complaintsAbout(snippets: Snippet[]): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path));
  const { options } = ts.convertCompilerOptionsFromJson((config as { compilerOptions: object }).compilerOptions, process.cwd());
  const file = join(process.cwd(), 'test/docs/snippets.ts');
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version) => (path === file ? ts.createSourceFile(file, moduleOf(snippets), version) : readSource(path, version));
  const loose = { noEmit: true, noUnusedLocals: false, noUnusedParameters: false, rootDir: undefined, skipLibCheck: true };
  const program = ts.createProgram([file], { ...options, ...loose }, host);
  const source = program.getSourceFile(file)!;
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    .map(({ messageText, start = 0 }) => `${source.text.slice(0, start).split('\n').length}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

/** Runs one snippet against a stack and a function. */
export function run(snippet: Snippet, stack: cdk.Stack, fn: steadfast.SteadfastFunction): void {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(moduleOf([snippet]), { compilerOptions });
  const exported: { snippet0?: (stack: cdk.Stack, fn: steadfast.SteadfastFunction, app: cdk.App) => void } = {};
  new Function('exports', 'require', outputText)(exported, (name: string) => (name === 'aws-cdk-lib' ? cdk : steadfast));
  exported.snippet0!(stack, fn, stack.node.root as cdk.App);
}
