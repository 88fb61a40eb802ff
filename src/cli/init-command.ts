import * as fs from 'fs';
import * as path from 'path';
import { filesOfApp } from './app-template';
import { attempt, writeNewFile } from './files';
import { HELP, understood } from './options';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';
import { BadInputError } from '../inventory/bad-input-error';

export const INIT_USAGE = `Usage: steadfast init DIRECTORY

Writes an app to start from into an empty or new directory: a stack with a function behind a queue,
its handler, a test (the rules and a snapshot), and scripts for check and report. TypeScript.

  --help    show this

Exit codes: 0 written, 2 bad input.
`;

/** What may stand in a directory that counts as empty. */
const NOTHING = ['.git'];

/** `steadfast init`: an app to start from. */
export function initCommand(given: readonly string[], terminal: Terminal): number {
  const wanted = argumentsOf(given);
  if (wanted.help) {
    terminal.out(INIT_USAGE);
    return 0;
  }
  refuseUsed(wanted.directory);
  const files = filesOfApp(nameOf(wanted.directory));
  files.forEach(({ name, text }) => writeNewFile(path.join(wanted.directory, name), text));
  terminal.out(`${files.map(({ name }) => `  ${path.join(wanted.directory, name)}`).join('\n')}\n\nNext: cd ${wanted.directory} && npm install && npm test\n`);
  return 0;
}

function argumentsOf(given: readonly string[]): { readonly directory: string; readonly help: boolean } {
  const { values, positionals } = understood('init', given, HELP);
  const [directory, ...more] = positionals;
  if (values.help === true) {
    return { directory: '', help: true };
  }
  if (!directory || more.length > 0) {
    throw new UsageError('name one directory for the app: steadfast init DIRECTORY');
  }
  return { directory, help: false };
}

function refuseUsed(directory: string): void {
  const there = attempt(directory, 'read', () => (fs.existsSync(directory) ? fs.readdirSync(directory) : []));
  if (there.some(name => !NOTHING.includes(name))) {
    throw new BadInputError(directory, 'is not empty; name a new directory');
  }
}

/** A name that npm and CloudFormation both take. */
function nameOf(directory: string): string {
  const name = path.basename(path.resolve(directory)).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  return name.slice(0, 100) || 'service';
}
