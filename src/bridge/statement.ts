import { CfnResource } from 'aws-cdk-lib';

/** Where a resource's template carries what the checker and the report should know of it. */
const KEY = 'cdk-steadfast';

/** Writes a fact into a resource's metadata, beside what stands there already. */
export function state(resource: CfnResource, name: string, fact: unknown): void {
  const bridge = (resource.getMetadata(KEY) ?? {}) as object;
  resource.addMetadata(KEY, { ...bridge, [name]: fact });
}
