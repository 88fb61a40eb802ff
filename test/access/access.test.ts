import { Stack, aws_dynamodb as dynamodb, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Access, SteadfastFunction } from '../../src';
import { actionsOf } from '../support/roles';
import { Simulation } from '../support/simulation';
import { stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
let fn: SteadfastFunction;
beforeEach(() => {
  stack = stackWith();
  fn = steadfastFunction(stack);
});

describe('objects in a bucket', () => {
  let bucket: s3.Bucket;
  beforeEach(() => {
    bucket = new s3.Bucket(stack, 'Bucket');
  });

  test('are read under a prefix, and nothing else is done to them', async () => {
    fn.grantAccess(Access.readObjects(bucket, 'incoming/'));
    const role = new Simulation(fn);
    expect(await role.allows('s3:GetObject', bucket.bucketArn, '/incoming/file.csv')).toBe(true);
    expect(await role.allows('s3:GetObject', bucket.bucketArn, '/secret/file.csv')).toBe(false);
    expect(await role.allows('s3:PutObject', bucket.bucketArn, '/incoming/file.csv')).toBe(false);
    expect(await role.allows('s3:DeleteObject', bucket.bucketArn, '/incoming/file.csv')).toBe(false);
    expect(await role.allows('s3:ListBucket', bucket.bucketArn)).toBe(false);
  });

  test('are written under a prefix, and not read', async () => {
    fn.grantAccess(Access.writeObjects(bucket, 'out/'));
    const role = new Simulation(fn);
    expect(await role.allows('s3:PutObject', bucket.bucketArn, '/out/file.csv')).toBe(true);
    expect(await role.allows('s3:PutObject', bucket.bucketArn, '/in/file.csv')).toBe(false);
    expect(await role.allows('s3:GetObject', bucket.bucketArn, '/out/file.csv')).toBe(false);
  });

  test('are listed under a prefix only', async () => {
    fn.grantAccess(Access.listObjects(bucket, 'incoming/'));
    const role = new Simulation(fn);
    expect(await role.allows('s3:ListBucket', bucket.bucketArn, '', { 's3:prefix': 'incoming/today/' })).toBe(true);
    expect(await role.allows('s3:ListBucket', bucket.bucketArn, '', { 's3:prefix': 'secret/' })).toBe(false);
    expect(await role.allows('s3:GetObject', bucket.bucketArn, '/incoming/file.csv')).toBe(false);
  });
});

test('items are read by key, not scanned and not written', async () => {
  const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } });
  fn.grantAccess(Access.readItems(table));
  const role = new Simulation(fn);
  expect(await role.allows('dynamodb:GetItem', table.tableArn)).toBe(true);
  expect(await role.allows('dynamodb:Scan', table.tableArn)).toBe(false);
  expect(await role.allows('dynamodb:PutItem', table.tableArn)).toBe(false);
  expect(await role.allows('dynamodb:Query', table.tableArn, '/index/byCustomer')).toBe(false);
});

test('items are written and not read', async () => {
  const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } });
  const other = new dynamodb.Table(stack, 'Other', { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } });
  fn.grantAccess(Access.writeItems(table));
  const role = new Simulation(fn);
  expect(await role.allows('dynamodb:PutItem', table.tableArn)).toBe(true);
  expect(await role.allows('dynamodb:GetItem', table.tableArn)).toBe(false);
  expect(await role.allows('dynamodb:DeleteTable', table.tableArn)).toBe(false);
  expect(await role.allows('dynamodb:PutItem', other.tableArn)).toBe(false);
});

test('messages are sent and not received, or received and not sent', async () => {
  const [out, into] = ['Out', 'In'].map((id) => new sqs.Queue(stack, id));
  fn.grantAccess(Access.sendMessages(out), Access.consumeMessages(into));
  const role = new Simulation(fn);
  expect(await role.allows('sqs:SendMessage', out.queueArn)).toBe(true);
  expect(await role.allows('sqs:ReceiveMessage', out.queueArn)).toBe(false);
  expect(await role.allows('sqs:ReceiveMessage', into.queueArn)).toBe(true);
  expect(await role.allows('sqs:ChangeMessageVisibility', into.queueArn)).toBe(true);
  expect(await role.allows('sqs:SendMessage', into.queueArn)).toBe(false);
  expect(await role.allows('sqs:PurgeQueue', into.queueArn)).toBe(false);
});

test('messages are published to one topic, and nobody is subscribed', async () => {
  const [topic, other] = ['Topic', 'Other'].map((id) => new sns.Topic(stack, id));
  fn.grantAccess(Access.publish(topic));
  const role = new Simulation(fn);
  expect(await role.allows('sns:Publish', topic.topicArn)).toBe(true);
  expect(await role.allows('sns:Publish', other.topicArn)).toBe(false);
  expect(await role.allows('sns:Subscribe', topic.topicArn)).toBe(false);
});

test('a function writes to its own log group and to no other', async () => {
  const neighbour = steadfastFunction(stack, 'Neighbour');
  const role = new Simulation(fn);
  expect(await role.allows('logs:PutLogEvents', fn.logGroup.logGroupArn, ':log-stream:today')).toBe(true);
  expect(await role.allows('logs:PutLogEvents', neighbour.logGroup.logGroupArn, ':log-stream:today')).toBe(false);
});

describe('with a customer key', () => {
  const encrypted = (key: kms.IKey): Record<string, (keyed: SteadfastFunction) => void> => ({
    'reading objects': (keyed) => keyed.grantAccess(Access.readObjects(new s3.Bucket(stack, 'Bucket', { encryptionKey: key }))),
    'writing objects': (keyed) => keyed.grantAccess(Access.writeObjects(new s3.Bucket(stack, 'Bucket', { encryptionKey: key }))),
    'sending': (keyed) => keyed.grantAccess(Access.sendMessages(new sqs.Queue(stack, 'Queue', { encryptionMasterKey: key }))),
    'receiving': (keyed) => keyed.grantAccess(Access.consumeMessages(new sqs.Queue(stack, 'Queue', { encryptionMasterKey: key }))),
    'publishing': (keyed) => keyed.grantAccess(Access.publish(new sns.Topic(stack, 'Topic', { masterKey: key }))),
    'writing items': (keyed) => keyed.grantAccess(Access.writeItems(new dynamodb.Table(stack, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, encryptionKey: key,
    }))),
  });
  const verbs = ['reading objects', 'writing objects', 'sending', 'receiving', 'publishing', 'writing items'];

  test.each(verbs)('%s may use the key, without a wildcard', async (verb) => {
    const key = new kms.Key(stack, 'Key');
    encrypted(key)[verb](fn);
    expect(await new Simulation(fn).allows('kms:Decrypt', key.keyArn)).toBe(true);
    expect(actionsOf(fn).filter((action) => action.includes('*'))).toEqual([]);
  });
});

test('access is granted to any role', () => {
  const role = new iam.Role(stack, 'Operator', { assumedBy: new iam.AccountRootPrincipal() });
  Access.sendMessages(new sqs.Queue(stack, 'Queue')).grantTo(role);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('^Operator') }],
    PolicyDocument: { Statement: [Match.objectLike({ Action: 'sqs:SendMessage' })] },
  });
});
