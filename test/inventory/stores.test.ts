import { leads, told } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

const SECTIONS = { Parameters: { Asked: { Type: 'String' } } };
const inventory = (resources: Parameters<typeof template>[0]) => inventoryOf(template(resources, SECTIONS));
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

test('a queue that says nothing has the defaults of SQS', () => {
  const [queue] = inventory({ Jobs: ['AWS::SQS::Queue'] }).queues.all;
  expect([queue.fifo, queue.visibility, queue.retention].map(told)).toEqual(['known false', 'known 30', 'known 345600']);
  expect([queue.redrive, queue.encryption.kind, queue.policy, queue.deadLetterOf]).toEqual([undefined, 'service', [], []]);
});

test('a queue knows whose messages it parks', () => {
  const { queues } = inventory({
    Jobs: ['AWS::SQS::Queue', { FifoQueue: true, VisibilityTimeout: 60, MessageRetentionPeriod: 120, RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 5 } }],
    Dead: ['AWS::SQS::Queue'],
  });
  const [jobs, dead] = queues.all;
  expect([jobs.fifo, jobs.visibility, jobs.retention, jobs.redrive!.maxReceive].map(told)).toEqual(['known true', 'known 60', 'known 120', 'known 5']);
  expect([leads(jobs.redrive!.target), dead.deadLetterOf]).toEqual(['here Dead', [jobs]]);
});

test.each<[string, object, string, string]>([
  ['nothing', {}, 'service', ''],
  ['nothing, without SQS\'s own keys', { SqsManagedSseEnabled: false }, 'none', ''],
  ['AWS\'s alias', { KmsMasterKeyId: 'alias/aws/sqs' }, 'aws', 'alias/aws/sqs'],
  ['the ARN of AWS\'s alias', { KmsMasterKeyId: 'arn:aws:kms:eu-west-1:1:alias/aws/sqs' }, 'aws', 'arn:aws:kms:eu-west-1:1:alias/aws/sqs'],
  ['a customer\'s alias', { KmsMasterKeyId: 'alias/shop' }, 'customer', 'alias/shop'],
  ['a customer\'s alias that only looks like AWS\'s', { KmsMasterKeyId: 'alias/my-alias/aws/sqs' }, 'customer', 'alias/my-alias/aws/sqs'],
  ['a key', { KmsMasterKeyId: { Ref: 'Key' } }, 'customer', '${Key}'],
  ['a key that is not told', { KmsMasterKeyId: { Ref: 'Asked' } }, 'unknown', '${Asked}'],
])('a queue is encrypted by %s', (_title, properties, kind, written) => {
  const { encryption } = inventory({ Jobs: ['AWS::SQS::Queue', { ...properties }], Key: ['AWS::KMS::Key'] }).queues.all[0];
  expect([encryption.kind, encryption.written]).toEqual([kind, written]);
});

test('keys of queues, topics and streams are found', () => {
  const { queues, topics, streams } = inventory({
    Key: ['AWS::KMS::Key'],
    Name: ['AWS::KMS::Alias', { AliasName: 'alias/shop', TargetKeyId: { Ref: 'Key' } }],
    Jobs: ['AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'Key' } }],
    Topic: ['AWS::SNS::Topic', { KmsMasterKeyId: 'alias/shop', FifoTopic: true }],
    Stream: ['AWS::Kinesis::Stream', { StreamEncryption: { KeyId: arn('Key') }, RetentionPeriodHours: 48 }],
    Bare: ['AWS::Kinesis::Stream'],
    Open: ['AWS::SNS::Topic'],
  });
  expect([queues.all[0], topics.all[0], streams.all[0]].map(one => [one.encryption.kind, leads(one.encryption.key)])).toEqual([['customer', 'here Key'], ['customer', 'here Name'], ['customer', 'here Key']]);
  expect([topics.all[1].encryption.kind, streams.all[1].encryption.kind]).toEqual(['none', 'none']);
  expect([streams.all[0].retention, streams.all[1].retention, topics.all[0].fifo, topics.all[1].fifo].map(told)).toEqual(['known 48', 'known 24', 'known true', 'known false']);
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'known false'],
  ['other notifications', { QueueConfigurations: [] }, 'known false'],
  ['an EventBridge configuration', { EventBridgeConfiguration: {} }, 'known true'],
  ['one that is switched on', { EventBridgeConfiguration: { EventBridgeEnabled: true } }, 'known true'],
  ['one that is switched off', { EventBridgeConfiguration: { EventBridgeEnabled: false } }, 'known false'],
  ['one that is not told', { EventBridgeConfiguration: { Ref: 'Asked' } }, 'unknown ?'],
  ['a text', { EventBridgeConfiguration: 'on' }, 'unknown ?'],
])('a bucket sends to EventBridge by %s', (_title, NotificationConfiguration, expected) => {
  expect(told(inventory({ Photos: ['AWS::S3::Bucket', { BucketName: 'photos', NotificationConfiguration }] }).buckets.all[0].eventBridge)).toBe(expected);
});

test('a log group tells its name and how long it keeps, where it says them', () => {
  const { logGroups } = inventory({ Logs: ['AWS::Logs::LogGroup', { LogGroupName: '/shop', RetentionInDays: 14 }], Endless: ['AWS::Logs::LogGroup'] });
  expect([logGroups.all[0].name, logGroups.all[0].retention, logGroups.all[1].retention].map(told)).toEqual(['known /shop', 'known 14', 'absent']);
});

describe('the log groups of a function', () => {
  const groupsOf = (properties: object, groups: Parameters<typeof template>[0]) => {
    const { functions, logGroupsOf } = inventory({ Worker: lambdaFunction({ ...properties }), ...groups });
    return logGroupsOf(functions.all[0]).map(one => `${one.logicalId}${one.byCustomResource ? ' by custom resource' : ''}`);
  };
  const named = (LogGroupName: unknown, type = 'AWS::Logs::LogGroup') => [type, { LogGroupName }] as const;
  const sub = (text: string) => ({ 'Fn::Sub': text });

  test.each<[string, object, Parameters<typeof template>[0], readonly string[]]>([
    ['named after it', { FunctionName: 'worker' }, { Logs: named('/aws/lambda/worker') }, ['Logs']],
    ['named after its reference', {}, { Logs: named(sub('/aws/lambda/${Worker}')) }, ['Logs']],
    ['made behind the template\'s back', {}, { Logs: named(sub('/aws/lambda/${Worker}'), 'Custom::LogRetention') }, ['Logs by custom resource']],
    ['named after another', { FunctionName: 'worker' }, { Logs: named('/aws/lambda/other') }, []],
    ['named otherwise', { FunctionName: 'worker' }, { Logs: named('/shop/worker') }, []],
    ['of several names', { FunctionName: 'worker' }, { Logs: named(sub('/aws/lambda/${Worker}')), Retention: named('/aws/lambda/worker', 'Custom::LogRetention') }, ['Logs', 'Retention by custom resource']],
    ['it names', { LoggingConfig: { LogGroup: { Ref: 'Logs' } } }, { Logs: named('/shop'), Other: named(sub('/aws/lambda/${Worker}')) }, ['Logs']],
    ['it names, with what retains them', { LoggingConfig: { LogGroup: { Ref: 'Logs' } } }, { Logs: named('/shop'), Retention: named({ Ref: 'Logs' }, 'Custom::LogRetention') }, ['Logs', 'Retention by custom resource']],
    ['it names elsewhere', { FunctionName: 'worker', LoggingConfig: { LogGroup: '/others' } }, { Logs: named('/aws/lambda/worker') }, []],
  ])('are those %s', (_title, properties, groups, expected) => expect(groupsOf(properties, groups)).toEqual(expected));

  test('by reference are those of its own template', () => {
    const body = template({ Worker: lambdaFunction(), Logs: ['AWS::Logs::LogGroup', { LogGroupName: sub('/aws/lambda/${Worker}') }] });
    const { functions, logGroupsOf } = inventoryOf(body, { nested: new Map([['Nested', { name: 'nested', body }]]) });
    expect(functions.all.map(one => logGroupsOf(one).map(group => group.template))).toEqual([['template.json'], ['nested']]);
  });

  test('by name are those of any template', () => {
    const inner = { name: 'nested', body: template({ Logs: ['AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/worker' }] }) };
    const { functions, logGroupsOf } = inventoryOf(template({ Worker: lambdaFunction({ FunctionName: 'worker' }) }), { nested: new Map([['Nested', inner]]) });
    expect(logGroupsOf(functions.all[0])).toHaveLength(1);
  });
});
