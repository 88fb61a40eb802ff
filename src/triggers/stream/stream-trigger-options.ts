import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { FailedRecords } from './failed-records';

/** What the triggers of all streams let you decide. */
export interface StreamTriggerOptions {
  /**
   * How many records an invocation receives at most; 1 to 10,000 (AWS Lambda quotas).
   *
   * @default 100
   */
  readonly batchSize?: number;

  /**
   * How long Lambda waits to fill a batch; whole seconds, at most 5 minutes (AWS Lambda quotas).
   *
   * @default - no waiting
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * How many batches of a shard are worked off at the same time, those of one key in order; 1 to 10 (AWS Lambda quotas).
   *
   * @default 1
   */
  readonly parallelizationFactor?: number;

  /**
   * Over which time the function aggregates records, handing its state from one invocation to the next; at most 15 minutes (AWS Lambda quotas).
   *
   * @default - no aggregation
   */
  readonly tumblingWindow?: Duration;

  /**
   * Which records are worth an invocation. Records that match none are skipped.
   *
   * @default - every record
   */
  readonly filters?: { [key: string]: unknown }[];

  /**
   * How often a failed batch is repeated before its records are parked; 0 to 10,000. Throttled attempts do not count.
   *
   * @default 10
   */
  readonly retryAttempts?: number;

  /**
   * How old a record may become before it is parked instead of worked off; 1 minute to 7 days, and below what the stream keeps.
   *
   * @default - one hour less than the stream keeps its records, at most 7 days
   */
  readonly maxRecordAge?: Duration;

  /**
   * Whether a failed batch is split in two, so that a poison record is found and parked alone.
   *
   * @default true
   */
  readonly bisectBatchOnError?: boolean;

  /**
   * Where a new mapping starts to read.
   *
   * @default lambda.StartingPosition.TRIM_HORIZON
   */
  readonly startingPosition?: lambda.StartingPosition;

  /**
   * From which time on a new mapping reads, in seconds since 1970; with `StartingPosition.AT_TIMESTAMP` on Kinesis only.
   *
   * @default - none
   */
  readonly startingPositionTimestamp?: number;

  /**
   * What becomes of records whose attempts or time are used up.
   *
   * @default FailedRecords.toBucket()
   */
  readonly failedRecords?: FailedRecords;

  /**
   * How far behind the stream the function may fall before an alarm is raised.
   *
   * @default Duration.hours(1)
   */
  readonly maxIteratorAge?: Duration;
}
