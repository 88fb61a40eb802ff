import { Duration } from 'aws-cdk-lib';
import { EventPath, FailureStage } from './event-path';
import { PARKED_FOR } from '../failure/parking-queue';
import { QUOTAS } from '../reference/quotas';

/** The caller waits for the answer and sees the error. */
const CALLER_SEES: FailureStage = { parkedBy: 'nobody: the caller sees the error', attempts: 1 };

/** The path of a request: whether it was not delivered or failed, whoever sent it waits and knows. */
export function callerPath(source: string, failed: FailureStage = CALLER_SEES): EventPath {
  return { source, undelivered: failed, failed };
}

/**
 * Lambda itself repeats an asynchronous invocation, as often and as long as it can where nobody says less, and then asks the function's failure path
 * (AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation").
 */
export const FUNCTION_PARKS: FailureStage = {
  parkedBy: 'the function\'s failure path',
  attempts: QUOTAS.asyncRetries.value + 1,
  within: Duration.seconds(QUOTAS.asyncAge.value),
  keptFor: PARKED_FOR,
};

/** The stack's parking queue takes what a service gave up to deliver. */
export function stackParks(attempts: number | undefined, within: Duration): FailureStage {
  return { parkedBy: 'the stack\'s parking queue', attempts, within, keptFor: PARKED_FOR };
}
