import { Stack, aws_ecr as ecr, aws_lambda as lambda, aws_lambda_nodejs as nodejs } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SteadfastFunction, SteadfastFunctionProps, SteadfastNodejsFunction } from '../../src';
import { compiledFor, packageOf, zipOf } from '../support/packages';
import { stackWith } from '../support/stacks';

const { ARM_64, X86_64 } = lambda.Architecture;
const { NODEJS_24_X: NODE, PYTHON_3_14: PYTHON, RUBY_3_4: RUBY, JAVA_25: JAVA, PROVIDED_AL2023: PROVIDED } = lambda.Runtime;
const SOURCES = { 'index.py': 'def handler(event, context): pass', 'lib/helper.py': '' };
const NOTE = Match.stringLikeRegexp('stays on x86_64');

let stack: Stack;
beforeEach(() => {
  stack = stackWith();
});

function running(path: string, props: Partial<SteadfastFunctionProps> = {}): SteadfastFunction {
  return new SteadfastFunction(stack, 'Function', { runtime: PYTHON, handler: 'index.handler', code: lambda.Code.fromAsset(path), ...props });
}

test.each<[string, lambda.Runtime, () => string]>([
  ['plain Python', PYTHON, () => packageOf(SOURCES)],
  ['plain JavaScript', NODE, () => packageOf({ 'index.js': '', 'node_modules/a/index.js': '' })],
  ['plain Ruby', RUBY, () => packageOf({ 'index.rb': '' })],
  ['a zip of plain Python', PYTHON, () => zipOf({ 'index.py': Buffer.from('pass') })],
  ['Python with modules compiled for it', PYTHON, () => packageOf({ ...SOURCES, 'numpy/core.so': compiledFor('arm64') })],
  ['a Go or Rust program compiled for it', PROVIDED, () => packageOf({ bootstrap: compiledFor('arm64') })],
])('%s runs on arm64, and nothing is said', (_name, runtime, path) => {
  expect(running(path(), { runtime }).architecture).toBe(ARM_64);
  Annotations.fromStack(stack).hasNoInfo('*', NOTE);
});

test.each<[string, lambda.Runtime, () => string]>([
  ['Python with modules for several machines', PYTHON, () => packageOf({ 'a.so': compiledFor('arm64'), 'b.so': compiledFor('x86_64') })],
  ['modules for a machine Lambda has not', NODE, () => packageOf({ 'a.node': compiledFor('riscv64') })],
  ['modules that are not Linux', NODE, () => packageOf({ 'a.node': 'MZ' })],
  ['a versioned library in a zip, where it cannot be read', PYTHON, () => zipOf({ 'index.py': Buffer.alloc(1), 'lib/libpq.so.5.16': Buffer.alloc(1) })],
  ['Java', JAVA, () => packageOf({ 'App.class': '' })],
  ['a wheel inside', PYTHON, () => packageOf({ ...SOURCES, 'a.whl': '' })],
  ['a custom runtime that is a script', PROVIDED, () => packageOf({ bootstrap: '#!/bin/sh' })],
])('%s stays on x86_64, with a note', (_name, runtime, path) => {
  expect(running(path(), { runtime }).architecture).toBe(X86_64);
  Annotations.fromStack(stack).hasInfo('/Stack/Function', NOTE);
});

test('code compiled for x86_64 runs there, and nothing is said', () => {
  expect(running(packageOf({ bootstrap: compiledFor('x86_64') }), { runtime: PROVIDED }).architecture).toBe(X86_64);
  Annotations.fromStack(stack).hasNoInfo('*', NOTE);
});

test('a container image stays where CDK puts it, with a note', () => {
  const image = lambda.Code.fromEcrImage(ecr.Repository.fromRepositoryName(stack, 'Images', 'images'));
  const fn = new SteadfastFunction(stack, 'Function', { runtime: lambda.Runtime.FROM_IMAGE, handler: lambda.Handler.FROM_IMAGE, code: image });
  expect(fn.architecture).toBe(X86_64);
  Annotations.fromStack(stack).hasInfo('/Stack/Function', NOTE);
});

test('what a bundler will make is not seen', () => {
  const path = packageOf(SOURCES);
  const code = lambda.Code.fromAsset(path, { bundling: { image: lambda.Runtime.PYTHON_3_14.bundlingImage, local: { tryBundle: () => true } } });
  stack.node.setContext('aws:cdk:bundling-stacks', []);
  expect(running(path, { code }).architecture).toBe(X86_64);
});

test('what was chosen is kept', () => {
  expect(running(packageOf(SOURCES), { architecture: X86_64 }).architecture).toBe(X86_64);
  Annotations.fromStack(stack).hasNoInfo('*', NOTE);
});

test('a layer that was not bundled is not seen', () => {
  stack.node.setContext('aws:cdk:bundling-stacks', []);
  const layer = new lambda.LayerVersion(stack, 'Layer', { code: lambda.Code.fromAsset(packageOf({ 'requirements.txt': 'numpy' })) });
  expect(running(packageOf(SOURCES), { layers: [layer] }).architecture).toBe(X86_64);
});

describe('a layer', () => {
  test('that is plain leaves the choice to the code', () => {
    const layer = new lambda.LayerVersion(stack, 'Layer', { code: lambda.Code.fromAsset(packageOf({ 'python/shared.py': '' })) });
    expect(running(packageOf(SOURCES), { layers: [layer] }).architecture).toBe(ARM_64);
  });

  test('with compiled modules decides', () => {
    const layer = new lambda.LayerVersion(stack, 'Layer', { code: lambda.Code.fromAsset(packageOf({ 'python/fast.so': compiledFor('x86_64') })) });
    expect(running(packageOf(SOURCES), { layers: [layer] }).architecture).toBe(X86_64);
  });

  test('of somebody else is not seen', () => {
    const layer = lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:us-east-1:111111111111:layer:other:1');
    expect(running(packageOf(SOURCES), { layers: [layer] }).architecture).toBe(X86_64);
  });
});

test('code that was compiled for the other architecture is refused', () => {
  expect(() => running(packageOf({ bootstrap: compiledFor('x86_64') }), { runtime: PROVIDED, architecture: ARM_64 }))
    .toThrow('Stack/Function: A function must run on the architecture that the compiled parts of its code were built for; given: code for x86_64 on arm64.');
});

describe('a Node.js bundle', () => {
  beforeEach(() => {
    stack.node.setContext('aws:cdk:bundling-stacks', []);
  });

  function bundled(bundling?: nodejs.BundlingOptions, layers?: lambda.ILayerVersion[]): SteadfastNodejsFunction {
    const projectRoot = packageOf({
      'index.ts': 'export const handler = async () => {};', 'package.json': '{ "dependencies": { "sharp": "1.0.0" } }', 'package-lock.json': '{}',
    });
    return new SteadfastNodejsFunction(stack, 'Bundle', {
      entry: `${projectRoot}/index.ts`, projectRoot, depsLockFilePath: `${projectRoot}/package-lock.json`, bundling, layers,
    });
  }

  test('runs on arm64', () => {
    expect(bundled().architecture).toBe(ARM_64);
  });

  test('with a layer, which may hold native code, stays on x86_64', () => {
    const layer = lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:us-east-1:111111111111:layer:other:1');
    expect(bundled(undefined, [layer]).architecture).toBe(X86_64);
  });

  test('with installed modules, which may be native, stays on x86_64, with a note', () => {
    expect(bundled({ nodeModules: ['sharp'] }).architecture).toBe(X86_64);
    Annotations.fromStack(stack).hasInfo('/Stack/Bundle', NOTE);
  });
});
