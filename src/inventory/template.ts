import { RawMap } from './raw';

/** An opt-out with its reason, for everything at or below a construct path. */
export interface Acknowledgement {
  readonly path: string;
  readonly id: string;
  readonly reason: string;
}

/** What packages of functions and layers weigh, in bytes once unzipped; undefined where that cannot be seen. */
export interface Weights {
  bytesOf(resource: RawMap): number | undefined;
}

/** One template with what its surroundings told about it. */
export interface Template {
  /** What reports call it: the file's path as given, or the path inside an assembly. */
  readonly name: string;
  readonly body: RawMap;
  readonly stackName?: string;
  readonly region?: string;
  readonly account?: string;
  /** Construct paths by logical id, where an assembly's metadata tells them. */
  readonly paths?: ReadonlyMap<string, string>;
  readonly acknowledgements?: readonly Acknowledgement[];
  /** The packages that lie beside it, where it stands in an assembly. */
  readonly packages?: Weights;
  /** Templates of nested stacks, by the logical id of their `AWS::CloudFormation::Stack`. */
  readonly nested?: ReadonlyMap<string, Template>;
}

/** A template with those nested in it, itself first. */
export function withNested(template: Template): readonly Template[] {
  return [template, ...[...template.nested?.values() ?? []].flatMap(withNested)];
}
