import * as fs from 'fs';
import * as path from 'path';
import { BadInputError } from '../inventory/bad-input-error';

/** Does something with a file or directory; where that cannot be done, it is bad input. */
export function attempt<T>(place: string, what: 'read' | 'written', action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new BadInputError(place, `cannot be ${what} (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`);
  }
}

/** Writes a file into a directory that is there. */
export function writeFile(file: string, text: string): void {
  attempt(file, 'written', () => fs.writeFileSync(file, text));
}

/** Writes a file, and the directories around it. */
export function writeNewFile(file: string, text: string): void {
  attempt(file, 'written', () => fs.mkdirSync(path.dirname(file), { recursive: true }));
  writeFile(file, text);
}
