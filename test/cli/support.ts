import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { main } from '../../src/cli/main';
import { Terminal } from '../../src/cli/terminal';

/** What one run of the command line left behind. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process. */
export function steadfast(...given: readonly string[]): Run {
  return run(given, false);
}

/** The same with a person before the screen. */
export function steadfastInColour(...given: readonly string[]): Run {
  return run(given, true);
}

/** The same for commands that take their time. */
export async function steadfastLater(...given: readonly string[]): Promise<Run> {
  const { terminal, said } = listening(false);
  const code = await main(given, terminal);
  return { code, ...said };
}

function run(given: readonly string[], colours: boolean): Run {
  const { terminal, said } = listening(colours);
  const code = main(given, terminal);
  if (typeof code !== 'number') {
    throw new Error('this command takes its time: ask steadfastLater');
  }
  return { code, ...said };
}

function listening(colours: boolean): { readonly terminal: Terminal; readonly said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  const out = (text: string): void => {
    said.out += text;
  };
  const err = (text: string): void => {
    said.err += text;
  };
  return { terminal: { out, err, colours }, said };
}

/** A directory that is gone after the tests of a file. */
export function scratchDirectory(): { readonly path: string; write(name: string, content: string | Buffer | object): string } {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
  afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));
  return {
    path: directory,
    write(name, content) {
      const file = path.join(directory, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content, undefined, 2));
      return file;
    },
  };
}
