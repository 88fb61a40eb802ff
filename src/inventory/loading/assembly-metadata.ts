import * as fs from 'fs';
import * as path from 'path';
import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { Acknowledgement } from '../template';
import { refuseLinkOut } from './inside';
import { parseFile } from './parse-template';

const LOGICAL_ID = 'aws:cdk:logicalId';
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';
const PATH = 'aws:cdk:path';

/** What names a rule of ours; what is said to other tools would be long to read, and answers nothing here. */
const OF_OURS = /[":](cdk-)?steadfast(::|-)/i;

/**
 * What the metadata of one stack artifact tells about construct paths and acknowledgements.
 * It is as long as the templates, and most of it is stack traces: it is read only where the template does not tell the same.
 */
export class StackMetadata {
  private learned?: Learned;

  constructor(private readonly read: () => RawMap, private readonly mayAcknowledge: boolean) {}

  public get acknowledgements(): readonly Acknowledgement[] {
    return this.mayAcknowledge ? this.contents.acknowledgements : [];
  }

  /** Construct paths by logical id for the resources of one template of the stack. */
  public pathsOf(body: RawMap, stackPath: string): ReadonlyMap<string, string> {
    const paths = new Map<string, string>();
    for (const [logicalId, resource] of Object.entries(ownMap(body, 'Resources'))) {
      if (isMap(resource) && ownText(ownMap(resource, 'Metadata'), PATH) !== undefined) {
        continue;
      }
      const candidates = this.contents.paths.get(logicalId) ?? [];
      const found = candidates.find(one => one.startsWith(`${stackPath}/`)) ?? candidates[0];
      if (found !== undefined) {
        paths.set(logicalId, found);
      }
    }
    return paths;
  }

  /** The construct path of a nested stack; CDK puts its resource at `<path>.NestedStack/<id>.NestedStackResource`. */
  public nestedPathOf(logicalId: string, stackPath: string, file: string): string {
    const candidates = this.contents.paths.get(logicalId) ?? [];
    const resource = candidates.find(one => one.startsWith(`${stackPath}/`)) ?? candidates[0];
    return resource?.replace(/\.NestedStack\/[^/]+$/, '') ?? path.basename(file);
  }

  private get contents(): Learned {
    this.learned ??= learn(this.read());
    return this.learned;
  }
}

interface Learned {
  readonly acknowledgements: readonly Acknowledgement[];
  /** Construct paths by logical id. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

function learn(metadata: RawMap): Learned {
  const acknowledgements: Acknowledgement[] = [];
  const paths = new Map<string, string[]>();
  for (const [key, entries] of Object.entries(metadata)) {
    const constructPath = key.replace(/^\//, '');
    for (const entry of Array.isArray(entries) ? entries.filter(isMap) : []) {
      const type = ownText(entry, 'type');
      const data = own(entry, 'data');
      if (type === LOGICAL_ID && typeof data === 'string') {
        paths.set(data, [...paths.get(data) ?? [], constructPath]);
      }
      if (type === ACKNOWLEDGED && isMap(data)) {
        const ours = Object.entries(data).filter(([id]) => OF_OURS.test(`"${id}`));
        acknowledgements.push(...ours.map(([id, reason]) => ({ path: constructPath, id, reason: String(reason) })));
      }
    }
  }
  return { acknowledgements, paths };
}

/** The metadata of a stack artifact: in a file of its own, or inside the manifest as older CDKs write it. */
export function readStackMetadata(directory: string, artifact: RawMap): StackMetadata {
  const name = ownText(artifact, 'additionalMetadataFile');
  const file = name === undefined ? undefined : path.join(directory, path.basename(name));
  const inManifest = ownMap(artifact, 'metadata');
  if (file !== undefined) {
    refuseLinkOut(directory, file);
  }
  return file !== undefined && fs.existsSync(file)
    ? new StackMetadata(() => ({ ...inManifest, ...parseFile(file) }), mayNameOurs(fs.readFileSync(file)) || 'metadata' in artifact)
    : new StackMetadata(() => inManifest, true);
}

function mayNameOurs(file: Buffer): boolean {
  return file.includes(ACKNOWLEDGED) && OF_OURS.test(file.toString('latin1'));
}
