import { CfnResource } from 'aws-cdk-lib';

/** Where a resource's template carries what the checker and the report should know of it. */
const KEY = 'cdk-steadfast';

interface Bridge {
  readonly acknowledge?: { rule: string; reason: string }[];
}

/** Writes into a resource's metadata that a rule of the checker is not kept there, and why. */
export function acknowledge(resource: CfnResource, rule: string, reason: string): void {
  const bridge = (resource.getMetadata(KEY) ?? {}) as Bridge;
  resource.addMetadata(KEY, { ...bridge, acknowledge: [...bridge.acknowledge ?? [], { rule, reason }] });
}

/** Whether a reason stands in a resource's metadata for not keeping a rule there. */
export function acknowledged(resource: CfnResource, rule: string): boolean {
  const bridge = (resource.getMetadata(KEY) ?? {}) as Bridge;
  return (bridge.acknowledge ?? []).some((reason) => reason.rule === rule);
}
