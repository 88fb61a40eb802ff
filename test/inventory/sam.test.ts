import { actionWildcard } from '../../src/rules/action-wildcard';
import { failurePermission } from '../../src/rules/failure-permission';
import { judge } from '../../src/rules/judge';
import { mappingPermission } from '../../src/rules/mapping-permission';
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

test('rules judge it', () => {
  const { findings } = judge(inventoryOf(sam({ Timeout: 60, ...event('HttpApi', {}) })), RULE_BOOK);
  expect(findings.map(found => found.rule)).toEqual(expect.arrayContaining(['log-retention', 'timeout-chain']));
});
