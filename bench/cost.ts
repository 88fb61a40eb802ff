import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What one run cost. */
export interface Cost {
  /** Seconds of CPU, user and system, of the process and its children. */
  readonly cpu: number;
  /** The most memory it held, in MiB; of a whole process only. */
  readonly memory?: number;
}

/** How a command is run. */
export interface Run {
  readonly environment?: Readonly<Record<string, string>>;
  /** Which exit codes say that the work was done. @default 0 */
  readonly isDone?: (code: number) => boolean;
}

/** What a process and its children cost. */
export function measured(python: string, command: readonly string[], { environment = {}, isDone = code => code === 0 }: Run = {}): Cost {
  const env = { ...process.env, ...environment };
  const { stdout, stderr, error } = spawnSync(python, [join(__dirname, 'measured.py'), ...command], { encoding: 'utf8', env });
  if (error || !stdout.trim().startsWith('{')) {
    throw new Error(`${command[0]} could not be measured: ${error?.message ?? stderr}`);
  }
  const { code, cpu, memory } = JSON.parse(stdout);
  if (!isDone(code)) {
    throw new Error(`${command.slice(0, 3).join(' ')} must finish its work; it ended with ${code}: ${stderr}`);
  }
  return { cpu, memory };
}

/** What an action costs this process. */
export function inThisProcess(action: () => void): Cost {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6 };
}

/** The run whose CPU time is in the middle. */
export function median(costs: readonly Cost[]): Cost {
  return [...costs].sort((one, other) => one.cpu - other.cpu)[Math.floor(costs.length / 2)];
}

/** Runs all in turn, round after round, so that a busy moment of the machine falls on each of them; the medians, in their order. */
export function interleaved(rounds: number, runs: readonly (() => Cost)[]): readonly Cost[] {
  const costs = Array.from({ length: rounds }, () => runs.map(run => run()));
  return runs.map((_run, index) => median(costs.map(round => round[index])));
}
