import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { main } from '../../src/cli/main';

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

function run(given: readonly string[], colours: boolean): Run {
  const said = { out: '', err: '' };
  const code = main(given, {
    out: text => {
      said.out += text;
    },
    err: text => {
      said.err += text;
    },
    colours,
  });
  return { code, ...said };
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
