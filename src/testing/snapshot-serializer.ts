import { createHash } from 'crypto';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** What jest asks of a serializer; jest itself is not needed. */
export interface SnapshotSerializer {
  test(value: unknown): boolean;
  serialize<C, R>(value: unknown, config: C, indentation: string, depth: number, refs: R, printer: Printer<C, R>): string;
}

/** How jest prints the rest. */
export type Printer<C, R> = (value: unknown, config: C, indentation: string, depth: number, refs: R) => string;

/**
 * Prints stacks and templates without what changes although nothing that matters does:
 * `expect.addSnapshotSerializer(snapshotSerializer); expect(stack).toMatchSnapshot();`
 *
 * Masked are hashes of assets where an asset is meant, hashes of content in logical ids (versions, their rollback alarms,
 * API deployments) and in what refers to them, and CDK's own bookkeeping (`CDKMetadata`, the bootstrap version check).
 * Everything else stays: also a hash that you wrote into an environment variable.
 */
export const snapshotSerializer: SnapshotSerializer = {
  test: value => !isMasked(value) && (Stack.isStack(value) || isTemplate(value)),
  serialize: (value, config, indentation, depth, refs, printer) =>
    printer(maskedTemplate(Stack.isStack(value) ? Template.fromStack(value).toJSON() : value as Json), config, indentation, depth, refs),
};

type Json = Record<string, unknown>;

/** jest asks again about what it is given to print. */
const MASKED = new WeakSet<object>();

function isMasked(value: unknown): boolean {
  return isMap(value) && MASKED.has(value);
}

function isTemplate(value: unknown): boolean {
  return isMap(value) && isMap(value.Resources) && Object.values(value.Resources).every(one => isMap(one) && typeof one.Type === 'string');
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Bookkeeping of CDK that every template carries. */
const BOOKKEEPING: Readonly<Record<string, readonly string[]>> = {
  Resources: ['CDKMetadata'],
  Conditions: ['CDKMetadataAvailable'],
  Parameters: ['BootstrapVersion'],
  Rules: ['CheckBootstrapVersion'],
};

function maskedTemplate(template: Json): object {
  const sections = Object.entries(template).map(([name, section]) => [name, withoutBookkeeping(name, section)] as const);
  const kept = sections.filter(([, section]) => !isMap(section) || Object.keys(section).length > 0);
  const result = masked(Object.fromEntries(kept), contentHashes(template)) as object;
  MASKED.add(result);
  return result;
}

/** Resources whose logical id CDK makes anew when their content changes. */
const NAMED_BY_CONTENT = ['AWS::Lambda::Version', 'AWS::ApiGateway::Deployment', 'AWS::ApiGatewayV2::Deployment'];

function contentHashes({ Resources }: Json): readonly RegExp[] {
  const ids = Object.entries(isMap(Resources) ? Resources : {}).filter(([, one]) => isMap(one) && NAMED_BY_CONTENT.includes(String(one.Type)));
  // The id of an export ends in a hash of the id it exports.
  return ids.filter(([id]) => /[0-9a-f]{32}$/.test(id)).flatMap(([id]) => [
    new RegExp(`(${id.slice(0, -32)})${id.slice(-32)}(?:[0-9A-F]{8})?`, 'g'),
    new RegExp(`()${markOf(id)}`, 'g'),
  ]);
}

/** How the rollback alarm of a release is named after the version that it watches (src/release/rollback-alarm.ts). */
function markOf(version: string): string {
  return createHash('sha256').update(version).digest('hex').slice(0, 12);
}

function withoutBookkeeping(name: string, section: unknown): unknown {
  const ours = BOOKKEEPING[name];
  return ours && isMap(section) ? Object.fromEntries(Object.entries(section).filter(([id]) => !ours.includes(id))) : section;
}

function masked(value: unknown, hashes: readonly RegExp[]): unknown {
  if (typeof value === 'string') {
    return maskedText(value, hashes);
  }
  if (Array.isArray(value)) {
    return value.map(one => masked(one, hashes));
  }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [maskedText(key, hashes), masked(one, hashes)])) : value;
}

/** Where a hash of 64 digits means an asset of CDK: with a file type, behind `asset.`, in an asset bucket or repository. */
const ASSETS = [
  /(^\/?(?:[\w.-]+\/)*(?:asset\.)?)[0-9a-f]{64}(?=(?:\.[A-Za-z0-9]+)+$)/g,
  /(^(?:[\w.-]+\/)*asset\.)[0-9a-f]{64}$/g,
  /(cdk-[a-z0-9]+-(?:container-)?assets-[^:/]*(?:\$\{[^}]*\}[^:/]*)*[:/])[0-9a-f]{64}/g,
  /(^AssetParameters)[0-9a-f]{64}/g,
];

function maskedText(text: string, hashes: readonly RegExp[]): string {
  const settled = hashes.reduce((left, hash) => left.replace(hash, '$1<content hash>'), text);
  return ASSETS.reduce((left, asset) => left.replace(asset, '$1<asset hash>'), settled);
}
