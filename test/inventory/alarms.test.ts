import { leads, told } from './support';
import { chargedMetrics } from '../../src/inventory/alarm-charge';
import { RawMap } from '../../src/inventory/raw';
import { lambdaFunction } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

const SECTIONS = { Parameters: { Asked: { Type: 'String' } } };
const RESOURCES = {
  Worker: lambdaFunction({ FunctionName: 'worker' }),
  Jobs: ['AWS::SQS::Queue', { QueueName: 'jobs' }],
  Topic: ['AWS::SNS::Topic', { TopicName: 'topic' }],
  Photos: ['AWS::S3::Bucket', { BucketName: 'photos' }],
  Orders: ['AWS::DynamoDB::Table', { TableName: 'orders' }],
  Stream: ['AWS::Kinesis::Stream', { Name: 'stream' }],
} as const;
const alarmsOf = (alarms: Parameters<typeof template>[0]) => inventoryOf(template({ ...RESOURCES, ...alarms }, SECTIONS)).alarms.all;
const alarmOf = (properties: object) => alarmsOf({ Alarm: ['AWS::CloudWatch::Alarm', { ...properties }] })[0];
const notified = { AlarmActions: [{ Ref: 'Topic' }] };

test('an alarm on one metric is read whole', () => {
  const alarm = alarmOf({
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Period: 60,
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Worker' } }, { Name: { Ref: 'Asked' }, Value: 'x' }],
    ...notified,
  });
  const [metric, ...others] = alarm.metrics;
  expect([metric.namespace, metric.name, metric.period].map(told)).toEqual(['known AWS/Lambda', 'known Errors', 'known 60']);
  expect([others, [...metric.dimensions].map(([name, link]) => `${name} ${leads(link)}`), alarm.actions.map(leads)]).toEqual([[], ['FunctionName here Worker'], ['here Topic']]);
});

test('an alarm on a formula reads the metrics in it', () => {
  const stat = (MetricName: string) => ({ MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName }, Stat: 'Sum', Period: 300 } });
  const alarm = alarmOf({ Metrics: [{ Id: 'rate', Expression: 'e / i' }, { Id: 'e', ...stat('Errors') }, { Id: 'i', ...stat('Invocations') }, { Ref: 'Asked' }] });
  expect(alarm.metrics.map(one => [one.namespace, one.name, one.period].map(told))).toEqual([
    ['known AWS/Lambda', 'known Errors', 'known 300'], ['known AWS/Lambda', 'known Invocations', 'known 300'],
    ['unknown ${Asked}', 'unknown ${Asked}', 'unknown ${Asked}'],
  ]);
});

test.each([
  ['FunctionName', 'worker', 'Worker'], ['Resource', 'worker:live', 'Worker'], ['QueueName', 'jobs', 'Jobs'], ['TopicName', 'topic', 'Topic'], ['BucketName', 'photos', 'Photos'],
  ['TableName', 'orders', 'Orders'], ['StreamName', 'stream', 'Stream'],
])('a dimension %s names a resource: %s', (Name, Value, logicalId) => {
  const link = alarmOf({ MetricName: 'm', Dimensions: [{ Name, Value }] }).metrics[0].dimensions.get(Name)!;
  expect(leads(link)).toBe(`here ${logicalId}`);
});

test('a dimension of another kind names none', () => {
  expect(leads(alarmOf({ MetricName: 'm', Dimensions: [{ Name: 'Stage', Value: 'jobs' }] }).metrics[0].dimensions.get('Stage')!)).toBe('unknown ?');
});

test.each<[string, object, string]>([
  ['with an action', notified, 'known true'],
  ['with actions that are switched on', { ...notified, ActionsEnabled: true }, 'known true'],
  ['with actions that are switched off', { ...notified, ActionsEnabled: false }, 'known false'],
  ['with actions of which nobody knows whether they are on', { ...notified, ActionsEnabled: { Ref: 'Asked' } }, 'unknown ?'],
  ['without actions', {}, 'known false'],
  ['with actions for other states', { OKActions: [{ Ref: 'Topic' }] }, 'known false'],
])('an alarm %s tells somebody: %#', (_title, properties, expected) => expect(told(alarmOf({ MetricName: 'm', ...properties }).notifies)).toBe(expected));

describe('a composite alarm', () => {
  const notices = (AlarmRule: unknown, properties: object = notified) => {
    const [child, composite] = alarmsOf({ Alarm: ['AWS::CloudWatch::Alarm', { AlarmName: 'errors', MetricName: 'm' }], All: ['AWS::CloudWatch::CompositeAlarm', { AlarmRule, ...properties }] });
    return [told(child.notifies), told(composite.notifies)];
  };
  const sub = (text: string) => ({ 'Fn::Sub': text });

  test.each<[string, unknown, object, readonly string[]]>([
    ['by reference', sub('ALARM("${Alarm}")'), notified, ['known true', 'known true']],
    ['by ARN', sub('ALARM("${Alarm.Arn}") OR FALSE'), notified, ['known true', 'known true']],
    ['by name', 'ALARM("errors")', notified, ['known true', 'known true']],
    ['by name without quotes', 'NOT OK(errors) AND ALARM(others)', notified, ['known true', 'known true']],
    ['by the ARN of that name', 'ALARM("arn:aws:cloudwatch:eu-west-1:1:alarm:errors")', notified, ['known true', 'known true']],
    ['by name beside what is not told', sub('ALARM("errors") OR ALARM("${Asked}")'), notified, ['known true', 'known true']],
    ['not at all', 'ALARM("others")', notified, ['known false', 'known true']],
    ['only in its own name', 'ALARM("errors-of-others")', notified, ['known false', 'known true']],
    ['but tells nobody itself', sub('ALARM("${Alarm}")'), {}, ['known false', 'known false']],
    ['and nobody knows whether it tells', sub('ALARM("${Alarm}")'), { ...notified, ActionsEnabled: { Ref: 'Asked' } }, ['unknown ?', 'unknown ?']],
  ])('tells of an alarm that it names %s', (_title, rule, properties, expected) => expect(notices(rule, properties)).toEqual(expected));
});

describe('the metrics that are charged', () => {
  const stat = { MetricStat: { Metric: { MetricName: 'm' }, Stat: 'Sum', Period: 60 } };
  test.each<[string, readonly [type: string, properties: RawMap], string]>([
    ['of one metric', ['AWS::CloudWatch::Alarm', { MetricName: 'm' }], 'known 1'],
    ['of a formula', ['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'a / b' }, stat, stat] }], 'known 2'],
    ['of a band', ['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'ANOMALY_DETECTION_BAND(a, 2)' }, stat] }], 'known 3'],
    ['of a search', ['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'MAX(SEARCH(\'{AWS/Lambda}\'))' }] }], 'unknown ?'],
    ['of a query', ['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'select max(m) from "n"' }] }], 'unknown ?'],
    ['of what is not told', ['AWS::CloudWatch::Alarm', { Metrics: [stat, { Ref: 'Asked' }] }], 'unknown ?'],
    ['of other alarms', ['AWS::CloudWatch::CompositeAlarm', { AlarmRule: 'ALARM(a)' }], 'known 0'],
  ])('%s', (_title, alarm, expected) => expect(told(chargedMetrics(alarmsOf({ Alarm: alarm })[0]))).toBe(expected));
});
