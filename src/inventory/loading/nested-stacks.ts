import * as fs from 'fs';
import * as path from 'path';
import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { refuseLinkOut } from './inside';
import { parseFile } from './parse-template';

export interface NestedFile {
  readonly logicalId: string;
  readonly file: string;
}

/** The template files of a template's nested stacks, as far as the assembly holds them. */
export function nestedTemplateFiles(directory: string, body: RawMap, stackName: string): readonly NestedFile[] {
  const stacks = Object.entries(ownMap(body, 'Resources')).filter(([, raw]) => isMap(raw) && own(raw, 'Type') === 'AWS::CloudFormation::Stack');
  const byHash = stacks.length > 0 ? filesByHash(directory, stackName) : new Map<string, string>();
  return stacks.flatMap(([logicalId, raw]) => {
    const stack = isMap(raw) ? raw : {};
    const named = ownText(ownMap(stack, 'Metadata'), 'aws:asset:path') ?? byHash.get(hashIn(stack));
    const file = named === undefined ? undefined : path.join(directory, path.basename(named));
    if (file === undefined || !fs.existsSync(file)) {
      return [];
    }
    refuseLinkOut(directory, file);
    return [{ logicalId, file }];
  });
}

function hashIn(stack: RawMap): string {
  const url = JSON.stringify(own(ownMap(stack, 'Properties'), 'TemplateURL') ?? '');
  return /\/([0-9a-f]{64})\.json/.exec(url)?.[1] ?? '';
}

/** Without asset metadata in the template, the asset manifests tell which file a hash in the template's address means; the stack's own has the last word. */
function filesByHash(directory: string, stackName: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const manifests = fs.readdirSync(directory).filter(name => name.endsWith('.assets.json')).sort((one, other) =>
    Number(one === `${stackName}.assets.json`) - Number(other === `${stackName}.assets.json`));
  for (const manifest of manifests) {
    refuseLinkOut(directory, path.join(directory, manifest));
    for (const [hash, asset] of Object.entries(ownMap(parseFile(path.join(directory, manifest)), 'files'))) {
      const source = isMap(asset) ? ownText(ownMap(asset, 'source'), 'path') : undefined;
      if (source?.endsWith('.template.json')) {
        files.set(hash, source);
      }
    }
  }
  return files;
}
