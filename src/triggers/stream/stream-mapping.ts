import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { FailedRecords } from './failed-records';
import { refuseUnsafeStream } from './refuse-unsafe-stream';
import { alarmStream } from './stream-alarms';
import { StreamTriggerOptions } from './stream-trigger-options';
import { QUOTAS } from '../../reference/quotas';
import { warn } from '../../validation/warning';
import { refuseSecond } from '../connected-once';
import { FailureStage } from '../event-path';

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
  /** Whether a moment can be named from which on it is read. */
  readonly startsAtTime: boolean;
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
  const { maxIteratorAge = Duration.hours(1), failedRecords = FailedRecords.toBucket(), ...rest } = options;
  const { batchSize = 100, retryAttempts = ATTEMPTS } = options;
  const maxRecordAge = maxAge(options, stream.retention);
  refuseUnsafeStream(target, { ...rest, ...stream, maxIteratorAge, batchSize, retryAttempts, maxRecordAge });
  refuseSecond(target, id, 'A stream');
  const position = options.startingPosition ?? lambda.StartingPosition.TRIM_HORIZON;
  if (position === lambda.StartingPosition.LATEST) warnOfLatest(target);

  const mapping = new lambda.EventSourceMapping(target as lambda.FunctionBase, id, {
    ...rest,
    target,
    eventSourceArn: stream.arn,
    batchSize,
    startingPosition: position,
    retryAttempts,
    maxRecordAge,
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

function warnOfLatest(scope: IConstruct): void {
  warn(scope, 'stream-starting-position', {
    must: 'A stream must be read from its horizon, or what is written while the mapping is made or made again is missed',
    given: 'LATEST',
    remedy: 'Leave startingPosition out, or acknowledge this warning where old records must not be worked off.',
  });
}
