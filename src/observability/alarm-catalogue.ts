import { Duration, Token, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { FunctionAlarm, FunctionAlarmsOptions } from './function-alarms-options';
import { WatchedFunction } from './watched-function';

/** One alarm of a function: what it is about, what it reads and from where on it is raised. */
export interface CatalogueEntry {
  /** Its id below the function, and part of its logical id. */
  readonly id: string;
  /** What happens when it is raised. */
  readonly what: string;
  /** How many metrics CloudWatch charges for it. */
  readonly metrics: number;
  /** What it reads. */
  readonly metric: (watched: WatchedFunction, options: FunctionAlarmsOptions) => cloudwatch.IMetric;
  /** The value at which it is raised; undefined where it is a part of something that is known at deployment only. */
  readonly threshold: (watched: WatchedFunction, options: FunctionAlarmsOptions) => number | undefined;
}

const WINDOW = Duration.minutes(5);

/** From one failure on, or whatever else is counted. */
const ONE = () => 1;

/** A part of a time in milliseconds. */
function partOf(time: Duration, percent: number): number | undefined {
  return time.isUnresolved() ? undefined : time.toMilliseconds() * percent / 100;
}

/** At least one execution. */
function partOfReserved(reserved: number, percent: number): number | undefined {
  return Token.isUnresolved(reserved) ? undefined : Math.max(1, Math.ceil(reserved * percent / 100));
}

/**
 * Every alarm that watches a single function, but the one on anomalies.
 *
 * Metric names, statistics and dimensions: "Types of metrics for Lambda functions" and "Viewing metrics for Lambda functions", AWS Lambda Developer Guide.
 */
export const CATALOGUE: Record<Exclude<FunctionAlarm, FunctionAlarm.ANOMALY>, CatalogueEntry> = {
  [FunctionAlarm.ERRORS]: {
    id: 'ErrorsAlarm',
    what: 'invocations fail',
    metrics: 2,
    metric: (watched, { minimumErrors = 2 }) => new cloudwatch.MathExpression({
      expression: `IF(errors >= ${minimumErrors}, 100 * errors / invocations, 0)`,
      usingMetrics: { errors: watched.reached('Errors', 'Sum', WINDOW), invocations: watched.reached('Invocations', 'Sum', WINDOW) },
      label: 'failed invocations, in percent',
      period: WINDOW,
    }),
    threshold: (_watched, { errorRate = 5 }) => errorRate,
  },
  [FunctionAlarm.THROTTLES]: {
    id: 'ThrottlesAlarm',
    what: 'invocations are throttled',
    metrics: 1,
    metric: watched => watched.reached('Throttles', 'Sum', WINDOW),
    threshold: (_watched, { throttles = 1 }) => throttles,
  },
  [FunctionAlarm.DURATION]: {
    id: 'DurationAlarm',
    what: 'invocations come near the timeout, at which they are cut off',
    metrics: 1,
    metric: watched => watched.reached('Duration', 'p99', WINDOW),
    threshold: (watched, { durationShare = 80 }) => partOf(watched.timeout, durationShare),
  },
  [FunctionAlarm.CONCURRENCY]: {
    id: 'ConcurrencyAlarm',
    what: 'nearly all of the reserved concurrency is in use',
    metrics: 1,
    metric: watched => watched.whole('ConcurrentExecutions', 'Maximum', WINDOW),
    threshold: (watched, { concurrencyShare = 90 }) => partOfReserved(watched.reserved ?? 0, concurrencyShare),
  },
  [FunctionAlarm.SPILLOVER]: {
    id: 'SpilloverAlarm',
    what: 'invocations start cold, because everything that is kept warm is in use',
    metrics: 1,
    metric: watched => watched.whole('ProvisionedConcurrencySpilloverInvocations', 'Sum', WINDOW),
    threshold: (_watched, { spillover = 1 }) => spillover,
  },
  [FunctionAlarm.DESTINATION_DELIVERY]: {
    id: 'DestinationDeliveryAlarm',
    what: 'failed events could not be parked and are lost',
    metrics: 1,
    metric: watched => watched.whole('DestinationDeliveryFailures', 'Sum', WINDOW),
    threshold: ONE,
  },
  [FunctionAlarm.EVENTS_DROPPED]: {
    id: 'EventsDroppedAlarm',
    what: 'events were given up and went to the failure path',
    metrics: 1,
    metric: watched => watched.whole('AsyncEventsDropped', 'Sum', WINDOW),
    threshold: ONE,
  },
  [FunctionAlarm.EVENT_AGE]: {
    id: 'EventAgeAlarm',
    what: 'events wait so long that they are soon given up for their age',
    metrics: 1,
    metric: watched => watched.whole('AsyncEventAge', 'Maximum', WINDOW),
    threshold: (watched, { eventAgeShare = 50 }) => partOf(watched.maxEventAge, eventAgeShare),
  },
  [FunctionAlarm.ITERATOR_AGE]: {
    id: 'IteratorAgeAlarm',
    what: 'the function falls behind a stream',
    metrics: 1,
    metric: watched => watched.whole('IteratorAge', 'Maximum', WINDOW),
    threshold: (_watched, { iteratorAge = Duration.minutes(15) }) => partOf(iteratorAge, 100),
  },
};
