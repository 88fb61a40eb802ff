import { takeInventory } from '../../../src/inventory/inventory';
import { RawMap } from '../../../src/inventory/raw';
import { writtenForm } from '../../../src/inventory/reading/resolved';
import { Template } from '../../../src/inventory/template';
import { template } from '../../rules/support';
import { leads } from '../support';

const RESOURCES = {
  Worker: ['AWS::Lambda::Function', { FunctionName: 'worker' }],
  Jobs: ['AWS::SQS::Queue', { QueueName: 'jobs' }],
  Topic: ['AWS::SNS::Topic', { TopicName: 'topic' }],
  Photos: ['AWS::S3::Bucket', { BucketName: 'photos' }],
  Orders: ['AWS::DynamoDB::Table', { TableName: 'orders' }],
  Stream: ['AWS::Kinesis::Stream', { Name: 'stream' }],
  Delivery: ['AWS::KinesisFirehose::DeliveryStream', { DeliveryStreamName: 'delivery' }],
  Bus: ['AWS::Events::EventBus', { Name: 'bus' }],
  Rule: ['AWS::Events::Rule', { Name: 'rule' }],
  Logs: ['AWS::Logs::LogGroup', { LogGroupName: '/shop/logs' }],
  Role: ['AWS::IAM::Role', { RoleName: 'role' }],
  Policy: ['AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'policy' }],
  KeyName: ['AWS::KMS::Alias', { AliasName: 'alias/shop' }],
  Alarm: ['AWS::CloudWatch::Alarm', { AlarmName: 'alarm' }],
  Flow: ['AWS::StepFunctions::StateMachine', { StateMachineName: 'flow' }],
  Local: ['AWS::SQS::Queue', { QueueName: { 'Fn::Sub': '${AWS::StackName}-local' } }],
  Named: ['AWS::SQS::Queue', { QueueName: { Ref: 'Asked' } }],
} as const;
const SECTIONS = { Parameters: { Asked: { Type: 'String' }, Service: { Type: 'String' } }, Conditions: { Open: { 'Fn::Equals': [{ Ref: 'Asked' }, 'a'] } } };

const linkOf = (said: unknown, type?: string, around = {}) => {
  const body = template({ ...RESOURCES, Thing: ['Test::Thing', { Said: said }] }, SECTIONS);
  return takeInventory([{ name: 't', body, ...around }]).resources.find(one => one.logicalId === 'Thing')!.properties.link('Said', type);
};
const rest = (said: unknown) => {
  const link = linkOf(said);
  return [leads(link), link.rest && writtenForm(link.rest)];
};

test.each([
  ['arn:aws:lambda:eu-west-1:1:function:worker', 'Worker'],
  ['arn:aws:sqs:eu-west-1:1:jobs', 'Jobs'],
  ['arn:aws:sns:eu-west-1:1:topic', 'Topic'],
  ['arn:aws:s3:::photos', 'Photos'],
  ['arn:aws:dynamodb:eu-west-1:1:table/orders', 'Orders'],
  ['arn:aws:kinesis:eu-west-1:1:stream/stream', 'Stream'],
  ['arn:aws:firehose:eu-west-1:1:deliverystream/delivery', 'Delivery'],
  ['arn:aws:events:eu-west-1:1:event-bus/bus', 'Bus'],
  ['arn:aws:events:eu-west-1:1:rule/rule', 'Rule'],
  ['arn:aws:logs:eu-west-1:1:log-group:/shop/logs', 'Logs'],
  ['arn:aws:iam::1:role/role', 'Role'],
  ['arn:aws:iam::1:role/with/a/path/role', 'Role'],
  ['arn:aws:iam::1:policy/policy', 'Policy'],
  ['arn:aws:cloudwatch:eu-west-1:1:alarm:alarm', 'Alarm'],
  ['arn:aws:states:eu-west-1:1:stateMachine:flow', 'Flow'],
])('%s leads to the resource of that name', (arn, logicalId) => expect(leads(linkOf(arn))).toBe(`here ${logicalId}`));

test.each<[string, unknown, string]>([
  ['another name', 'arn:aws:sqs:eu-west-1:1:others', 'elsewhere sqs'],
  ['a pattern of names', 'arn:aws:sqs:eu-west-1:1:job*', 'unknown sqs'],
  ['a name of another kind', 'arn:aws:iam::1:user/role', 'elsewhere iam'],
  ['a service without names', 'arn:aws:execute-api:eu-west-1:1:a/b', 'elsewhere execute-api'],
  ['a service that is not told', { 'Fn::Sub': 'arn:aws:${Service}:eu-west-1:1:jobs' }, 'unknown ?'],
  ['a path that is not told', { 'Fn::Sub': 'arn:aws:execute-api:eu-west-1:1:${Asked}' }, 'unknown execute-api'],
  ['a name that is not told', { 'Fn::Sub': 'arn:aws:sqs:eu-west-1:1:${Asked}-jobs' }, 'unknown sqs'],
  ['no more than a beginning', 'arn:aws', 'unknown ?'],
  ['a region and an account that are not told', { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs' }, 'here Jobs'],
  ['any region', 'arn:aws:sqs:*:1:jobs', 'here Jobs'],
  ['a name that is put together', { 'Fn::Sub': 'arn:aws:sqs:eu-west-1:1:${AWS::StackName}-local' }, 'here Local'],
  ['a reference', { 'Fn::Sub': 'arn:aws:sqs:eu-west-1:1:${Jobs.QueueName}' }, 'here Jobs'],
  ['a parameter that names a queue', { 'Fn::Sub': 'arn:aws:sqs:eu-west-1:1:${Asked}' }, 'unknown sqs'],
])('an ARN of %s', (_title, said, expected) => expect(leads(linkOf(said))).toBe(expected));

test.each<[string, unknown, string, string | undefined]>([
  ['an alias of a function', 'arn:aws:lambda:eu-west-1:1:function:worker:live', 'here Worker', ':live'],
  ['an alias behind a reference', { 'Fn::Sub': '${Worker.Arn}:live' }, 'here Worker', ':live'],
  ['an alias that is not told', { 'Fn::Sub': '${Worker.Arn}:${Asked}' }, 'here Worker', ':${Asked}'],
  ['objects of a bucket', 'arn:aws:s3:::photos/in/*', 'here Photos', '/in/*'],
  ['objects behind a reference', { 'Fn::Sub': '${Photos.Arn}/in/*' }, 'here Photos', '/in/*'],
  ['an index of a table', 'arn:aws:dynamodb:eu-west-1:1:table/orders/index/a', 'here Orders', '/index/a'],
  ['streams of a log group', 'arn:aws:logs:eu-west-1:1:log-group:/shop/logs:*', 'here Logs', ':*'],
  ['a queue alone', 'arn:aws:sqs:eu-west-1:1:jobs', 'here Jobs', undefined],
  ['a bucket alone', { 'Fn::GetAtt': ['Photos', 'Arn'] }, 'here Photos', undefined],
  ['a bucket that is not there', 'arn:aws:s3:::others/in/*', 'elsewhere s3', '/in/*'],
  ['what API Gateway invokes', { 'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Worker.Arn}:live/invocations' }, 'here Worker', ':live'],
  ['what API Gateway invokes by an ARN', 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:worker/invocations', 'here Worker', undefined],
])('what follows is kept: %s', (_title, said, expected, following) => expect(rest(said)).toEqual([expected, following]));

test.each<[string, unknown, string, string]>([
  ['a plain name', 'worker', 'AWS::Lambda::Function', 'here Worker'],
  ['a name with an alias', 'worker:live', 'AWS::Lambda::Function', 'here Worker'],
  ['a name without region', 'function:worker', 'AWS::Lambda::Function', 'here Worker'],
  ['a name with its account', '111111111111:function:worker', 'AWS::Lambda::Function', 'here Worker'],
  ['another name', 'others', 'AWS::Lambda::Function', 'elsewhere lambda'],
  ['a name among others of another type', 'worker', 'AWS::SQS::Queue', 'elsewhere sqs'],
  ['an alias of a key', 'alias/shop', 'AWS::KMS::Alias', 'here KeyName'],
  ['a text before a reference', { 'Fn::Sub': 'x-${Asked}' }, 'AWS::SQS::Queue', 'unknown sqs'],
  ['what is not told', { 'Fn::Sub': '${Asked}-x' }, 'AWS::SQS::Queue', 'unknown ?'],
  ['a list', ['worker'], 'AWS::Lambda::Function', 'unknown ?'],
])('%s is looked up among resources of a type', (_title, said, type, expected) => expect(leads(linkOf(said, type))).toBe(expected));

describe('where a condition chooses', () => {
  test.each<[string, unknown, unknown, object]>([
    ['queues have one service', { Ref: 'Jobs' }, { Ref: 'Local' }, { state: 'unknown', service: 'sqs', perhapsAbsent: undefined }],
    ['a queue and a topic have none', { Ref: 'Jobs' }, { Ref: 'Topic' }, { state: 'unknown', service: undefined, perhapsAbsent: undefined }],
    ['a queue may be absent', { Ref: 'Jobs' }, { Ref: 'AWS::NoValue' }, { state: 'unknown', service: 'sqs', perhapsAbsent: true }],
  ])('%s', (_title, one, other, expected) => expect(linkOf({ 'Fn::If': ['Open', one, other] })).toMatchObject(expected));
});

describe('several stacks', () => {
  const stack = (name: string, region: string | undefined, resources: RawMap, account?: string): Template =>
    ({ name, region, account, body: { Resources: resources } });
  const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } };
  const thing = (said: unknown) => ({ Thing: { Type: 'Test::Thing', Properties: { Said: said } } });
  const found = (...stacks: readonly Template[]) => {
    const link = takeInventory(stacks).resources.find(one => one.logicalId === 'Thing')!.properties.link('Said', 'AWS::SQS::Queue');
    return `${link.state} ${link.resource?.template ?? '-'} ${link.service}`;
  };
  const west = 'arn:aws:sqs:eu-west-1:1:jobs';

  test.each<[string, readonly Template[], string]>([
    ['a name in another stack', [stack('a', undefined, { Jobs: queue }), stack('b', undefined, thing('jobs'))], 'here a sqs'],
    ['a name in its own stack first', [stack('a', undefined, { Jobs: queue }), stack('b', undefined, { Jobs: queue, ...thing('jobs') })], 'here b sqs'],
    ['a name in its own region', [stack('a', 'eu-west-1', { Jobs: queue }), stack('b', 'us-east-1', { Jobs: queue }), stack('c', 'us-east-1', thing('jobs'))], 'here b sqs'],
    ['no name in another region', [stack('a', 'eu-west-1', { Jobs: queue }), stack('c', 'us-east-1', thing('jobs'))], 'elsewhere - sqs'],
    ['a name that two stacks have is not told', [stack('a', undefined, { Jobs: queue }), stack('b', undefined, { Jobs: queue }), stack('c', undefined, thing('jobs'))], 'unknown - sqs'],
    ['a name that two queues of its stack have is not told', [stack('a', undefined, { Jobs: queue, Twin: queue, ...thing('jobs') })], 'unknown - sqs'],
    ['an ARN in its own region', [stack('a', 'eu-west-1', { Jobs: queue }), stack('c', 'eu-west-1', thing(west))], 'here a sqs'],
    ['an ARN of another region', [stack('a', 'eu-west-1', { Jobs: queue }), stack('c', 'us-east-1', thing(west))], 'here a sqs'],
    ['an ARN of a region without a stack', [stack('c', 'us-east-1', { Jobs: queue, ...thing(west) })], 'elsewhere - sqs'],
    ['an ARN of another account', [stack('a', 'eu-west-1', { Jobs: queue }, '1'), stack('c', 'eu-west-1', { Jobs: queue, ...thing(west) }, '2')], 'here a sqs'],
    ['an ARN of an account without a stack', [stack('c', 'eu-west-1', { Jobs: queue, ...thing(west) }, '2')], 'elsewhere - sqs'],
    ['an ARN without region and account', [stack('a', 'eu-west-1', { Jobs: queue }, '2'), stack('c', 'us-east-1', thing('arn:aws:sqs:::jobs'), '1')], 'here a sqs'],
    ['an ARN of a region that is not told, in its own', [stack('a', 'eu-west-1', { Jobs: queue }), stack('c', 'us-east-1', thing({ 'Fn::Sub': 'arn:aws:sqs:${Asked}:1:jobs' }))], 'elsewhere - sqs'],
  ])('%s', (_title, stacks, expected) => expect(found(...stacks)).toBe(expected));

  test('a name with holes means the same within one stack only', () => {
    const local = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': '${AWS::StackName}-jobs' } } };
    expect(found(stack('a', undefined, { Jobs: local }), stack('b', undefined, thing({ 'Fn::Sub': 'arn:aws:sqs:eu-west-1:1:${AWS::StackName}-jobs' })))).toBe('unknown - sqs');
  });

  test('what follows an ARN of another region is kept', () => {
    const bucket = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'worker' } };
    const stacks = [stack('a', 'eu-west-1', { Worker: bucket }), stack('c', 'us-east-1', thing('arn:aws:lambda:eu-west-1:1:function:worker:live'))];
    const link = takeInventory(stacks).resources.find(one => one.logicalId === 'Thing')!.properties.link('Said');
    expect([leads(link), link.rest && writtenForm(link.rest)]).toEqual(['here Worker', ':live']);
  });
});
