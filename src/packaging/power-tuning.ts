import { readFileSync } from 'fs';
import { SteadfastError } from '../validation/steadfast-error';

/** What a function took with one memory size, on average of a request. */
export interface Measurement {
  /** MB. */
  readonly memory: number;
  /** Milliseconds. */
  readonly duration: number;
  /** Dollars. */
  readonly cost: number;
}

/** Measurements, and what was made of them. */
export interface Tuning {
  readonly aim: string;
  readonly measured: Measurement[];
}

/** What AWS Lambda Power Tuning measured, from the JSON file it returned or the URL of its visualization; by growing memory. */
export function measurementsOf(result: string): Measurement[] {
  const measured = /^https?:/.test(result) ? ofVisualization(result, result) : ofFile(result);
  if (measured.length === 0 || measured.some(({ memory, duration, cost }) => !(memory > 0 && duration > 0 && cost >= 0))) {
    throw unreadable(result, 'no memory sizes with their times and costs');
  }
  return measured.sort((one, other) => one.memory - other.memory);
}

/** The best measurement, as the tool itself chooses: of equally cheap ones the fastest, of equally fast ones the cheapest. */
export function chosen(measured: readonly Measurement[], aim: string): Measurement {
  const most = { cost: Math.max(...measured.map(one => one.cost)), duration: Math.max(...measured.map(one => one.duration)) };
  const balance = (one: Measurement): number => one.cost / (most.cost || 1) + one.duration / most.duration;
  const byCost = (one: Measurement, other: Measurement): number => one.cost - other.cost || one.duration - other.duration;
  const bySpeed = (one: Measurement, other: Measurement): number => one.duration - other.duration || one.cost - other.cost;
  const better = aim === 'speed' ? bySpeed : aim === 'balanced' ? (one: Measurement, other: Measurement) => balance(one) - balance(other) : byCost;
  return [...measured].sort(better)[0];
}

interface Output {
  readonly results?: Output;
  readonly stats?: { readonly value?: unknown; readonly averageDuration?: unknown; readonly averagePrice?: unknown }[];
  readonly stateMachine?: { readonly visualization?: unknown };
}

/** The output of the state machine, also where it stands inside `results`. */
function ofFile(file: string): Measurement[] {
  const output = parsed(file);
  const { stats, stateMachine } = output?.results ?? output ?? {};
  if (Array.isArray(stats)) {
    return stats.map(({ value, averageDuration, averagePrice }) => (
      { memory: Number(value), duration: Number(averageDuration), cost: Number(averagePrice) }
    ));
  }
  if (typeof stateMachine?.visualization !== 'string') {
    throw unreadable(file, 'neither stats nor stateMachine.visualization');
  }
  return ofVisualization(stateMachine.visualization, file);
}

function parsed(file: string): Output | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Output | null;
  } catch (error) {
    throw unreadable(file, (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : 'no JSON');
  }
}

/** The fragment of the URL: memory sizes, times and costs, each a list of little-endian numbers in base64. */
function ofVisualization(url: string, where: string): Measurement[] {
  const [sizes, times, costs] = decodeURIComponent(url.split('#')[1] ?? '').split(';').map(part => Buffer.from(part, 'base64'));
  if (!sizes || !times || !costs || sizes.length * 2 !== times.length || times.length !== costs.length) {
    throw unreadable(where, 'a visualization whose lists do not fit together');
  }
  return Array.from({ length: sizes.length / 2 }, (_, index) => ({
    memory: sizes.readInt16LE(index * 2), duration: times.readFloatLE(index * 4), cost: costs.readFloatLE(index * 4),
  }));
}

function unreadable(where: string, given: string): SteadfastError {
  return new SteadfastError('MemorySize', {
    must: 'A power tuning result must hold what was measured',
    given: `${given} (${where.length > 80 ? `${where.slice(0, 77)}...` : where})`,
    remedy: 'Give the JSON that aws-lambda-power-tuning returned, or the whole URL of its visualization.',
  });
}
