import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { EventPath, FailureStage } from './event-path';
import { state } from '../bridge/resource-metadata';

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
