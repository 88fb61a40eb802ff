import { readdirSync, statSync } from 'fs';
import { basename, join } from 'path';
import { Machine, machineOf } from './machine';
import { ListedFile, zipListing } from './zip-listing';

/** Compiled for one kind of processor, whatever the language around it. */
const NATIVE = /\.(node|so(\.\d+)*|dylib|dll|pyd|jnilib)$/i;

/** What a custom runtime starts. */
const BOOTSTRAP = 'bootstrap';

/** Archives within a package hide what they hold. */
const ARCHIVE = /\.(jar|zip|war|whl|egg)$/i;

/** What was seen in a package of code. */
export interface PackageContents {
  /** Its size once unzipped, in bytes. */
  readonly bytes: number;
  /** The processors that its compiled parts run on; `unknown` where a part did not tell. Empty: it runs on any. */
  readonly machines: ReadonlySet<Machine>;
}

/** Looks into a directory or an archive of code; undefined where it cannot be seen. */
export function packageContents(path: string): PackageContents | undefined {
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (isDirectory === undefined) return undefined;
  const files = isDirectory ? filesBelow(path) : zipListing(path);
  return files && {
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    machines: new Set(files.flatMap((file) => machinesIn(file, isDirectory))),
  };
}

function filesBelow(directory: string): ListedFile[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const name = join(directory, entry.name);
    if (entry.isDirectory()) return filesBelow(name);
    return [{ name, bytes: statSync(name, { throwIfNoEntry: false })?.size ?? 0 }];
  });
}

/** A file inside an archive is known by its name only. */
function machinesIn(file: ListedFile, canBeRead: boolean): Machine[] {
  if (ARCHIVE.test(file.name)) return ['unknown'];
  if (!NATIVE.test(file.name) && basename(file.name) !== BOOTSTRAP) return [];
  return canBeRead ? machineOf(file.name) : ['unknown'];
}
