import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { gunzipSync } from 'zlib';

interface Manifest { types: Record<string, ManifestType>; schema?: string; filename?: string }
interface ManifestType { base?: string; interfaces?: string[]; properties?: ManifestMember[]; methods?: ManifestMember[]; members?: ManifestMember[] }
interface ManifestMember { name: string; protected?: boolean; static?: boolean }

const CDK = dirname(require.resolve('aws-cdk-lib/package.json'));
const OURS = join(__dirname, '..', '..');

let read: Manifest | undefined;

/** What CDK says of its own API, as every language sees it. */
function manifest(): Manifest {
  read ??= manifestIn(CDK);
  return read;
}

function manifestIn(folder: string): Manifest {
  const face = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')) as Manifest;
  return face.schema === 'jsii/file-redirect' ? JSON.parse(gunzipSync(readFileSync(join(folder, face.filename!))).toString()) as Manifest : face;
}

/** The public members of a class or an interface of CDK, inherited ones included, sorted. */
export function membersOf(name: string): string[] {
  const collect = (type: string): ManifestMember[] => {
    const found = manifest().types[type];
    if (!found) return [];
    const inherited = [found.base ?? [], found.interfaces ?? []].flat().flatMap(collect);
    return [...found.properties ?? [], ...found.methods ?? [], ...inherited];
  };
  return [...new Set(collect(`aws-cdk-lib.${name}`).filter(member => !member.protected && !member.static).map(member => member.name))].sort();
}

/** Every name in the API of CDK or of this library, as it was compiled last: of types and of their members. */
export function everyName(): Set<string> {
  const types = [manifest(), manifestIn(OURS)].flatMap(one => Object.entries(one.types));
  return new Set(types.flatMap(([name, { properties = [], methods = [], members = [] }]) => [
    name.split('.').at(-1)!, ...[...properties, ...methods, ...members].map(member => member.name),
  ]));
}
