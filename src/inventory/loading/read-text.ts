import * as fs from 'fs';
import { BadInputError } from '../bad-input-error';

/** CloudFormation takes templates up to 1 MB; assemblies' metadata grows beyond. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The text of a file, or one line that says why there is none. */
export function readText(file: string): string {
  const bytes = readBytes(file);
  if (bytes.includes(0)) {
    throw new BadInputError(file, 'this is a binary file, not a template');
  }
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function readBytes(file: string): Buffer {
  try {
    const { size } = fs.statSync(file);
    if (size > MOST_BYTES) {
      throw new BadInputError(file, `the file is too large (${size} bytes; at most ${MOST_BYTES} are read)`);
    }
    return fs.readFileSync(file);
  } catch (error) {
    throw error instanceof BadInputError ? error : new BadInputError(file, `cannot be read (${reasonOf(error)})`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
