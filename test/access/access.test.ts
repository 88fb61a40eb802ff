import { App, Stack, aws_dynamodb as dynamodb, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_rds as rds, aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_sqs as sqs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { VERBS } from './vocabulary';
import { Access, SteadfastFunction } from '../../src';
import { actionsOf, statementsOf } from '../support/roles';
import { Simulation } from '../support/simulation';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
let fn: SteadfastFunction;
beforeEach(() => {
  stack = stackWith();
  fn = steadfastFunction(stack);
});

const verbs = Object.keys(VERBS);

test('every verb of the vocabulary is simulated', () => {
  const spoken = Object.getOwnPropertyNames(Access).filter(name => typeof Access[name as keyof typeof Access] === 'function' && name !== 'prototype');
  expect(verbs).toEqual(spoken);
});

describe.each(verbs)('%s', name => {
  test('allows what it names', async () => {
    const { access, must } = VERBS[name].use(stack);
    fn.grantAccess(access);
    const role = new Simulation(fn);
    for (const question of must) expect([question, await role.allows(...question)]).toEqual([question, true]);
  });

  test('allows nothing beside it, and nothing at all where it was not granted', async () => {
    const { access, must, mustNot } = VERBS[name].use(stack);
    fn.grantAccess(access);
    const neighbour = steadfastFunction(stack, 'Neighbour');
    const [role, other] = [new Simulation(fn), new Simulation(neighbour)];
    for (const question of mustNot) expect([question, await role.allows(...question)]).toEqual([question, false]);
    for (const question of must) expect([question, await other.allows(...question)]).toEqual([question, false]);
  });

  test('names its actions in full, and every resource that can be named', () => {
    fn.grantAccess(VERBS[name].use(stack, VERBS[name].takesKey ? new kms.Key(stack, 'CustomerKey') : undefined).access);
    expect(actionsOf(fn).filter(action => action.includes('*'))).toEqual([]);
    const unnamed = statementsOf(fn).filter(statement => statement.Resource === '*').flatMap(statement => statement.Action);
    const without = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'cloudwatch:PutMetricData', 'dynamodb:ListStreams'];
    expect(unnamed.filter(action => !without.includes(action))).toEqual([]);
  });
});

describe.each(verbs.filter(name => VERBS[name].takesKey))('%s with a customer key', name => {
  test('may use that key and no other', async () => {
    const [key, other] = [new kms.Key(stack, 'CustomerKey'), new kms.Key(stack, 'OtherKey')];
    fn.grantAccess(VERBS[name].use(stack, key).access);
    const role = new Simulation(fn);
    expect(await role.allows('kms:Decrypt', key.keyArn)).toBe(true);
    expect(await role.allows('kms:Decrypt', other.keyArn)).toBe(false);
    expect(await role.allows('kms:ScheduleKeyDeletion', key.keyArn)).toBe(false);
  });
});

test.each(['writeObjects', 'writeItems', 'putItems', 'sendMessages', 'publish', 'putRecords'])('%s may make data keys', async name => {
  const key = new kms.Key(stack, 'CustomerKey');
  fn.grantAccess(VERBS[name].use(stack, key).access);
  expect(await new Simulation(fn).allows('kms:GenerateDataKey', key.keyArn)).toBe(true);
});

test('a function writes to its own log group and to no other', async () => {
  const neighbour = steadfastFunction(stack, 'Neighbour');
  const role = new Simulation(fn);
  expect(await role.allows('logs:PutLogEvents', fn.logGroup.logGroupArn, ':log-stream:today')).toBe(true);
  expect(await role.allows('logs:PutLogEvents', neighbour.logGroup.logGroupArn, ':log-stream:today')).toBe(false);
});

test('access is granted to any role', () => {
  const role = new iam.Role(stack, 'Operator', { assumedBy: new iam.AccountRootPrincipal() });
  Access.sendMessages(new sqs.Queue(stack, 'Queue')).grantTo(role);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('^Operator') }],
    PolicyDocument: { Statement: [Match.objectLike({ Action: 'sqs:SendMessage' })] },
  });
});

test('a permissions boundary bounds what was granted', async () => {
  const bucket = new s3.Bucket(stack, 'Bucket');
  fn.grantAccess(Access.readObjects(bucket), Access.writeObjects(bucket));
  const boundary = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
  const role = new Simulation(fn, boundary);
  expect(await role.allows('s3:GetObject', bucket.bucketArn, '/file.csv')).toBe(true);
  expect(await role.allows('s3:PutObject', bucket.bucketArn, '/file.csv')).toBe(false);
});

test('a permissions boundary of the stack reaches the role', () => {
  iam.PermissionsBoundary.of(stack).apply(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'Boundary'));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: Match.anyValue() });
});

describe('invoking', () => {
  test('a plain function means $LATEST, not every version there will ever be', async () => {
    const called = plainFunction(stack);
    fn.grantAccess(Access.invoke(called));
    const role = new Simulation(fn);
    expect(await role.allows('lambda:InvokeFunction', called.functionArn)).toBe(true);
    expect(await role.allows('lambda:InvokeFunction', called.functionArn, ':7')).toBe(false);
  });

  test('a steadfast function lets it know, so that failed events are parked', () => {
    fn.grantAccess(Access.invoke(steadfastFunction(stack, 'Called')));
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
  });

  test('an alias means that alias', () => {
    const alias = new lambda.Alias(stack, 'Blue', { aliasName: 'blue', version: plainFunction(stack).currentVersion });
    fn.grantAccess(Access.invoke(alias));
    expect(statementsOf(fn)).toContainEqual({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { Ref: expect.stringMatching(/^Blue/) } });
  });
});

describe('a resource of another app', () => {
  test('is granted by its name', async () => {
    const table = dynamodb.Table.fromTableArn(stack, 'Table', 'arn:aws:dynamodb:us-east-1:111111111111:table/orders');
    fn.grantAccess(Access.queryIndex(table, 'byCustomer'));
    expect(await new Simulation(fn).allows('dynamodb:Query', 'arn:aws:dynamodb:us-east-1:111111111111:table/orders/index/byCustomer')).toBe(true);
  });

  test('brings the customer key it was imported with', async () => {
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111111111111:key/1234');
    fn.grantAccess(Access.readObjects(s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'orders', encryptionKey })));
    expect(await new Simulation(fn).allows('kms:Decrypt', 'arn:aws:kms:us-east-1:111111111111:key/1234')).toBe(true);
  });

  test('that is a secret known by name is matched up to its six random characters', async () => {
    fn.grantAccess(Access.readSecret(secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app/database')));
    const role = new Simulation(fn);
    const secret = 'arn:aws:secretsmanager:us-east-1:111111111111:secret:app/database';
    expect(await role.allows('secretsmanager:GetSecretValue', `${secret}-AbCdEf`)).toBe(true);
    expect(await role.allows('secretsmanager:GetSecretValue', `${secret}-of-another-AbCdEf`)).toBe(false);
  });

  test('is a cluster reached through its imported proxy', () => {
    const proxy = rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
      dbProxyArn: 'arn:aws:rds:us-east-1:111111111111:db-proxy:prx-0123', dbProxyName: 'orders', endpoint: 'orders.proxy.example', securityGroups: [],
    });
    fn.grantAccess(Access.connect(proxy, 'app'));
    expect(JSON.stringify(statementsOf(fn))).toContain('prx-0123/app');
  });
});

test('a resource of another stack is granted there', () => {
  const app = new App();
  const [data, compute] = [new Stack(app, 'Data'), new Stack(app, 'Compute')];
  const bucket = new s3.Bucket(data, 'Bucket');
  steadfastFunction(compute).grantAccess(Access.readObjects(bucket, 'in/'));
  Template.fromStack(compute).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([{ Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [{ 'Fn::ImportValue': Match.anyValue() }, '/in/*']] } }]) },
  });
});

describe('is refused', () => {
  const table = (): dynamodb.Table => new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } });

  test('for an index that could be several', () => {
    expect(() => fn.grantAccess(Access.queryIndex(table(), 'by*'))).toThrow('Stack/Table: An index must be named');
  });

  test('for the stream of a table without one', () => {
    expect(() => fn.grantAccess(Access.readStream(table()))).toThrow('Stack/Table: A table whose stream is read must have one');
  });

  test('for every user of a database', () => {
    const proxy = rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
      dbProxyArn: 'arn:aws:rds:us-east-1:111111111111:db-proxy:prx-0123', dbProxyName: 'orders', endpoint: 'orders.proxy.example', securityGroups: [],
    });
    expect(() => fn.grantAccess(Access.connect(proxy, '*'))).toThrow('The one database user to connect as must be named');
  });
});
