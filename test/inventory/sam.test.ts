import { actionWildcard } from '../../src/rules/action-wildcard';
import { asyncFailureDestination } from '../../src/rules/async-failure-destination';
import { deliveryPermission } from '../../src/rules/delivery-permission';
import { failurePermission } from '../../src/rules/failure-permission';
import { judge } from '../../src/rules/judging/judge';
import { mappingPermission } from '../../src/rules/mapping-permission';
import { notificationOverwritten } from '../../src/rules/notification-overwritten';
import { publicInvoke } from '../../src/rules/public-invoke';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { inventoryOf } from '../rules/support';

const sam = (properties: object, more: object = {}) => ({
  Transform: 'AWS::Serverless-2016-10-31',
  Globals: { Function: { Timeout: 20, Tracing: 'Active', Environment: { Variables: { A: '1' } } } },
  Resources: { Worker: { Type: 'AWS::Serverless::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'i.h', ...properties } }, Jobs: { Type: 'AWS::SQS::Queue' }, ...more },
});
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const event = (Type: string, Properties: object) => ({ Events: { E: { Type, Properties } } });

test('a function takes what Globals give it', () => {
  const [worker] = inventoryOf(sam({ Environment: { Variables: { B: '2' } }, DeadLetterQueue: { Type: 'SQS', TargetArn: arn('Jobs') } })).functions.all;
  expect([worker.timeout.known, worker.tracing.known, worker.environment.keys(), worker.deadLetter.resource?.logicalId]).toEqual([20, 'Active', ['A', 'B'], 'Jobs']);
});

test.each([
  ['Schedule', { Schedule: 'rate(1 hour)' }, 'eventbridge'],
  ['EventBridgeRule', { Pattern: { source: ['a'] } }, 'eventbridge'],
  ['ScheduleV2', { ScheduleExpression: 'rate(1 hour)' }, 'scheduler'],
  ['SNS', { Topic: 'arn:aws:sns:eu-west-1:1:t' }, 'sns'],
  ['S3', { Bucket: { Ref: 'Photos' }, Events: 's3:ObjectCreated:*' }, 's3'],
  ['Api', { Path: '/', Method: 'get' }, 'rest-api'],
  ['HttpApi', {}, 'http-api'],
])('event %s invokes the alias', (type, properties, via) => {
  const { functions } = inventoryOf(sam({ AutoPublishAlias: 'live', ...event(type, properties) }, { Photos: { Type: 'AWS::S3::Bucket' } }));
  expect(functions.all[0].invokers.map(one => [one.via, one.target.qualifier.known])).toEqual([[via, 'live']]);
});

test('a queue becomes a mapping', () => {
  const [mapping] = inventoryOf(sam(event('SQS', { Queue: arn('Jobs'), BatchSize: 5 }))).mappings.all;
  expect([mapping.via, mapping.batchSize.known, mapping.target.function?.logicalId, mapping.source.resource?.logicalId]).toEqual(['sqs', 5, 'Worker', 'Jobs']);
});

test('policies are read, unknown shorthands are unknown', () => {
  const { functions, roleOf } = inventoryOf(sam({ Policies: ['AmazonSQSFullAccess', { Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } }, { NewPolicy: { QueueName: 'q' } }] }));
  const role = roleOf(functions.all[0]);
  expect(role?.statements.map(one => one.effect.kind)).toEqual(['known', 'unknown']);
  expect(role?.managedPolicies.every(use => use.byAws)).toBe(true);
});

test.each([
  ['SQSPollerPolicy', { QueueName: { 'Fn::GetAtt': ['Jobs', 'QueueName'] } }, 'sqs:ReceiveMessage', 'Jobs'],
  ['DynamoDBCrudPolicy', { TableName: { Ref: 'Orders' } }, 'dynamodb:PutItem', 'Orders'],
  ['S3ReadPolicy', { BucketName: { Ref: 'Photos' } }, 's3:GetObject', 'Photos'],
])('policy template %s allows its actions on what its parameters name', (name, parameters, action, resource) => {
  const more = { Orders: { Type: 'AWS::DynamoDB::Table' }, Photos: { Type: 'AWS::S3::Bucket' } };
  const { functions, roleOf } = inventoryOf(sam({ Policies: [{ [name]: parameters }] }, more));
  const statements = roleOf(functions.all[0])?.statements ?? [];
  expect(statements.flatMap(one => one.actions).map(one => one.known)).toContain(action);
  expect(statements.flatMap(one => one.resources).map(one => one.link.resource?.logicalId)).toContain(resource);
});

test('rights that SAM adds on its own are rights', () => {
  const polled = sam({ VpcConfig: { SubnetIds: [] }, DeadLetterQueue: { Type: 'SQS', TargetArn: arn('Jobs') }, ...event('SQS', { Queue: arn('Jobs') }) });
  const { findings } = judge(inventoryOf(polled), [mappingPermission, failurePermission]);
  expect(findings).toEqual([]);
});

test('a policy template that grants more than single actions is found', () => {
  const { findings } = judge(inventoryOf(sam({ Policies: [{ SQSSendMessagePolicy: { QueueName: { 'Fn::GetAtt': ['Jobs', 'QueueName'] } } }] })), [actionWildcard]);
  expect(findings.map(found => found.message)).toEqual(['Worker may do sqs:SendMessage*.']);
});

const authorizers = { Pool: { UserPoolArn: 'arn:aws:cognito-idp:eu-west-1:1:userpool/p' }, Own: { FunctionArn: arn('Worker') } };

test.each([
  ['nothing', {}, {}, ['error']],
  ['the default authorizer of the API', { Auth: { DefaultAuthorizer: 'Pool', Authorizers: authorizers } }, {}, []],
  ['IAM on the event', {}, { Auth: { Authorizer: 'AWS_IAM' } }, []],
  ['an event that leaves the default', { Auth: { DefaultAuthorizer: 'Pool', Authorizers: authorizers } }, { Auth: { Authorizer: 'NONE' } }, ['error']],
  ['only a key', { Auth: { ApiKeyRequired: true } }, {}, ['warning']],
  ['a policy on the API', { Auth: { ResourcePolicy: { SourceVpcWhitelist: ['vpc-1'] } } }, {}, ['unknown']],
  ['an authorization behind an intrinsic', { Auth: { Ref: 'Somewhere' } }, {}, ['unknown']],
])('a REST method guarded by %s', (_title, api, own, expected) => {
  const more = { Orders: { Type: 'AWS::Serverless::Api', Properties: { StageName: 'prod', ...api } } };
  const body = sam(event('Api', { RestApiId: { Ref: 'Orders' }, Path: '/', Method: 'get', ...own }), more);
  const { findings, unknown } = judge(inventoryOf(body), [publicInvoke]);
  expect([...findings.map(found => found.severity), ...unknown.map(() => 'unknown')]).toEqual(expected);
});

test.each([
  ['nothing', {}, {}, 1],
  ['a JWT authorizer by default', { Auth: { DefaultAuthorizer: 'Token', Authorizers: { Token: { JwtConfiguration: {} } } } }, {}, 0],
  ['IAM on the event', { Auth: { EnableIamAuthorizer: true } }, { Auth: { Authorizer: 'AWS_IAM' } }, 0],
])('a route of the implicit HTTP API guarded by %s', (_title, api, own, expected) => {
  const body = { ...sam(event('HttpApi', { Path: '/orders', Method: 'post', ...own })), Globals: { HttpApi: api } };
  const inventory = inventoryOf(body);
  expect(inventory.invokers.map(one => one.source.resource?.logicalId)).toEqual(['ServerlessHttpApi']);
  expect(judge(inventory, [publicInvoke]).findings).toHaveLength(expected);
});

test('the implicit REST API is there, with its Lambda authorizer', () => {
  const body = { ...sam(event('Api', { Path: '/', Method: 'get' })), Globals: { Api: { Auth: { DefaultAuthorizer: 'Own', Authorizers: authorizers } } } };
  const inventory = inventoryOf(body);
  expect(inventory.invokers.map(one => [one.via, one.source.resource?.logicalId])).toEqual([
    ['rest-api', 'ServerlessRestApi'], ['rest-authorizer', 'ServerlessRestApi'],
  ]);
  expect(judge(inventory, [publicInvoke]).findings).toEqual([]);
});

test.each([
  ['Ref', { Ref: 'Worker.Alias' }],
  ['Fn::Sub', { 'Fn::Sub': '${Worker.Alias}' }],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${Arn}', { Arn: { Ref: 'Worker.Alias' } }] }],
])('a generated alias is found by %s', (_title, reference) => {
  const hourly = { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'a', Arn: reference }] } };
  const { functions } = inventoryOf(sam({ AutoPublishAlias: 'live' }, { Hourly: hourly }));
  expect(functions.all[0].invokers.map(one => [one.via, one.target.qualifier.known])).toEqual([['eventbridge', 'live']]);
});

test('a generated version is found', () => {
  const other = { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Worker' }, FunctionVersion: { 'Fn::GetAtt': ['Worker.Version', 'Version'] }, Name: 'canary' } };
  const { aliases } = inventoryOf(sam({ AutoPublishAlias: 'live' }, { Other: other }));
  expect(aliases.all.map(one => one.target.version?.logicalId)).toEqual(['WorkerVersion', 'WorkerVersion']);
});

test('events of S3 stand on the bucket beside what it has, and nobody overwrites them', () => {
  const photos = { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } } };
  const upload = event('S3', { Bucket: { Ref: 'Photos' }, Events: ['s3:ObjectCreated:Put', 's3:ObjectRemoved:*'], Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } } });
  const inventory = inventoryOf(sam(upload, { Photos: photos }));
  expect(inventory.notifications.map(one => [one.logicalId, one.to, one.events[0]?.known, one.prefix.known, one.byCustomResource])).toEqual([
    ['Photos', 'lambda', 's3:ObjectCreated:Put', 'in/', false], ['Photos', 'lambda', 's3:ObjectRemoved:*', 'in/', false], ['Photos', 'eventbridge', undefined, '', false],
  ]);
  expect(judge(inventory, [notificationOverwritten, deliveryPermission])).toMatchObject({ findings: [], unknown: [] });
  expect(judge(inventory, [asyncFailureDestination]).findings.map(found => found.logicalId)).toEqual(['Worker']);
});

test.each([
  ['an event of a type that objects have', event('constructor', {})],
  ['events that are a list', { Events: [{ Type: 'SQS' }, null] }],
  ['authorization that is a text', event('Api', { Auth: 'NONE', RestApiId: 7, Method: 7 })],
  ['an S3 event on a bucket that is elsewhere', event('S3', { Bucket: { Ref: 'Parameter' }, Events: 's3:ObjectCreated:*' })],
  ['policies that are numbers', { Policies: [1, null, { SQSPollerPolicy: null }, { toString: {} }] }],
  ['settings that are texts', { DeadLetterQueue: 'q', EventInvokeConfig: 'x', Tracing: 3, AutoPublishAlias: { Ref: 'P' } }],
])('%s is read over', (_title, properties) => {
  const { functions, invokers } = inventoryOf(sam(properties));
  expect(functions.all.map(one => one.logicalId)).toEqual(['Worker']);
  expect(invokers.every(one => one.target.function?.logicalId === 'Worker')).toBe(true);
});

test('rules judge it', () => {
  const { findings } = judge(inventoryOf(sam({ Timeout: 60, ...event('HttpApi', {}) })), RULE_BOOK);
  expect(findings.map(found => found.rule)).toEqual(expect.arrayContaining(['log-retention', 'timeout-chain']));
});
