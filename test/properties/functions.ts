import { join } from 'path';
import { Stack, aws_lambda as lambda, aws_lambda_nodejs as nodejs } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { call, callCases } from './call-cases';
import { Choice } from './choices';
import { context, Family, isRefused, Placed } from './family';
import { defaultsCase, defaultsOf, FunctionCase, functionCase, inheritedProps, ownProps, propsOf } from './function-cases';
import { maybe, oddText } from './odd-values';
import { SteadfastDefaults, SteadfastFunction, SteadfastNodejsFunction } from '../../src';
import { CODE } from '../support/stacks';

/** What CDK writes: for an imported delivery stream a table of addresses, of a network the names of functions, however long they are. */
const isCdks = (_one: unknown, complaint: string): boolean => /^(W7001 at Stack$|F3033 at .*\/SecurityGroup\/)/.test(complaint);

interface MadeCase extends Placed {
  readonly fn: FunctionCase;
  readonly defaults?: string;
  readonly calls: readonly Choice<string>[];
}

const made = { fn: functionCase, defaults: defaultsCase, calls: callCases, context };

/** Functions of any props, and what somebody does with them. */
export const FUNCTION_CASES: Family<MadeCase> = {
  cases: fc.record(made),
  fill: (stack, { fn, defaults, calls }) => {
    SteadfastDefaults.of(stack).set(defaultsOf(stack, defaults));
    const one = new SteadfastFunction(stack, fn.id, propsOf(stack, fn));
    calls.forEach(choice => call(stack, one, choice));
  },
  isTheirs: isCdks,
  refusedByCdk: one => isRefused(one, stack => new lambda.Function(stack, one.fn.id, { ...CODE, ...inheritedProps(stack, one.fn) })),
};

const HANDLER = join(__dirname, '..', '..', 'bench', 'node-bundles', 'handler.ts');

const BUNDLINGS: Record<string, (text: string) => nodejs.BundlingOptions> = {
  'nothing': () => ({}),
  'readable': () => ({ minify: false, keepNames: false, sourceMap: false, charset: nodejs.Charset.UTF8 }),
  'mapped beside': () => ({ sourceMap: true, sourceMapMode: nodejs.SourceMapMode.EXTERNAL, sourcesContent: true }),
  'mapped within': () => ({ sourceMapMode: nodejs.SourceMapMode.INLINE, minify: true }),
  'a module': () => ({ format: nodejs.OutputFormat.ESM, mainFields: ['main'], banner: 'import { createRequire } from "module";' }),
  'texts': text => ({ banner: text, footer: text, define: { [text]: text }, assetHash: text || undefined, loader: { '.txt': 'text' } }),
  'the runtime\'s SDK': () => ({ externalModules: ['@aws-sdk/*'], esbuildArgs: { '--log-limit': '0' } }),
  'its own SDK': () => ({ bundleAwsSDK: true, metafile: true }),
  'an installed module': () => ({ nodeModules: ['constructs'], target: 'node22', tsconfig: join(__dirname, '..', 'tsconfig.json') }),
  'compiled before': () => ({ preCompilation: true, logLevel: nodejs.LogLevel.SILENT, inject: [] }),
};

/** Whatever a bundled function knows besides; a name that CDK refuses is CDK's matter. */
const NODEJS: Record<string, (text: string) => nodejs.NodejsFunctionProps> = {
  'an older runtime': () => ({ runtime: lambda.Runtime.NODEJS_22_X }),
  // CDK's NODEJS_LATEST is none: each use makes a runtime anew, and the version of whoever has an imported layer counts the runtimes there are.
  'connections used once': () => ({ awsSdkConnectionReuse: false }),
  'another language': () => ({ runtime: lambda.Runtime.PYTHON_3_13 }),
  'a handler': () => ({ handler: 'main' }),
  'no entry': () => ({ entry: undefined }),
  'an entry that is not there': text => ({ entry: `${text}.ts` }),
  'code that was built before': () => ({ code: CODE.code, handler: CODE.handler }),
  'code without a handler': () => ({ code: CODE.code }),
  'a lock file': () => ({ depsLockFilePath: join(__dirname, '..', '..', 'package-lock.json'), projectRoot: join(__dirname, '..', '..') }),
  'options of Node.js': text => ({ environment: { NODE_OPTIONS: text } }),
};

interface NodejsCase extends MadeCase {
  readonly bundling?: string;
  readonly nodejs?: string;
  readonly text: string;
}

function nodejsProps(stack: Stack, { fn, bundling, nodejs: given, text }: NodejsCase): nodejs.NodejsFunctionProps {
  return {
    entry: HANDLER,
    ...inheritedProps(stack, fn),
    ...(bundling ? { bundling: BUNDLINGS[bundling](text) } : {}),
    ...(given ? NODEJS[given](text) : {}),
  };
}

/** Functions that are bundled, of any props. */
export const NODEJS_CASES: Family<NodejsCase> = {
  cases: fc.record({
    ...made, bundling: maybe(fc.constantFrom(...Object.keys(BUNDLINGS))), nodejs: maybe(fc.constantFrom(...Object.keys(NODEJS))), text: oddText,
  }),
  fill: (stack, one) => {
    SteadfastDefaults.of(stack).set(defaultsOf(stack, one.defaults));
    const fn = new SteadfastNodejsFunction(stack, one.fn.id, { ...nodejsProps(stack, one), ...ownProps(stack, one.fn) });
    one.calls.forEach(choice => call(stack, fn, choice));
  },
  isTheirs: isCdks,
  refusedByCdk: one => isRefused(one, stack => new nodejs.NodejsFunction(stack, one.fn.id, nodejsProps(stack, one))),
};
