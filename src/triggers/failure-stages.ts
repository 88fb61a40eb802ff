import { CfnResource, Duration } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { EventPath, FailureStage } from './event-path';
import { state } from '../bridge/resource-metadata';
import { PARKED_FOR } from '../failure/parking-queue';

/** The caller waits for the answer and sees the error. */
const CALLER_SEES: FailureStage = { parkedBy: 'nobody: the caller sees the error', attempts: 1 };

/** The path of a request: whether it was not delivered or failed, whoever sent it waits and knows. */
export function callerPath(source: string, failed: FailureStage = CALLER_SEES): EventPath {
  return { source, undelivered: failed, failed };
}

/**
 * Lambda itself repeats an asynchronous invocation twice, for at most six hours, and then asks the function's failure path
 * (AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation").
 */
export const FUNCTION_PARKS: FailureStage = {
  parkedBy: 'the function\'s failure path', attempts: 3, within: Duration.hours(6), keptFor: PARKED_FOR,
};

/** The stack's parking queue takes what a service gave up to deliver. */
export function stackParks(attempts: number | undefined, within: Duration): FailureStage {
  return { parkedBy: 'the stack\'s parking queue', attempts, within, keptFor: PARKED_FOR };
}

/** States an event's path in the template, on the resource that connects source and function, for whoever reports about it. */
export function stateEventPath(connection: IConstruct | undefined, path: EventPath): void {
  const resource = connection instanceof CfnResource ? connection : connection?.node.defaultChild;
  if (CfnResource.isCfnResource(resource)) state(resource, 'eventPath', plainPath(path));
}

function plainPath({ source, undelivered, failed }: EventPath): object {
  return { source, ...(undelivered ? { undelivered: plainStage(undelivered) } : {}), failed: plainStage(failed) };
}

function plainStage({ parkedBy, attempts, within, keptFor }: FailureStage): object {
  return JSON.parse(JSON.stringify({ parkedBy, attempts, withinSeconds: within?.toSeconds(), keptForSeconds: keptFor?.toSeconds() })) as object;
}
