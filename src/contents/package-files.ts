import { readdirSync, statSync } from 'fs';
import { join } from 'path';
import { ListedFile, zipListing } from './zip-listing';

/** The files of a package of code, and whether they can be opened: those of an archive are known by name and size only. */
export interface PackageFiles {
  readonly files: readonly ListedFile[];
  readonly unpacked: boolean;
}

/** Lists the files of a directory or an archive of code; undefined where it is neither. */
export function packageFiles(path: string): PackageFiles | undefined {
  const entry = statSync(path, { throwIfNoEntry: false });
  const unpacked = entry?.isDirectory() ?? false;
  if (!unpacked && !entry?.isFile()) return undefined;
  const files = unpacked ? filesBelow(path) : zipListing(path);
  return files && { files, unpacked };
}

/** What a package weighs once unzipped, in bytes; undefined where it cannot be seen. */
export function packageBytes(path: string): number | undefined {
  return packageFiles(path)?.files.reduce((sum, file) => sum + file.bytes, 0);
}

function filesBelow(directory: string): ListedFile[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap(entry => {
    const name = join(directory, entry.name);
    if (entry.isDirectory()) return filesBelow(name);
    return [{ name, bytes: statSync(name, { throwIfNoEntry: false })?.size ?? 0 }];
  });
}
