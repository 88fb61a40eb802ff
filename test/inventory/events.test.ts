import { leads, told } from './support';
import { inventoryOf, template } from '../rules/support';

const SECTIONS = { Parameters: { Asked: { Type: 'String' } } };
const inventory = (resources: Parameters<typeof template>[0]) => inventoryOf(template({
  Worker: ['AWS::Lambda::Function'], Jobs: ['AWS::SQS::Queue'], Topic: ['AWS::SNS::Topic', { TopicName: 'topic' }], ...resources,
}, SECTIONS));
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('notifications of a bucket', () => {
  const own = (configuration: unknown) => inventory({ Photos: ['AWS::S3::Bucket', { NotificationConfiguration: configuration }] }).notifications;
  const custom = (configuration: unknown) => inventory({
    Photos: ['AWS::S3::Bucket', { BucketName: 'photos' }], List: ['Custom::S3BucketNotifications', { BucketName: 'photos', NotificationConfiguration: configuration }],
  }).notifications;
  const inOneLine = (all: ReturnType<typeof own>) =>
    all.map(one => [one.to, leads(one.destination), one.events.map(event => event.written).join('+'), told(one.prefix), told(one.suffix), leads(one.bucket)].join(', '));

  test('are the bucket\'s own', () => {
    expect(inOneLine(own({
      LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: arn('Worker'), Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }, { Name: 'Suffix', Value: '.jpg' }] } } }],
      QueueConfigurations: [{ Event: 's3:ObjectRemoved:*', Queue: arn('Jobs') }],
      TopicConfigurations: [{ Event: 's3:ObjectTagging:*', Topic: { Ref: 'Topic' } }],
      EventBridgeConfiguration: {},
    }))).toEqual([
      'lambda, here Worker, s3:ObjectCreated:*, known in/, known .jpg, here Photos',
      'sqs, here Jobs, s3:ObjectRemoved:*, known, known, here Photos',
      'sns, here Topic, s3:ObjectTagging:*, known, known, here Photos',
      'eventbridge, absent ?, , known, known, here Photos',
    ]);
  });

  test('are those that CDK\'s custom resource writes', () => {
    const all = custom({
      LambdaFunctionConfigurations: [{ Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'], LambdaFunctionArn: arn('Worker'), Filter: { Key: { FilterRules: [{ Name: 'suffix', Value: '.jpg' }] } } }],
      QueueConfigurations: [{ Events: ['s3:ObjectRemoved:*'], QueueArn: arn('Jobs') }],
      TopicConfigurations: [{ Events: ['s3:ObjectTagging:*'], TopicArn: { Ref: 'Topic' } }],
    });
    expect(inOneLine(all)).toEqual([
      'lambda, here Worker, s3:ObjectCreated:*+s3:ObjectRemoved:*, known, known .jpg, here Photos',
      'sqs, here Jobs, s3:ObjectRemoved:*, known, known, here Photos',
      'sns, here Topic, s3:ObjectTagging:*, known, known, here Photos',
    ]);
    expect(all.map(one => [one.logicalId, one.byCustomResource])).toEqual([['List', true], ['List', true], ['List', true]]);
  });

  test.each<[string, unknown, number]>([['nothing', undefined, 0], ['what is not told', { Ref: 'Asked' }, 3], ['an empty map', {}, 0]])('are counted in %s', (_title, configuration, expected) => {
    expect(own(configuration)).toHaveLength(expected);
  });

  test.each<[string, unknown, string]>([
    ['a filter that is not told', [{ Ref: 'Asked' }], 'unknown ?'], ['a filter whose name is not told', [{ Name: { Ref: 'Asked' }, Value: 'in/' }], 'unknown ?'],
    ['a value that is not told', [{ Name: 'prefix', Value: { Ref: 'Asked' } }], 'unknown ${Asked}'], ['another filter', [{ Name: 'suffix', Value: 'x' }], 'known'], ['no filter', undefined, 'known'],
  ])('have a prefix told by %s', (_title, Rules, expected) => {
    expect(told(own({ LambdaConfigurations: [{ Event: 'e', Function: arn('Worker'), Filter: { S3Key: { Rules } } }] })[0].prefix)).toBe(expected);
  });
});

test('a subscription is read whole', () => {
  const { subscriptions } = inventory({
    Plain: ['AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: arn('Jobs') }],
    Full: ['AWS::SNS::Subscription', { TopicArn: 'arn:aws:sns:eu-west-1:1:topic', Protocol: 'lambda', Endpoint: arn('Worker'), RedrivePolicy: { deadLetterTargetArn: arn('Jobs') }, FilterPolicy: { a: ['b'] } }],
    Open: ['AWS::SNS::Subscription', { Protocol: { Ref: 'Asked' }, RedrivePolicy: { Ref: 'Asked' } }],
    Own: ['AWS::SNS::Topic', { Subscription: [{ Protocol: 'sqs', Endpoint: arn('Jobs') }] }],
  });
  expect(subscriptions.map(one => [one.logicalId, told(one.protocol), ...[one.topic, one.endpoint, one.deadLetter].map(leads), one.filtered].join(', '))).toEqual([
    'Plain, known sqs, here Topic, here Jobs, absent ?, false',
    'Full, known lambda, here Topic, here Worker, here Jobs, true',
    'Open, unknown ${Asked}, absent ?, absent ?, unknown ?, false',
    'Own, known sqs, here Own, here Jobs, absent ?, false',
  ]);
});

test.each<[string, object, string]>([
  ['nothing', {}, 'known true'], ['ENABLED', { State: 'ENABLED' }, 'known true'], ['ENABLED for management events, too', { State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }, 'known true'],
  ['DISABLED', { State: 'DISABLED' }, 'known false'], ['what is not told', { State: { Ref: 'Asked' } }, 'unknown ?'],
])('a rule and a schedule are on by %s', (_title, state, expected) => {
  const { eventRules, schedules } = inventory({ Rule: ['AWS::Events::Rule', { ...state }], Daily: ['AWS::Scheduler::Schedule', { ...state }] });
  expect([...eventRules.all, ...schedules.all].map(one => told(one.enabled))).toEqual([expected, expected]);
});

test('a rule is read whole', () => {
  const [rule] = inventory({
    Bus: ['AWS::Events::EventBus', { Name: 'shop' }],
    Rule: ['AWS::Events::Rule', { EventBusName: 'shop', ScheduleExpression: 'rate(1 day)', EventPattern: { source: ['shop'] }, Targets: [{ Id: 'a', Arn: arn('Worker'), DeadLetterConfig: { Arn: arn('Jobs') } }] }],
  }).eventRules.all;
  expect([leads(rule.bus), told(rule.schedule), rule.pattern.keys(), rule.targets.map(one => [leads(one.destination), leads(one.deadLetter), one.settings.text('Id').known])])
    .toEqual(['here Bus', 'known rate(1 day)', ['source'], [['here Worker', 'here Jobs', 'a']]]);
});

test('a schedule is read whole', () => {
  const [one] = inventory({ Daily: ['AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 day)', Target: { Arn: arn('Worker'), DeadLetterConfig: { Arn: arn('Jobs') }, Input: 'x' } }] }).schedules.all;
  expect([told(one.expression), leads(one.destination), leads(one.deadLetter), one.settings.text('Input').known]).toEqual(['known rate(1 day)', 'here Worker', 'here Jobs', 'x']);
});
