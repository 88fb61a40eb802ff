import * as fs from 'fs';
import * as path from 'path';
import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { Acknowledgement } from '../template';
import { parseFile } from './parse-template';

const LOGICAL_ID = 'aws:cdk:logicalId';
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** What the metadata of one stack artifact tells about construct paths and acknowledgements. */
export class StackMetadata {
  public readonly acknowledgements: readonly Acknowledgement[];
  private readonly pathsByLogicalId = new Map<string, string[]>();

  constructor(metadata: RawMap) {
    const acknowledgements: Acknowledgement[] = [];
    for (const [constructPath, entries] of Object.entries(metadata)) {
      for (const entry of Array.isArray(entries) ? entries.filter(isMap) : []) {
        this.learn(constructPath.replace(/^\//, ''), entry, acknowledgements);
      }
    }
    this.acknowledgements = acknowledgements;
  }

  /** Construct paths by logical id for the resources of one template of the stack. */
  public pathsOf(body: RawMap, stackPath: string): ReadonlyMap<string, string> {
    const paths = new Map<string, string>();
    for (const logicalId of Object.keys(ownMap(body, 'Resources'))) {
      const candidates = this.pathsByLogicalId.get(logicalId) ?? [];
      const found = candidates.find(one => one.startsWith(`${stackPath}/`)) ?? candidates[0];
      if (found !== undefined) {
        paths.set(logicalId, found);
      }
    }
    return paths;
  }

  /** The construct path of a nested stack; CDK puts its resource at `<path>.NestedStack/<id>.NestedStackResource`. */
  public nestedPathOf(logicalId: string, stackPath: string, file: string): string {
    const candidates = this.pathsByLogicalId.get(logicalId) ?? [];
    const resource = candidates.find(one => one.startsWith(`${stackPath}/`)) ?? candidates[0];
    return resource?.replace(/\.NestedStack\/[^/]+$/, '') ?? path.basename(file);
  }

  private learn(constructPath: string, entry: RawMap, acknowledgements: Acknowledgement[]): void {
    const type = ownText(entry, 'type');
    const data = own(entry, 'data');
    if (type === LOGICAL_ID && typeof data === 'string') {
      const paths = this.pathsByLogicalId.get(data) ?? [];
      paths.push(constructPath);
      this.pathsByLogicalId.set(data, paths);
    }
    if (type === ACKNOWLEDGED && isMap(data)) {
      for (const [id, reason] of Object.entries(data)) {
        acknowledgements.push({ path: constructPath, id, reason: String(reason) });
      }
    }
  }
}

/** The metadata of a stack artifact: in a file of its own, or inside the manifest as older CDKs write it. */
export function readStackMetadata(directory: string, artifact: RawMap): StackMetadata {
  const name = ownText(artifact, 'additionalMetadataFile');
  const file = name === undefined ? undefined : path.join(directory, path.basename(name));
  const apart = file !== undefined && fs.existsSync(file) ? parseFile(file) : {};
  return new StackMetadata({ ...ownMap(artifact, 'metadata'), ...apart });
}
