import { Names, aws_events as events, aws_iam as iam } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';

/** Put events on a bus. */
export function putEvents(bus: events.IEventBus, grantee: iam.IGrantable): iam.Grant {
  return grantExactly({ grantee, resource: named(bus, grantee), actions: ['events:PutEvents'], resourceArns: [bus.eventBusArn] });
}

/** A statement of a bus's policy must have a name, which grants do not give. */
function named(bus: events.IEventBus, grantee: iam.IGrantable): events.IEventBus {
  if (!(bus instanceof events.EventBus)) return bus;
  const addToResourcePolicy = (statement: iam.PolicyStatement): iam.AddToResourcePolicyResult => {
    statement.sid = `PutEvents${nameOf(grantee)}`;
    return bus.addToResourcePolicy(statement);
  };
  return Object.create(bus, { addToResourcePolicy: { value: addToResourcePolicy } }) as events.IEventBus;
}

function nameOf({ grantPrincipal }: iam.IGrantable): string {
  return 'node' in grantPrincipal ? Names.nodeUniqueId((grantPrincipal as iam.IRole).node) : '';
}
