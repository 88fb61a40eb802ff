import {
  Duration, Stack, aws_dynamodb as dynamodb, aws_events as events, aws_iam as iam, aws_lambda as lambda, aws_lambda_event_sources as sources,
  aws_s3 as s3, aws_sns as sns,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DOCUMENTED } from './documented-metrics';
import {
  Concurrency, FailurePath, FunctionAlarms, QueueTrigger, Release, SteadfastFunction, SteadfastFunctionProps, TableStreamTrigger, patterns,
} from '../../src';
import { stackWith, steadfastFunction } from '../support/stacks';

interface ReadMetric {
  readonly metric: string;
  readonly dimensions: string;
  readonly statistic: string;
}

interface MetricProperties {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { Name: string }[];
}

interface MetricQuery {
  readonly MetricStat?: { readonly Metric: MetricProperties; readonly Stat: string };
}

/** What the alarms of a stack read, also inside metric math. */
function readBy(stack: Stack): ReadMetric[] {
  const told = ({ Namespace, MetricName, Dimensions = [] }: MetricProperties, statistic: string): ReadMetric => ({
    metric: `${Namespace} ${MetricName}`, dimensions: Dimensions.map(({ Name }) => Name).sort().join(), statistic,
  });
  return Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).flatMap(({ Properties }) => {
    const queries = Properties.Metrics as MetricQuery[] | undefined;
    return queries
      ? queries.flatMap(({ MetricStat }) => MetricStat ? [told(MetricStat.Metric, MetricStat.Stat)] : [])
      : [told(Properties as MetricProperties, (Properties.Statistic ?? Properties.ExtendedStatistic) as string)];
  });
}

const byBucket = (fn: SteadfastFunction): void => { fn.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com')); };

function watched(propsIn: (stack: Stack) => Partial<SteadfastFunctionProps>, also: (fn: SteadfastFunction, stack: Stack) => void): Stack {
  const stack = stackWith();
  also(steadfastFunction(stack, 'Function', propsIn(stack)), stack);
  return stack;
}

const table = (stack: Stack): dynamodb.Table => new dynamodb.Table(stack, 'Table', {
  partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
});

/** Stacks that together have every alarm that this library makes. */
const everyAlarm = (): Stack[] => [
  watched(() => ({
    concurrency: Concurrency.provisioned({ executions: 2, reserved: 10 }),
    maxEventAge: Duration.hours(1),
    alarms: FunctionAlarms.standard({ anomaly: true }),
    release: Release.canary(),
  }), byBucket),
  watched(stack => ({ failurePath: FailurePath.toBucket(new s3.Bucket(stack, 'Bucket')) }), byBucket),
  watched(() => ({}), (fn, stack) => {
    fn.addEventSource(new sources.DynamoEventSource(table(stack), { startingPosition: lambda.StartingPosition.TRIM_HORIZON }));
  }),
  watched(() => ({}), (fn, stack) => fn.addEventSource(new TableStreamTrigger(table(stack)))),
  watched(() => ({}), fn => fn.addEventSource(new QueueTrigger())),
  ...[patterns.ApiFront.http(), patterns.ApiFront.rest()].map(front => watched(() => ({}), (handler, stack) => new patterns.TableApi(stack, 'Api', {
    handler, front, authorization: patterns.ApiAuthorization.iam(),
  }))),
  watched(() => ({}), (validate, stack) => new patterns.BucketPipeline(stack, 'Pipeline', { validate, process: steadfastFunction(stack, 'Process') })),
];

test('every alarm reads a metric that AWS documents, by dimensions under which it is published and a statistic that means something', () => {
  const read = everyAlarm().flatMap(readBy);
  expect(new Set(read.map(({ metric }) => metric))).toEqual(new Set(DOCUMENTED.map(({ metric }) => metric)));
  for (const { metric, dimensions, statistic } of read) {
    const documented = DOCUMENTED.find(one => one.metric === metric)!;
    expect({ metric, dimensions: documented.dimensions }).toEqual({ metric, dimensions: expect.arrayContaining([dimensions]) });
    expect({ metric, statistics: documented.statistics }).toEqual({ metric, statistics: expect.arrayContaining([statistic]) });
  }
});

/** The alarms beside those on errors, throttles and duration, which every function has. */
const ALWAYS = ['AWS/Lambda Errors', 'AWS/Lambda Invocations', 'AWS/Lambda Throttles', 'AWS/Lambda Duration'];
const LOST = 'AWS/Lambda DestinationDeliveryFailures';
const DROPPED = 'AWS/Lambda AsyncEventsDropped';
const PARKED = 'AWS/SQS ApproximateNumberOfMessagesVisible';

test.each<[string, (stack: Stack) => FailurePath, string[]]>([
  ['a queue of its own', () => FailurePath.toQueue(), [LOST, PARKED]],
  ['the queue of the stack', () => FailurePath.toSharedQueue(), [LOST, PARKED]],
  ['a topic', stack => FailurePath.toTopic(new sns.Topic(stack, 'Topic')), [DROPPED, LOST]],
  ['a bus', stack => FailurePath.toBus(new events.EventBus(stack, 'Bus')), [DROPPED, LOST]],
  ['a bucket', stack => FailurePath.toBucket(new s3.Bucket(stack, 'Bucket')), [DROPPED, LOST]],
])('that events went to %s is told by the metric that shows it', (_where, pathIn, expected) => {
  const read = readBy(watched(stack => ({ failurePath: pathIn(stack) }), byBucket)).map(({ metric }) => metric);
  expect(read.filter(metric => !ALWAYS.includes(metric)).sort()).toEqual([...expected].sort());
});
