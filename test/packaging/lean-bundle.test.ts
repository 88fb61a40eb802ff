import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, readdirSync, statSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack, aws_lambda as lambda, aws_lambda_nodejs as nodejs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SteadfastNodejsFunction } from '../../src';
import { leanBundling } from '../../src/packaging/lean-bundle';
import { packageOf } from '../support/packages';
import { PlatformFunction } from '../support/platform-library';
import { stackWith } from '../support/stacks';

const HANDLER = `
class OutOfStock extends Error {}

export const handler = async (event: { id?: string }): Promise<string> => {
  if (!event.id) throw new OutOfStock('nothing left');
  return event.id;
};
`;

/** A project with the modules of this one, of which the bundler is needed. */
function project(): string {
  const root = packageOf({ 'index.ts': HANDLER, 'package.json': '{}', 'package-lock.json': '{}' });
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'), 'dir');
  return root;
}

function bundled(stack: Stack, root: string, props: nodejs.NodejsFunctionProps = {}): SteadfastNodejsFunction {
  return new SteadfastNodejsFunction(stack, 'Function', {
    entry: join(root, 'index.ts'), projectRoot: root, depsLockFilePath: join(root, 'package-lock.json'), ...props,
  });
}

describe('a bundle nobody configured', () => {
  let directory: string;
  let stack: Stack;
  beforeAll(() => {
    const outdir = mkdtempSync(join(tmpdir(), 'cdk.out-'));
    const app = new App({ outdir });
    stack = new Stack(app, 'Stack');
    bundled(stack, project());
    app.synth();
    directory = join(outdir, readdirSync(outdir).find(name => name.startsWith('asset.') && statSync(join(outdir, name)).isDirectory())!);
  });

  test('is small, with a map beside it that does not repeat the sources', () => {
    expect(readdirSync(directory).sort()).toEqual(['index.js', 'index.js.map']);
    expect(readFileSync(join(directory, 'index.js'), 'utf8').split('\n').length).toBeLessThan(5);
    expect(JSON.parse(readFileSync(join(directory, 'index.js.map'), 'utf8')).sourcesContent).toBeUndefined();
  });

  test('fails with a stack that names the class and the line of the source, under the options the function has', () => {
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
    const { NODE_OPTIONS } = Properties.Environment.Variables;
    const script = `require(${JSON.stringify(join(directory, 'index.js'))}).handler({}).catch((error) => console.log(error.constructor.name, error.stack))`;
    const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: { PATH: process.env.PATH, NODE_OPTIONS } });
    expect(stdout).toMatch(/^OutOfStock /);
    expect(stdout).toMatch(/index\.ts:5:/);
  });
});

describe('what is said of a bundle', () => {
  const withSdk = (): string => packageOf({ 'node_modules/@aws-sdk/client-s3/index.js': '' });

  test.each<[string, nodejs.BundlingOptions, nodejs.BundlingOptions]>([
    ['no minifying', { minify: false }, { minify: false, keepNames: undefined }],
    ['no map', { sourceMap: false }, { sourceMap: false, sourcesContent: undefined }],
    ['sources in the map', { sourcesContent: true }, { sourceMap: true, sourcesContent: true }],
    ['a mode of maps', { sourceMapMode: nodejs.SourceMapMode.INLINE }, { sourceMap: undefined, sourceMapMode: nodejs.SourceMapMode.INLINE }],
    ['the SDK of the runtime', { bundleAwsSDK: false }, { bundleAwsSDK: false }],
    ['what is external', { externalModules: ['@aws-sdk/*'] }, { bundleAwsSDK: undefined }],
    ['other main fields', { mainFields: ['main'] }, { mainFields: ['main'] }],
  ])('%s: is kept', (_name, given, kept) => {
    const bundling = leanBundling(given, withSdk()) as Record<string, unknown>;
    for (const [option, value] of Object.entries(kept)) expect([option, bundling[option]]).toEqual([option, value]);
  });

  test('the SDK is bundled where it is installed, and that of the runtime is meant where it is not', () => {
    expect(leanBundling({}, withSdk()).bundleAwsSDK).toBe(true);
    expect(leanBundling({}, packageOf({})).bundleAwsSDK).toBeUndefined();
  });
});

test('options of Node.js that are given are kept', () => {
  const stack = stackWith({ 'aws:cdk:bundling-stacks': [] });
  bundled(stack, project(), { environment: { NODE_OPTIONS: '--max-http-header-size=16384', STAGE: 'test' } });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { NODE_OPTIONS: '--max-http-header-size=16384', STAGE: 'test' } } });
});

test('a function without maps, or with code of its own, has no options', () => {
  const stack = stackWith({ 'aws:cdk:bundling-stacks': [] });
  bundled(stack, project(), { bundling: { sourceMap: false } });
  new SteadfastNodejsFunction(stack, 'Built', { code: lambda.Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_24_X });
  Template.fromStack(stack).allResourcesProperties('AWS::Lambda::Function', { Environment: Match.absent() });
});

test('the handler beside the file that makes the function is found, as CDK finds it', () => {
  const stack = stackWith({ 'aws:cdk:bundling-stacks': [] });
  expect(() => new SteadfastNodejsFunction(stack, 'beside')).not.toThrow();
  expect(() => new SteadfastNodejsFunction(stack, 'nowhere')).toThrow(
    /^Stack\/nowhere: The handler of a function must be named by entry, .*given: no entry, and no \S+lean-bundle\.test\.nowhere\.ts \(or \.js, .*\. Set entry: /,
  );
});

test('the handler of a function of a class of an organisation is found beside the file that makes the function', () => {
  const stack = stackWith({ 'aws:cdk:bundling-stacks': [] });
  expect(() => new PlatformFunction(stack, 'beside', { team: 'shop' })).not.toThrow();
  expect(() => new PlatformFunction(stack, 'nowhere', { team: 'shop' })).toThrow('lean-bundle.test.nowhere.ts');
});
