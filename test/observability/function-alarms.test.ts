import {
  Duration, Stack, aws_cloudwatch as cloudwatch, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda,
  aws_lambda_event_sources as sources, aws_s3 as s3, aws_sns as sns,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Concurrency, FailurePath, FunctionAlarm, FunctionAlarms, FunctionAlarmsOptions, SteadfastDefaults, SteadfastFunction } from '../../src';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

const FUNCTION = { Ref: expect.stringMatching(/^Function/) };
const OF_FUNCTION = [{ Name: 'FunctionName', Value: FUNCTION }];
const OF_ALIAS = [...OF_FUNCTION, { Name: 'Resource', Value: { 'Fn::Join': ['', [FUNCTION, ':live']] } }];

interface Alarm {
  readonly [property: string]: unknown;
}

/** The alarms of a stack by what they are called. */
function alarmsOf(stack: Stack): Record<string, Alarm> {
  const alarms = Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm');
  const nameOf = (id: string) => id.replace(/^Function/, '').replace(/Alarm[0-9A-F]{8}$/, '');
  return Object.fromEntries(Object.entries(alarms).map(([id, { Properties }]) => [nameOf(id), Properties]));
}

type Caller = (fn: SteadfastFunction, stack: Stack) => void;
const nobody: Caller = () => {};

function watched(alarms?: FunctionAlarms, also: Caller = nobody, props: object = {}): Record<string, Alarm> {
  const stack = stackWith();
  also(steadfastFunction(stack, 'Function', { alarms, ...props }), stack);
  return alarmsOf(stack);
}

const byBucket = (fn: SteadfastFunction) => fn.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com'));
const byStream = (fn: SteadfastFunction, stack: Stack) => {
  const partitionKey = { name: 'pk', type: dynamodb.AttributeType.STRING };
  const table = new dynamodb.Table(stack, 'Table', { partitionKey, stream: dynamodb.StreamViewType.NEW_IMAGE });
  fn.addEventSource(new sources.DynamoEventSource(table, { startingPosition: lambda.StartingPosition.TRIM_HORIZON }));
};
const toTopic = (stack: Stack) => FailurePath.toTopic(new sns.Topic(stack, 'Topic'));

describe('only what could happen is watched:', () => {
  test.each<[string, string[], Caller, object]>([
    ['a function that nobody calls yet', [], nobody, {}],
    ['one with reserved concurrency', ['Concurrency'], nobody, { concurrency: Concurrency.reserved(10) }],
    ['one that is kept warm', ['Spillover'], nobody, { concurrency: Concurrency.provisioned({ executions: 2 }) }],
    ['one that is invoked asynchronously', ['DestinationDelivery', 'SteadfastParkingParked'], byBucket, {}],
    ['one whose events must not become old', ['DestinationDelivery', 'EventAge', 'SteadfastParkingParked'], byBucket, { maxEventAge: Duration.hours(1) }],
    ['one that reads a stream', ['IteratorAge'], byStream, {}],
  ])('%s', (_name, more, also, props) => {
    expect(Object.keys(watched(undefined, also, props)).sort()).toEqual(['Duration', 'Errors', 'Throttles', ...more].sort());
  });

  test('events that are parked in a queue by that queue, others by their being given up', () => {
    const stack = stackWith();
    byBucket(steadfastFunction(stack, 'Function', { failurePath: toTopic(stack) }));
    expect(Object.keys(alarmsOf(stack))).toEqual(expect.arrayContaining(['EventsDropped', 'DestinationDelivery']));
  });

  test('no failure path where events may be lost', () => {
    expect(Object.keys(watched(undefined, byBucket, { failurePath: FailurePath.dropBecause('sent again') })).sort())
      .toEqual(['Duration', 'Errors', 'Throttles']);
  });
});

describe('what is read is what the AWS Lambda Developer Guide documents:', () => {
  const stack = stackWith();
  const fn = steadfastFunction(stack, 'Function', {
    concurrency: Concurrency.provisioned({ executions: 5, reserved: 50 }),
    timeout: Duration.seconds(10),
    maxEventAge: Duration.hours(1),
    failurePath: FailurePath.toBucket(new s3.Bucket(stack, 'Bucket')),
  });
  byBucket(fn);
  byStream(fn, stack);
  const alarms = alarmsOf(stack);

  test.each<[string, string, string, unknown[], number]>([
    ['Throttles', 'Throttles', 'Sum', OF_ALIAS, 1],
    ['Concurrency', 'ConcurrentExecutions', 'Maximum', OF_FUNCTION, 45],
    ['Spillover', 'ProvisionedConcurrencySpilloverInvocations', 'Sum', OF_FUNCTION, 1],
    ['DestinationDelivery', 'DestinationDeliveryFailures', 'Sum', OF_FUNCTION, 1],
    ['EventsDropped', 'AsyncEventsDropped', 'Sum', OF_FUNCTION, 1],
    ['EventAge', 'AsyncEventAge', 'Maximum', OF_FUNCTION, 1_800_000],
    ['IteratorAge', 'IteratorAge', 'Maximum', OF_FUNCTION, 900_000],
  ])('%s reads %s (%s)', (name, MetricName, Statistic, Dimensions, Threshold) => {
    expect(alarms[name]).toMatchObject({ Namespace: 'AWS/Lambda', MetricName, Statistic, Dimensions, Threshold, Period: 300 });
  });

  test('Duration reads the 99th percentile against the timeout', () => {
    expect(alarms.Duration).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'Duration', ExtendedStatistic: 'p99', Dimensions: OF_ALIAS, Threshold: 8_000 });
  });

  test('Errors reads the share of invocations that fail, once more than one does', () => {
    const sum = (MetricName: string) => expect.objectContaining({ MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions: OF_ALIAS }, Period: 300, Stat: 'Sum' } });
    expect(alarms.Errors).toMatchObject({
      Threshold: 5,
      Metrics: [expect.objectContaining({ Expression: 'IF(errors >= 2, 100 * errors / invocations, 0)' }), sum('Errors'), sum('Invocations')],
    });
  });

  test('all are raised at their threshold, not by missing data, and tell somebody', () => {
    expect(Object.keys(alarms)).toHaveLength(9);
    for (const alarm of Object.values(alarms)) {
      expect(alarm).toMatchObject({ ComparisonOperator: 'GreaterThanOrEqualToThreshold', TreatMissingData: 'notBreaching', EvaluationPeriods: 1, AlarmActions: [expect.anything()] });
    }
  });
});

describe('thresholds', () => {
  test.each<[string, FunctionAlarmsOptions, string, object]>([
    ['error rate', { errorRate: 20 }, 'Errors', { Threshold: 20, Metrics: [expect.objectContaining({ Expression: expect.stringContaining('errors >= 2') }), {}, {}] }],
    ['least errors', { minimumErrors: 10 }, 'Errors', { Threshold: 5, Metrics: [expect.objectContaining({ Expression: expect.stringContaining('errors >= 10') }), {}, {}] }],
    ['throttles', { throttles: 50 }, 'Throttles', { Threshold: 50 }],
    ['duration', { durationShare: 50 }, 'Duration', { Threshold: 7_500 }],
  ])('are set one by one: %s', (_name, options, name, expected) => {
    const alarms = watched(FunctionAlarms.standard(options));
    expect(alarms[name]).toMatchObject(expected);
    expect({ ...alarms, [name]: undefined }).toEqual({ ...watched(undefined), [name]: undefined });
  });

  test.each<[FunctionAlarmsOptions, string]>([
    [{ errorRate: 0 }, 'errorRate must be above 0 and at most 100 percent; given: 0'],
    [{ durationShare: 120 }, 'durationShare must be above 0 and at most 100 percent'],
    [{ throttles: 0 }, 'throttles must be at least 1, for with 0 the alarm is always raised'],
  ])('that would always or never be reached are refused: %j', (options, message) => {
    expect(() => watched(FunctionAlarms.standard(options))).toThrow(message);
  });
});

describe('fewer alarms', () => {
  test('one that is not wanted is left out, with a reason', () => {
    const stack = stackWith();
    steadfastFunction(stack, 'Function', {
      alarms: FunctionAlarms.standard({ errorRate: 10 }).without(FunctionAlarm.THROTTLES, 'callers retry').without(FunctionAlarm.ERRORS, 'a proxy'),
    });
    expect(Object.keys(alarmsOf(stack))).toEqual(['Duration']);
    Template.fromStack(stack).hasResource('AWS::Lambda::Function', {
      Metadata: Match.objectLike({ 'cdk-steadfast': { acknowledge: [{ rule: 'function-alarms', reason: 'a proxy' }] } }),
    });
  });

  test('the essential ones say that something fails or is lost', () => {
    expect(Object.keys(watched(FunctionAlarms.essential(), byBucket)).sort()).toEqual(['DestinationDelivery', 'Errors', 'SteadfastParkingParked']);
  });

  test('a stage may have the essential ones only, unless a function insists', () => {
    const stack = stackWith();
    SteadfastDefaults.of(stack).set({ essentialAlarms: true });
    steadfastFunction(stack, 'Function', { alarms: FunctionAlarms.standard({ errorRate: 50 }) });
    expect(Object.keys(alarmsOf(stack))).toEqual(['Errors']);
  });

  test('a queue where events are parked is watched in any case', () => {
    expect(Object.keys(watched(FunctionAlarms.none('a sandbox'), byBucket))).toEqual(['SteadfastParkingParked']);
  });
});

test('unusually many or few invocations are watched for on request', () => {
  const stack = stackWith();
  steadfastFunction(stack, 'Function', { alarms: FunctionAlarms.standard({ anomaly: true }) });
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
    ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
    Metrics: Match.arrayWith([Match.objectLike({ Expression: Match.stringLikeRegexp('^ANOMALY_DETECTION_BAND\\(m0, 2\\)$') })]),
    AlarmActions: [Match.anyValue()],
  });
});

test('a plain function is watched the same way', () => {
  const stack = stackWith();
  FunctionAlarms.standard().applyTo(plainFunction(stack, 'Function'));
  const alarms = alarmsOf(stack);
  expect(Object.keys(alarms).sort()).toEqual(['Duration', 'Errors', 'Throttles']);
  expect(alarms.Duration).toMatchObject({ Threshold: 2_400, Dimensions: OF_FUNCTION });
});

test('an alarm that somebody made of the function is theirs', () => {
  const stack = stackWith();
  const fn = steadfastFunction(stack);
  new cloudwatch.Alarm(fn, 'Mine', { metric: fn.metricErrors(), threshold: 1, evaluationPeriods: 1 });
  expect(alarmsOf(stack).Mine ?? Object.entries(alarmsOf(stack)).find(([id]) => id.startsWith('Mine'))?.[1]).not.toHaveProperty('AlarmActions');
});
