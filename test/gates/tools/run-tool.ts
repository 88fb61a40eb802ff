import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';

const LIMIT_MS = 10 * 60_000;
const BUFFER = 256 * 1024 * 1024;

/** What a tool of a Python environment prints; that it found something is no failure of the tool. */
export async function runTool(python: string, tool: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(join(dirname(python), tool), [...args], { encoding: 'utf8', maxBuffer: BUFFER, timeout: LIMIT_MS }, (error, stdout, stderr) => {
      if (/^\s*[[{]/.test(stdout)) resolve(stdout);
      else reject(new Error(`${tool} must answer in JSON; it said: ${error?.message ?? ''}\n${stderr.slice(-2_000)}`));
    });
  });
}
