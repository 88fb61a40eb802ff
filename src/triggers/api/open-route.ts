import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { acknowledge } from '../../bridge/resource-metadata';
import { explain } from '../../validation/steadfast-error';

/** A route, and how it tells who may call it. */
export interface OpenRoute {
  /** The route as a reader knows it. */
  readonly name: string;
  /** The resource of the route, once it is there. */
  readonly resource: () => CfnResource | undefined;
  /** Whether anybody may call it. */
  readonly open: () => boolean;
  /** How to close it. */
  readonly remedy: string;
}

/**
 * Refuses, when the whole is known, a route that anybody may call without a reason given.
 *
 * The route's resource is made after its integration: validation is the first time it is there, and still before the template is written.
 */
export function refuseOpen(scope: IConstruct, route: OpenRoute, openBecause: string | undefined): void {
  scope.node.addValidation({
    validate: () => {
      const resource = route.resource();
      if (!resource || !route.open()) return [];
      if (!openBecause?.trim()) return [complaint(route)];
      acknowledge(resource, 'public-invoke', openBecause);
      return [];
    },
  });
}

function complaint({ name, remedy }: OpenRoute): string {
  return explain({
    must: `${name} must tell who may call it`,
    given: 'no authorization',
    remedy: `${remedy} or say why anybody may call: openBecause.`,
  });
}
