import { readFileSync } from 'fs';

/** A file as an archive lists it. */
export interface ListedFile {
  readonly name: string;
  /** Its size once unzipped, in bytes. */
  readonly bytes: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const SHORTEST_END = 22;
const ENTRY_HEADER = 46;

/** The files in a zip or jar archive, read from its central directory; undefined where it is none that can be read (also ZIP64). */
export function zipListing(path: string): ListedFile[] | undefined {
  const archive = readFileSync(path);
  const end = endOfDirectory(archive);
  if (end === undefined) return undefined;

  const files: ListedFile[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (at + ENTRY_HEADER > archive.length || archive.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const [name, extra, comment] = [28, 30, 32].map(offset => archive.readUInt16LE(at + offset));
    const start = at + ENTRY_HEADER;
    files.push({ name: archive.toString('utf8', start, start + name), bytes: archive.readUInt32LE(at + 24) });
    at = start + name + extra + comment;
  }
  return files;
}

/** It stands at the end, before a comment that is seldom there. */
function endOfDirectory(archive: Buffer): number | undefined {
  for (let at = archive.length - SHORTEST_END; at >= 0; at--) {
    if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return undefined;
}
