import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { StreamTriggerOptions } from './stream-trigger-options';
import { QUOTAS } from '../../reference/quotas';
import { requireThat } from '../../validation/steadfast-error';
import { knownSeconds, refuseFraction } from '../../validation/whole-seconds';
import { checkFilters } from '../mapping-filters';

/** What a mapping of a stream will be told. */
export interface DecidedStream extends StreamTriggerOptions {
  readonly batchSize: number;
  readonly retryAttempts: number;
  readonly maxRecordAge: Duration;
  /** How long records stay in the stream. */
  readonly retention: Duration;
  /** Whether a moment can be named from which on it is read. */
  readonly startsAtTime: boolean;
}

/** Refuses what would try records endlessly, let them expire before they are parked, or be refused at deployment. */
export function refuseUnsafeStream(scope: IConstruct, decided: DecidedStream): void {
  checkFilters(scope, decided.filters);
  refuseNumber(scope, 'batchSize', decided.batchSize, 1, QUOTAS.batch.value, 'Choose a batch size in that range.');
  refuseNumber(scope, 'retryAttempts', decided.retryAttempts, 0, QUOTAS.streamRetries.value,
    'Choose a finite number, or a failed batch blocks its shard until its records expire; what is left over is parked.');
  refuseNumber(scope, 'parallelizationFactor', decided.parallelizationFactor, 1, QUOTAS.parallelization.value, 'Choose a number in that range.');
  refuseTime(scope, 'maxBatchingWindow', decided.maxBatchingWindow, 0, QUOTAS.window.value);
  refuseTime(scope, 'tumblingWindow', decided.tumblingWindow, 0, QUOTAS.tumblingWindow.value);
  knownSeconds(scope, 'maxRecordAge', decided.maxRecordAge);
  refuseTime(scope, 'maxRecordAge', decided.maxRecordAge, QUOTAS.smallestStreamAge.value, QUOTAS.streamAge.value);
  if (decided.maxIteratorAge) knownSeconds(scope, 'maxIteratorAge', decided.maxIteratorAge);
  refuseLate(scope, decided.maxRecordAge, decided.retention);
  refusePosition(scope, decided);
}

function refuseNumber(scope: IConstruct, name: string, value: number | undefined, least: number, most: number, remedy: string): void {
  requireThat(scope, value === undefined || (Number.isInteger(value) && value >= least && value <= most), {
    must: `${name} must be a whole number from ${least} to ${most} (AWS Lambda quotas)`, given: `${name} ${value}`, remedy,
  }, value);
}

function refuseTime(scope: IConstruct, name: string, time: Duration | undefined, least: number, most: number): void {
  refuseFraction(scope, name, time);
  const seconds = time?.toSeconds();
  requireThat(scope, seconds === undefined || (seconds >= least && seconds <= most), {
    must: `${name} must be ${least} to ${most} seconds (AWS Lambda quotas)`, given: `${name} ${seconds}`, remedy: 'Choose a time in that range.',
  }, seconds);
}

function refuseLate(scope: IConstruct, maxRecordAge: Duration, retention: Duration): void {
  const [age, kept] = [maxRecordAge.toSeconds(), retention.toSeconds()];
  requireThat(scope, age < kept, {
    must: 'A record must be parked before the stream expires it',
    given: `maxRecordAge ${age} seconds in a stream that keeps ${kept}`,
    remedy: 'Lower maxRecordAge, or keep records longer in the stream.',
  }, age, kept);
}

function refusePosition(scope: IConstruct, { startingPosition, startingPositionTimestamp, startsAtTime }: DecidedStream): void {
  const atTime = startingPosition === lambda.StartingPosition.AT_TIMESTAMP;
  requireThat(scope, atTime === (startingPositionTimestamp !== undefined), {
    must: 'startingPosition AT_TIMESTAMP and startingPositionTimestamp must come together',
    given: atTime ? 'no startingPositionTimestamp' : 'startingPositionTimestamp alone',
    remedy: 'Give both, or neither to read from the horizon.',
  });
  requireThat(scope, !atTime || startsAtTime, {
    must: 'The stream of a table must be read from its horizon or its end, for DynamoDB knows no other position',
    given: 'AT_TIMESTAMP',
    remedy: 'Leave startingPosition out.',
  });
}
