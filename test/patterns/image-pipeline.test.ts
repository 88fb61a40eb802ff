import { Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SMALLEST_USES } from './smallest-uses';
import { BucketDelivery, patterns, SteadfastFunction } from '../../src';
import { snapshotSerializer } from '../../src/testing/snapshot-serializer';
import { Simulation } from '../support/simulation';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

expect.addSnapshotSerializer(snapshotSerializer);

let stack: Stack;
let render: SteadfastFunction;
beforeEach(() => {
  stack = stackWith();
  render = steadfastFunction(stack, 'Render');
});

test('its smallest use', () => {
  const smallest = stackWith();
  SMALLEST_USES.ImagePipeline.fill(smallest);
  expect(smallest).toMatchSnapshot();
});

test('rendering reads uploads and writes thumbnails; nothing more', async () => {
  const { bucket } = new patterns.ImagePipeline(stack, 'Images', { render });
  const role = new Simulation(render);
  expect(await role.allows('s3:GetObject', bucket.bucketArn, '/uploads/a.jpg')).toBe(true);
  expect(await role.allows('s3:PutObject', bucket.bucketArn, '/thumbnails/a.jpg.webp')).toBe(true);
  expect(await role.allows('s3:PutObject', bucket.bucketArn, '/uploads/a.jpg')).toBe(false);
  expect(await role.allows('s3:GetObject', bucket.bucketArn, '/thumbnails/a.jpg.webp')).toBe(false);
});

test('only uploads start it', () => {
  new patterns.ImagePipeline(stack, 'Images', { render });
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail: { object: { key: [{ prefix: 'uploads/' }] } } } });
});

test.each([
  ['the same prefix', { prefix: 'a/', thumbnailPrefix: 'a/' }],
  ['thumbnails below the uploads', { prefix: 'a/', thumbnailPrefix: 'a/small/' }],
  ['uploads anywhere', { prefix: '', thumbnailPrefix: 'small/' }],
  ['thumbnails anywhere', { prefix: 'a/', thumbnailPrefix: '' }],
])('%s in one bucket is refused, for a thumbnail would be an upload', (_name, prefixes) => {
  expect(() => new patterns.ImagePipeline(stack, 'Images', { render, ...prefixes })).toThrow('must live under different prefixes');
});

test('the same prefix in another bucket is fine', () => {
  const thumbnailBucket = new s3.Bucket(stack, 'Thumbnails');
  new patterns.ImagePipeline(stack, 'Images', { render, thumbnailBucket, prefix: '', thumbnailPrefix: '' });
});

test('an import of the bucket of the uploads is no other bucket', () => {
  const bucket = s3.Bucket.fromBucketName(stack, 'One', 'photos');
  const thumbnailBucket = s3.Bucket.fromBucketName(stack, 'Same', 'photos');
  expect(() => new patterns.ImagePipeline(stack, 'Images', { render, bucket, thumbnailBucket, prefix: 'a/', thumbnailPrefix: 'a/' }))
    .toThrow('must live under different prefixes');
});

test('it works with a function that is not ours, and by another delivery', () => {
  new patterns.ImagePipeline(stack, 'Images', { render: plainFunction(stack), delivery: BucketDelivery.throughRule() });
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventSourceMapping', 0);
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    NotificationConfiguration: Match.objectLike({ EventBridgeConfiguration: { EventBridgeEnabled: true } }),
  });
});
