import { basename, resolve } from 'path';
import { Machine, machineOf } from './machine';
import { packageFiles } from '../contents/package-files';
import { ListedFile } from '../contents/zip-listing';

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

const SEEN = new Map<string, PackageContents>();

/** Looks into a directory or an archive of code, once a process, as CDK stages it once; undefined where it cannot be seen. */
export function packageContents(path: string): PackageContents | undefined {
  const file = resolve(path);
  const contents = SEEN.get(file) ?? lookInto(file);
  if (contents) SEEN.set(file, contents);
  return contents;
}

function lookInto(path: string): PackageContents | undefined {
  const seen = packageFiles(path);
  return seen && {
    bytes: seen.files.reduce((sum, file) => sum + file.bytes, 0),
    machines: new Set(seen.files.flatMap(file => machinesIn(file, seen.unpacked))),
  };
}

/** A file inside an archive is known by its name only. */
function machinesIn(file: ListedFile, canBeRead: boolean): Machine[] {
  if (ARCHIVE.test(file.name)) return ['unknown'];
  if (!NATIVE.test(file.name) && basename(file.name) !== BOOTSTRAP) return [];
  return canBeRead ? machineOf(file.name) : ['unknown'];
}
