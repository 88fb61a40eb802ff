import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { gunzipSync } from 'zlib';

interface Manifest { types: Record<string, ManifestType>; schema?: string; filename?: string }
interface ManifestType { base?: string; interfaces?: string[]; properties?: ManifestMember[]; methods?: ManifestMember[] }
interface ManifestMember { name: string; protected?: boolean; static?: boolean }

let read: Manifest | undefined;

/** What CDK says of its own API, as every language sees it. */
function manifest(): Manifest {
  if (read) return read;
  const folder = dirname(require.resolve('aws-cdk-lib/package.json'));
  const face = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')) as Manifest;
  read = face.schema === 'jsii/file-redirect' ? JSON.parse(gunzipSync(readFileSync(join(folder, face.filename!))).toString()) as Manifest : face;
  return read;
}

/** The public members of a class or an interface of CDK, inherited ones included, sorted. */
export function membersOf(name: string): string[] {
  const collect = (type: string): ManifestMember[] => {
    const found = manifest().types[type];
    if (!found) return [];
    const inherited = [found.base ?? [], found.interfaces ?? []].flat().flatMap(collect);
    return [...found.properties ?? [], ...found.methods ?? [], ...inherited];
  };
  return [...new Set(collect(`aws-cdk-lib.${name}`).filter((member) => !member.protected && !member.static).map((member) => member.name))].sort();
}
