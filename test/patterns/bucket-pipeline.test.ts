import { Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { patterns, SteadfastFunction } from '../../src';
import { snapshotSerializer } from '../../src/testing/snapshot-serializer';
import { Simulation } from '../support/simulation';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

expect.addSnapshotSerializer(snapshotSerializer);

let stack: Stack;
let validate: SteadfastFunction;
let process: SteadfastFunction;
beforeEach(() => {
  stack = stackWith();
  validate = steadfastFunction(stack, 'Validate');
  process = steadfastFunction(stack, 'Process');
});

test('its smallest use', () => {
  new patterns.BucketPipeline(stack, 'Pipeline', { validate, process });
  expect(stack).toMatchSnapshot();
});

test('validation reads uploads, says what it rejected and sends on; nothing more', async () => {
  const pipeline = new patterns.BucketPipeline(stack, 'Pipeline', { validate, process });
  const role = new Simulation(validate);
  expect(await role.allows('s3:GetObject', pipeline.bucket.bucketArn, '/incoming/file.csv')).toBe(true);
  expect(await role.allows('s3:PutObject', pipeline.bucket.bucketArn, '/rejected/file.json')).toBe(true);
  expect(await role.allows('sqs:SendMessage', pipeline.queue.queueArn)).toBe(true);
  expect(await role.allows('s3:PutObject', pipeline.bucket.bucketArn, '/incoming/file.csv')).toBe(false);
  expect(await role.allows('sqs:ReceiveMessage', pipeline.queue.queueArn)).toBe(false);
  expect(await role.allows('dynamodb:PutItem', pipeline.table.tableArn)).toBe(false);
  expect(await role.allows('sns:Publish', pipeline.topic.topicArn)).toBe(false);
});

test('processing works off the queue, stores and announces; nothing more', async () => {
  const pipeline = new patterns.BucketPipeline(stack, 'Pipeline', { validate, process });
  const role = new Simulation(process);
  expect(await role.allows('sqs:DeleteMessage', pipeline.queue.queueArn)).toBe(true);
  expect(await role.allows('dynamodb:PutItem', pipeline.table.tableArn)).toBe(true);
  expect(await role.allows('sns:Publish', pipeline.topic.topicArn)).toBe(true);
  expect(await role.allows('s3:GetObject', pipeline.bucket.bucketArn, '/incoming/file.csv')).toBe(false);
  expect(await role.allows('sqs:SendMessage', pipeline.queue.queueArn)).toBe(false);
});

test('only uploads under the prefix start it', () => {
  new patterns.BucketPipeline(stack, 'Pipeline', { validate, process, prefix: 'drop/' });
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { detail: { object: { key: [{ prefix: 'drop/' }] } } },
  });
});

test.each([
  ['the same prefix', { prefix: 'a/', rejectedPrefix: 'a/' }],
  ['a prefix below the other', { prefix: 'a/', rejectedPrefix: 'a/rejected/' }],
  ['no prefix for uploads', { prefix: '', rejectedPrefix: 'rejected/' }],
])('%s is refused, for rejections would start it again', (_name, prefixes) => {
  expect(() => new patterns.BucketPipeline(stack, 'Pipeline', { validate, process, ...prefixes }))
    .toThrow('must live under different prefixes');
});

test('it works with functions that are not ours', () => {
  new patterns.BucketPipeline(stack, 'Pipeline', { validate: plainFunction(stack, 'A'), process: plainFunction(stack, 'B') });
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
});

test('a bucket that is given is used', () => {
  const bucket = new s3.Bucket(stack, 'Mine');
  const pipeline = new patterns.BucketPipeline(stack, 'Pipeline', { validate, process, bucket });
  expect(pipeline.bucket).toBe(bucket);
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    NotificationConfiguration: Match.objectLike({ EventBridgeConfiguration: { EventBridgeEnabled: true } }),
  });
});
