import * as fs from 'fs';
import * as path from 'path';
import { BadInputError } from '../bad-input-error';

/** Whether a path leads out of a directory. */
export function isOutside(directory: string, file: string): boolean {
  const relative = path.relative(directory, file);
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}

/** Refuses a link that leads out of an assembly: whoever made the assembly would choose what of this machine is read. */
export function refuseLinkOut(directory: string, file: string): void {
  if (fs.existsSync(file) && isOutside(fs.realpathSync(directory), fs.realpathSync(file))) {
    throw new BadInputError(file, 'this is a link that leads out of the assembly');
  }
}
