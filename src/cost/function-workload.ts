import { FunctionNeeds, FunctionWorkload } from './workload';
import { BadInputError } from '../inventory/bad-input-error';
import { isMap, RawMap } from '../inventory/raw';

type NumberKey = { [K in keyof FunctionWorkload]-?: FunctionWorkload[K] extends number | undefined ? K : never }[keyof FunctionWorkload];

interface Bounds {
  readonly least: number;
  readonly most?: number;
}

const ANY: Bounds = { least: 0 };
const PART: Bounds = { least: 0, most: 1 };

const NUMBERS: Readonly<Record<NumberKey, Bounds>> = {
  requestsPerMonth: ANY,
  averageDuration: { least: 0, most: 900_000 },
  peakRequestsPerSecond: ANY,
  coldStartShare: PART,
  initDuration: ANY,
  provisionedHours: { least: 0, most: 744 },
  averageBatchSize: { least: 1 },
  logBytesPerRequest: ANY,
  bytesOutPerRequest: ANY,
  memoryUsed: ANY,
  cpuShare: PART,
  connectionsPerExecution: ANY,
};

const ANSWERS = { coldStarts: ['acceptable', 'unacceptable'], operations: ['none', 'some', 'full'] } as const;

/** What is stated of a function, as far as it is stated; throws a `BadInputError` that says what is wrong and where. */
export function readFunctionWorkload(raw: unknown, where: string, path: string): Partial<FunctionWorkload> {
  const stated = mapOf(raw, where, path);
  const workload: { [K in NumberKey]?: number } & { needs?: FunctionNeeds } = {};
  for (const [key, value] of Object.entries(stated)) {
    if (key === 'needs') {
      workload.needs = readNeeds(value, where, `${path}.needs`);
    } else if (isNumberKey(key)) {
      workload[key] = numberOf(value, NUMBERS[key], where, `${path}.${key}`);
    } else {
      throw new BadInputError(where, `${path}.${key} means nothing; there is ${[...Object.keys(NUMBERS), 'needs'].join(', ')}`);
    }
  }
  return workload;
}

/** A workload that is complete enough to be priced. */
export function wholeWorkload(stated: Partial<FunctionWorkload>, where: string, path: string): FunctionWorkload {
  const { requestsPerMonth, averageDuration } = stated;
  if (requestsPerMonth === undefined || averageDuration === undefined) {
    throw new BadInputError(where, `${path} must state requestsPerMonth and averageDuration (milliseconds); it states ${Object.keys(stated).join(', ') || 'nothing'}`);
  }
  return { ...stated, requestsPerMonth, averageDuration };
}

/** A number within bounds. */
export function numberOf(value: unknown, { least, most = Infinity }: Bounds, where: string, path: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least || value > most) {
    const bounds = most === Infinity ? `a number of at least ${least}` : `a number from ${least} to ${most}`;
    throw new BadInputError(where, `${path} must be ${bounds}; given ${JSON.stringify(value)}`);
  }
  return value;
}

/** A map, or nothing at all. */
export function mapOf(value: unknown, where: string, path: string): RawMap {
  if (!isMap(value)) {
    throw new BadInputError(where, `${path} must be a map; given ${JSON.stringify(value)}`);
  }
  return value;
}

function readNeeds(raw: unknown, where: string, path: string): FunctionNeeds {
  const needs: { -readonly [K in keyof FunctionNeeds]: FunctionNeeds[K] } = {};
  for (const [key, value] of Object.entries(mapOf(raw, where, path))) {
    switch (key) {
      case 'gpu':
        if (typeof value !== 'boolean') {
          throw new BadInputError(where, `${path}.gpu must be true or false; given ${JSON.stringify(value)}`);
        }
        needs.gpu = value;
        break;
      case 'coldStarts':
        needs.coldStarts = oneOf(ANSWERS.coldStarts, value, where, `${path}.coldStarts`);
        break;
      case 'operations':
        needs.operations = oneOf(ANSWERS.operations, value, where, `${path}.operations`);
        break;
      case 'longestRun':
        needs.longestRun = numberOf(value, ANY, where, `${path}.longestRun`);
        break;
      default:
        throw new BadInputError(where, `${path}.${key} means nothing; there is gpu, coldStarts, operations, longestRun`);
    }
  }
  return needs;
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, where: string, path: string): T {
  const found = allowed.find(one => one === value);
  if (found === undefined) {
    throw new BadInputError(where, `${path} must be one of ${allowed.join(', ')}; given ${JSON.stringify(value)}`);
  }
  return found;
}

function isNumberKey(key: string): key is NumberKey {
  return Object.prototype.hasOwnProperty.call(NUMBERS, key);
}
