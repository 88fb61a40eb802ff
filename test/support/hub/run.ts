import { execFile } from 'node:child_process';

const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** What a command was given beyond its arguments. */
export interface RunOptions {
  readonly cwd?: string;
  readonly environment?: Record<string, string>;
}

/** Runs a command to its end and returns what it printed; a command that fails shows its last lines. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const settings = { cwd: options.cwd, env: { ...process.env, ...options.environment }, maxBuffer: OUTPUT_LIMIT };
    execFile(command, args, settings, (error, stdout, stderr) => {
      if (!error) {
        resolve(stdout);
        return;
      }
      const lines = `${stdout}\n${stderr}`.trim().split('\n').slice(-30).join('\n');
      reject(new Error(`${command} ${args.join(' ')} failed:\n${lines}`));
    });
  });
}
