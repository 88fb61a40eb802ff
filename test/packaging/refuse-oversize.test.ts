import { readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Duration, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SteadfastFunctionProps } from '../../src';
import { packageContents } from '../../src/packaging/package-contents';
import { QUOTAS } from '../../src/reference/quotas';
import { packageOf, zipOf } from '../support/packages';
import { stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
beforeEach(() => {
  stack = stackWith();
});

/** A file that says it is so long, without a disk that is. */
function zipWeighing(bytes: number): string {
  const path = zipOf({ 'index.py': Buffer.from('pass') });
  const archive = readFileSync(path);
  archive.writeUInt32LE(bytes, archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 24);
  writeFileSync(path, archive);
  return path;
}

const sized = (bytes: number): Partial<SteadfastFunctionProps> =>
  ({ runtime: lambda.Runtime.PYTHON_3_14, handler: 'index.handler', code: lambda.Code.fromAsset(zipWeighing(bytes)) });

test.each<[string, Partial<SteadfastFunctionProps>, string]>([
  ['too little memory', { memorySize: 127 }, 'must have a memory of 128 to 10240 MB (AWS Lambda quotas); given: 127.'],
  ['too much memory', { memorySize: 10_241 }, 'given: 10241.'],
  ['too much time', { timeout: Duration.seconds(901) }, 'must have a timeout of 1 to 900 seconds'],
  ['an environment over 4 KB', { environment: { NOTES: 'x'.repeat(4_092) } }, 'must hold at most 4096 bytes (AWS Lambda quotas); given: 4097 bytes'],
  ['an environment over 4 KB in letters of two bytes', { environment: { NOTES: 'ä'.repeat(2_046) } }, 'given: 4097 bytes'],
  ['a variable that Lambda will not take', { environment: { 'not-a-name': 'x' } }, 'An environment variable must be named by a letter'],
])('%s is refused', (_name, props, message) => {
  expect(() => steadfastFunction(stack, 'Function', props)).toThrow(message);
});

test.each<[string, Partial<SteadfastFunctionProps>]>([
  ['the least memory', { memorySize: 128 }],
  ['the most memory', { memorySize: 10_240 }],
  ['the most time', { timeout: Duration.minutes(15) }],
  ['4 KB of environment', { environment: { NOTES: 'x'.repeat(4_091) } }],
])('%s is taken', (_name, props) => {
  expect(() => steadfastFunction(stack, 'Function', props)).not.toThrow();
});

test('an environment that grows too big later is refused at synth', () => {
  steadfastFunction(stack).addEnvironment('NOTES', 'x'.repeat(4_096));
  expect(() => Template.fromStack(stack)).toThrow('must hold at most 4096 bytes');
});

test('a package over 250 MB unzipped is refused', () => {
  expect(() => steadfastFunction(stack, 'Function', sized(QUOTAS.unzipped.value + 1))).toThrow('must hold at most 250 MB unzipped (AWS Lambda quotas); given: 251 MB.');
});

test('layers count', () => {
  const layers = [1, 2].map(n => new lambda.LayerVersion(stack, `Layer${n}`, { code: lambda.Code.fromAsset(zipWeighing(100 * 1024 * 1024)) }));
  expect(() => steadfastFunction(stack, 'Small', { ...sized(50 * 1024 * 1024), layers })).not.toThrow();
  expect(() => steadfastFunction(stack, 'Big', { ...sized(51 * 1024 * 1024), layers })).toThrow('given: 251 MB');
});

test('a sixth layer is refused, by CDK', () => {
  const layers = [...Array(6).keys()].map(n => lambda.LayerVersion.fromLayerVersionArn(stack, `Layer${n}`, `arn:aws:lambda:us-east-1:111111111111:layer:other:${n}`));
  expect(() => steadfastFunction(stack, 'Function', { layers })).toThrow('5 layers');
});

describe('contents', () => {
  test('of a directory are measured with what lies below', () => {
    expect(packageContents(packageOf({ 'a.py': '12345', 'b/c.py': '123' }))).toEqual({ bytes: 8, machines: new Set() });
  });

  test('of an archive are measured as they are once unzipped', () => {
    expect(packageContents(zipWeighing(7_000))?.bytes).toBe(7_000);
  });

  test('of what is no archive are not known', () => {
    expect(packageContents(`${packageOf({ 'a.jar': 'not a zip at all, but long enough to be searched' })}/a.jar`)).toBeUndefined();
    expect(packageContents('/does/not/exist')).toBeUndefined();
  });

  test('are looked at once, however many functions share them', () => {
    const shared = packageOf({ 'a.py': '12345' });
    packageContents(shared);
    rmSync(shared, { recursive: true });
    expect(packageContents(shared)?.bytes).toBe(5);
  });

  test('that are not there yet are looked for again', () => {
    const later = join(packageOf({}), 'later');
    packageContents(later);
    renameSync(packageOf({ 'a.py': '12345' }), later);
    expect(packageContents(later)?.bytes).toBe(5);
  });
});
