import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const INTERPRETERS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const OLDEST_MINOR = 10;
const INSTALL_LIMIT_MS = 10 * 60_000;

/** Where the environment is made and from what; the defaults are the project's own. */
export interface PythonEnvironmentOptions {
  /** @default `.cache` in the project's root */
  readonly cacheFolder?: string;
  /** @default `requirements.txt` beside this file */
  readonly requirementsFile?: string;
  /** Interpreters to try, in this order. @default python3, then the versioned names */
  readonly interpreters?: readonly string[];
}

/** The folder of the nearest package.json above `start`. */
export function projectRoot(start: string = __dirname): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) {
      return folder;
    }
    if (folder === dirname(folder)) {
      throw new Error(`A package.json must stand above ${start}; none was found.`);
    }
  }
}

/** Makes a Python environment with the pinned requirements unless it is there, and returns its interpreter. */
export async function ensurePythonEnvironment(options: PythonEnvironmentOptions = {}): Promise<string> {
  const requirements = options.requirementsFile ?? join(__dirname, 'requirements.txt');
  const cacheFolder = options.cacheFolder ?? join(projectRoot(), '.cache');
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const environment = join(cacheFolder, `ministack-${hash}`);
  const interpreter = join(environment, 'bin', 'python');
  if (existsSync(join(environment, 'complete')) && existsSync(interpreter)) {
    return interpreter;
  }
  const python = await findPython(options.interpreters ?? INTERPRETERS);
  try {
    await run(python, [join(__dirname, 'prepare-environment.py'), environment, requirements], { timeout: INSTALL_LIMIT_MS });
  } catch (error) {
    throw new Error(
      `The tests need the Python packages of ${requirements} in ${environment}; installing them failed. `
      + `Check that ${python} has venv and that pip reaches its package index, then run again.\n${lastLines(error)}`,
    );
  }
  return interpreter;
}

async function findPython(interpreters: readonly string[]): Promise<string> {
  const seen: string[] = [];
  for (const interpreter of interpreters) {
    const version = await versionOf(interpreter);
    if (version && version.major === 3 && version.minor >= OLDEST_MINOR) {
      return interpreter;
    }
    if (version) {
      seen.push(`${interpreter} is ${version.major}.${version.minor}`);
    }
  }
  throw new Error(
    `The tests need Python >= 3.${OLDEST_MINOR} on the PATH; `
    + `${seen.length > 0 ? seen.join(', ') : 'no Python was found'}. Install Python 3.${OLDEST_MINOR} or newer.`,
  );
}

async function versionOf(interpreter: string): Promise<{ major: number; minor: number } | undefined> {
  try {
    const { stdout } = await run(interpreter, ['-c', 'import sys; print(sys.version_info[0], sys.version_info[1])']);
    const [major, minor] = stdout.trim().split(' ').map(Number);
    return { major, minor };
  } catch {
    return undefined;
  }
}

function lastLines(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return output.trim().split('\n').slice(-15).join('\n');
}
