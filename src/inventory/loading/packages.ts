import * as fs from 'fs';
import * as path from 'path';
import { isOutside } from './inside';
import { parseFile } from './parse-template';
import { packageBytes } from '../../contents/package-files';
import { isMap, own, ownMap, ownText, RawMap } from '../raw';

/** Where a function and a layer name their package. */
const KEYS = ['Code', 'Content'];

/** What the packages of functions and layers weigh that lie in a cloud assembly; each is looked into once, and only when it is asked for. */
export class Packages {
  private readonly weights = new Map<string, number | undefined>();
  private files?: ReadonlyMap<string, string>;

  /** Nothing outside of the whole assembly is looked into, whatever a stage's manifest names. */
  constructor(private readonly directory: string, private readonly assembly: string) {}

  /** Bytes once unzipped; undefined where the package does not lie in the assembly or cannot be read. */
  public bytesOf(resource: RawMap): number | undefined {
    const named = ownText(ownMap(resource, 'Metadata'), 'aws:asset:path') ?? this.publishedAs(resource);
    if (named === undefined) {
      return undefined;
    }
    if (!this.weights.has(named)) {
      this.weights.set(named, this.weigh(named));
    }
    return this.weights.get(named);
  }

  /** Without asset metadata in the template, a manifest tells which package becomes the object that the resource names. */
  private publishedAs(resource: RawMap): string | undefined {
    this.files ??= filesByObjectKey(this.directory);
    const key = KEYS.map(one => ownText(ownMap(ownMap(resource, 'Properties'), one), 'S3Key')).find(one => one !== undefined);
    return key === undefined ? undefined : this.files.get(key);
  }

  private weigh(named: string): number | undefined {
    try {
      const file = fs.realpathSync(path.resolve(this.directory, named));
      return isOutside(fs.realpathSync(this.assembly), file) ? undefined : packageBytes(file);
    } catch {
      return undefined;
    }
  }
}

/** Zip assets by the key of the object that they become. */
function filesByObjectKey(directory: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const manifest of fs.readdirSync(directory).filter(name => name.endsWith('.assets.json'))) {
    for (const asset of Object.values(ownMap(parseFile(path.join(directory, manifest)), 'files')).filter(isMap)) {
      const source = ownText(ownMap(asset, 'source'), 'path');
      for (const destination of Object.values(ownMap(asset, 'destinations')).filter(isMap)) {
        const key = own(destination, 'objectKey');
        if (source !== undefined && typeof key === 'string') {
          files.set(key, source);
        }
      }
    }
  }
  return files;
}
