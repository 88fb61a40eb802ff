import { CfnResource } from 'aws-cdk-lib';
import { METADATA_KEY } from './metadata-key';

interface Acknowledgement {
  readonly rule: string;
  readonly reason: string;
}

/** Writes into a resource's metadata that a rule of the checker is not kept there, and why. */
export function acknowledge(resource: CfnResource, rule: string, reason: string): void {
  state(resource, 'acknowledge', [...acknowledgementsOf(resource), { rule, reason }]);
}

/** Whether a reason stands in a resource's metadata for not keeping a rule there. */
export function acknowledged(resource: CfnResource, rule: string): boolean {
  return acknowledgementsOf(resource).some(acknowledgement => acknowledgement.rule === rule);
}

/** Writes a fact into a resource's metadata, beside what stands there already. */
export function state(resource: CfnResource, name: string, fact: unknown): void {
  resource.addMetadata(METADATA_KEY, { ...statedOf(resource), [name]: fact });
}

function acknowledgementsOf(resource: CfnResource): Acknowledgement[] {
  return statedOf(resource).acknowledge ?? [];
}

function statedOf(resource: CfnResource): { acknowledge?: Acknowledgement[] } {
  return (resource.getMetadata(METADATA_KEY) ?? {}) as { acknowledge?: Acknowledgement[] };
}
