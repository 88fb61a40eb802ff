import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { FailedRecords } from './failed-records';
import { alarmStream } from './stream-alarms';
import { StreamTriggerOptions } from './stream-trigger-options';
import { QUOTAS } from '../../reference/quotas';
import { requireThat } from '../../validation/steadfast-error';
import { warn } from '../../validation/warning';
import { FailureStage } from '../event-path';
import { checkFilters } from '../mapping-filters';

/** A poison batch is repeated often enough to outlive a hiccup, and then makes way. */
const ATTEMPTS = 10;

/** The longest that a mapping looks back. */
const OLDEST = Duration.seconds(QUOTAS.streamAge.value);

/** A stream as its mapping sees it. */
export interface MappedStream {
  /** What is read: the stream, or a consumer of it. */
  readonly arn: string;
  /** How long records stay in the stream, where it is known. */
  readonly retention: Duration;
}

/** How old a record may become: the last hour belongs to parking it. */
export function maxAge(options: StreamTriggerOptions, retention: Duration): Duration {
  const { maxRecordAge } = options;
  if (maxRecordAge) return maxRecordAge;
  const kept = retention.minus(Duration.hours(1));
  return kept.toSeconds() > OLDEST.toSeconds() ? OLDEST : kept;
}

/** What becomes of a record that fails. */
export function streamStage(options: StreamTriggerOptions, retention: Duration): FailureStage {
  const { retryAttempts = ATTEMPTS, failedRecords = FailedRecords.toBucket() } = options;
  return { ...failedRecords._stage, attempts: retryAttempts + 1, within: maxAge(options, retention) };
}

/** Maps a stream to a function: what fails is repeated a finite number of times, told apart, parked, and alarmed. */
export function mapStream(target: lambda.IFunction, id: string, stream: MappedStream, options: StreamTriggerOptions): lambda.EventSourceMapping {
  refuseUnsafe(target, stream, options);
  const { maxIteratorAge = Duration.hours(1), failedRecords = FailedRecords.toBucket(), filters, ...rest } = options;
  const position = options.startingPosition ?? lambda.StartingPosition.TRIM_HORIZON;
  if (position === lambda.StartingPosition.LATEST) warnOfLatest(target);

  const mapping = new lambda.EventSourceMapping(target as lambda.FunctionBase, id, {
    ...rest,
    target,
    eventSourceArn: stream.arn,
    batchSize: options.batchSize ?? 100,
    filters,
    startingPosition: position,
    retryAttempts: options.retryAttempts ?? ATTEMPTS,
    maxRecordAge: maxAge(options, stream.retention),
    bisectBatchOnError: options.bisectBatchOnError ?? true,
    reportBatchItemFailures: true,
    onFailure: failedRecords._bind(target),
    supportS3OnFailureDestination: true,
    metricsConfig: { metrics: [lambda.MetricType.EVENT_COUNT] },
  });
  failedRecords._sayWhatIsLost(mapping);
  alarmStream(mapping, target, maxIteratorAge);
  return mapping;
}

function refuseUnsafe(scope: IConstruct, { retention }: MappedStream, options: StreamTriggerOptions): void {
  checkFilters(scope, options.filters);
  const { batchSize = 100, retryAttempts = ATTEMPTS } = options;
  requireThat(scope, Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= QUOTAS.batch.value, {
    must: `A batch of a stream must hold 1 to ${QUOTAS.batch.value} records`,
    given: `batchSize ${batchSize}`,
    remedy: 'Choose a batch size in that range.',
  }, batchSize);
  requireThat(scope, retryAttempts >= 0 && retryAttempts <= QUOTAS.streamRetries.value, {
    must: `A failed batch must be repeated 0 to ${QUOTAS.streamRetries.value} times, or it blocks its shard until its records expire`,
    given: `retryAttempts ${retryAttempts}`,
    remedy: 'Choose a finite number; what is left over is parked.',
  }, retryAttempts);
  const age = maxAge(options, retention).toSeconds();
  requireThat(scope, age < retention.toSeconds(), {
    must: 'A record must be parked before the stream expires it',
    given: `maxRecordAge ${age} seconds in a stream that keeps ${retention.toSeconds()}`,
    remedy: 'Lower maxRecordAge, or keep records longer in the stream.',
  }, age, retention.toSeconds());
}

function warnOfLatest(scope: IConstruct): void {
  warn(scope, 'stream-starting-position', {
    must: 'A stream must be read from its horizon, or what is written while the mapping is made or made again is missed',
    given: 'LATEST',
    remedy: 'Leave startingPosition out, or acknowledge this warning where old records must not be worked off.',
  });
}
