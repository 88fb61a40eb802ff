import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import {
  App, Duration, NestedStack, Stack, aws_apigateway as apigateway, aws_iam as iam, aws_lambda as lambda, aws_lambda_event_sources as sources,
  aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { format } from 'pretty-format';
import { Release, SmokeTest } from '../../src';
import { expectClean, snapshotSerializer } from '../../src/testing';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

describe('expectClean', () => {
  const broken = (stack: Stack): void => {
    const jobs = new sqs.Queue(stack, 'Jobs', { visibilityTimeout: Duration.seconds(10) });
    plainFunction(stack, 'Worker', { timeout: Duration.seconds(30) }).addEventSource(new sources.SqsEventSource(jobs));
  };

  test('is silent about our function', () => {
    const stack = stackWith();
    steadfastFunction(stack);
    expect(() => expectClean(stack, { failOn: 'error' })).not.toThrow();
  });

  test('lists findings so that a person can mend them', () => {
    const stack = stackWith();
    broken(stack);
    expect(() => expectClean(stack)).toThrow(/^Stack is not clean:\n\n[^]* {2}error queue-visibility\n {2}at Stack\/Jobs\/Resource \(Jobs\w+\)\n {2}Messages stay hidden[^\n]*\n {2}Set VisibilityTimeout/);
  });

  test('points at the line of the test', () => {
    const stack = stackWith();
    broken(stack);
    try {
      expectClean(stack);
    } catch (error) {
      expect((error as Error).stack?.split('\n').find(line => line.startsWith('    at '))).toContain('testing.test.ts');
    }
    expect.assertions(1);
  });

  test('looks into nested stacks and not at the neighbours', () => {
    const app = new App();
    broken(new Stack(app, 'Neighbour'));
    const stack = new Stack(app, 'Own');
    expect(() => expectClean(stack)).not.toThrow();
    const other = new Stack(new App(), 'Own');
    broken(new NestedStack(other, 'Inner'));
    expect(() => expectClean(other)).toThrow(/Own\/Inner\/Jobs/);
  });

  test('may let warnings and single rules pass', () => {
    const stack = stackWith();
    plainFunction(stack, 'Worker');
    expect(() => expectClean(stack)).toThrow('log-retention');
    expect(() => expectClean(stack, { failOn: 'error' })).not.toThrow();
    expect(() => expectClean(stack, { without: ['log-retention'] })).not.toThrow(/log-retention\n/);
  });
});

describe('the snapshot serializer', () => {
  const print = (value: unknown): string => format(value, { plugins: [snapshotSerializer], printBasicPrototype: false });
  const stackOf = (code: string, memorySize = 128): Stack => {
    const stack = stackWith();
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
    fs.writeFileSync(path.join(directory, 'index.js'), code);
    const one = new lambda.Function(stack, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset(directory), memorySize, environment: { DIGEST: 'ab'.repeat(32) },
    });
    new apigateway.LambdaRestApi(stack, 'Api', { handler: one.addAlias('live'), deployOptions: { description: code } });
    plainFunction(new NestedStack(stack, 'Nested'), code);
    fs.rmSync(directory, { recursive: true });
    return stack;
  };

  test('prints the same for other code', () => {
    expect(print(stackOf('a'))).toBe(print(stackOf('b')).replaceAll('"Description": "b"', '"Description": "a"'));
    expect(print(stackOf('a'))).not.toBe(print(stackOf('b')));
  });

  test('prints something else when the configuration changes', () => {
    expect(print(stackOf('a'))).not.toBe(print(stackOf('a', 256)));
  });

  test('a release with other code prints the same; a right more prints that right', () => {
    const released = (code: string, ...rights: readonly string[]): string => {
      const stack = stackWith({ 'aws:cdk:bundling-stacks': [] });
      const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
      fs.writeFileSync(path.join(directory, 'index.js'), code);
      const topic = new sns.Topic(stack, 'Topic');
      const fn = steadfastFunction(stack, 'Function', { code: lambda.Code.fromAsset(directory), release: Release.canary({ smokeTest: SmokeTest.ofRequest() }) });
      if (rights.length > 0) fn.addToRolePolicy(new iam.PolicyStatement({ actions: [...rights], resources: [topic.topicArn] }));
      const text = print(stack);
      fs.rmSync(directory, { recursive: true });
      return text;
    };
    expect(released('exports.handler = async () => 2;')).toBe(released('exports.handler = async () => 1;'));
    const more = new Set(released('exports.handler = async () => 1;', 'sns:GetTopicAttributes').split('\n'));
    const before = released('exports.handler = async () => 1;').split('\n');
    expect(before.filter(line => !more.has(line))).toEqual([]);
    expect([...more].filter(line => !before.includes(line)).map(line => line.trim())).toContain('"Action": "sns:GetTopicAttributes",');
  });

  test('masks hashes of content and nothing that matters', () => {
    const text = print(stackOf('a'));
    expect(text).toContain('"S3Key": "<asset hash>.zip"');
    expect(text).toMatch(/"FunctionCurrentVersion[0-9A-F]{8}<content hash>"/);
    expect(text).toMatch(/"ApiDeployment[0-9A-F]{8}<content hash>"/);
    expect(text).toContain(`"DIGEST": "${'ab'.repeat(32)}"`);
    expect(text).not.toMatch(/BootstrapVersion|CDKMetadata/);
    expect(text.match(/[0-9a-f]{32}/g)?.filter(hash => hash !== 'ab'.repeat(16))).toEqual([]);
  });

  test('masks hashes in the parameters of older synthesizers, and in exports of what is named by its content', () => {
    const templateOf = (digit: string) => ({
      Parameters: { [`AssetParameters${digit.repeat(64)}S3Bucket`]: { Type: 'String' } },
      Resources: { [`WorkerCurrentVersion0A1B2C3D${digit.repeat(32)}`]: { Type: 'AWS::Lambda::Version' } },
      Outputs: { [`ExportsOutputRefWorkerCurrentVersion0A1B2C3D${digit.repeat(32)}${digit.repeat(8)}`]: { Value: 'x' } },
    });
    expect(print(templateOf('1'))).toBe(print(templateOf('2')));
    expect(print(templateOf('1'))).toContain('AssetParameters<asset hash>S3Bucket');
  });

  test('knows stacks and templates, and leaves the rest to jest', () => {
    const stack = stackWith();
    steadfastFunction(stack);
    expect(print(stack)).toBe(print(Template.fromStack(stack).toJSON()));
    expect([{}, { Resources: [] }, { Resources: { a: 1 } }, 7, null, 'x'].some(one => snapshotSerializer.test(one))).toBe(false);
  });
});

test('the package offers both at cdk-steadfast/testing', () => {
  const root = path.join(__dirname, '..', '..');
  const { exports: map } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { exports: Record<string, Record<string, string>> };
  for (const file of Object.values(map['./testing'])) {
    expect(fs.existsSync(path.join(root, file))).toBe(true);
  }
});
