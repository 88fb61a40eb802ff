import { readFileSync } from 'fs';
import { join } from 'path';

/** The version that a package.json names. */
export function versionIn(file: string): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The version of this library, as it is installed. */
export function ownVersion(): string {
  return versionIn(join(__dirname, '..', '..', 'package.json'));
}
