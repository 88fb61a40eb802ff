import { Bounds, flagOf, mapOf, numberOf, oneOf } from './stated-values';
import { FunctionNeeds, FunctionWorkload } from './workload';
import { BadInputError } from '../inventory/bad-input-error';
import { QUOTAS } from '../reference/quotas';

type NumberKey = { [K in keyof FunctionWorkload]-?: FunctionWorkload[K] extends number | undefined ? K : never }[keyof FunctionWorkload];

const ANY: Bounds = { least: 0 };
const PART: Bounds = { least: 0, most: 1 };

/** What the numbers of a workload may be. */
export const WORKLOAD_BOUNDS: Readonly<Record<NumberKey, Bounds>> = {
  requestsPerMonth: ANY,
  averageDuration: { least: 0, most: QUOTAS.timeout.value * 1000 },
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
      workload[key] = numberOf(value, WORKLOAD_BOUNDS[key], where, `${path}.${key}`);
    } else {
      throw new BadInputError(where, `${path}.${key} means nothing; there is ${[...Object.keys(WORKLOAD_BOUNDS), 'needs'].join(', ')}`);
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

function readNeeds(raw: unknown, where: string, path: string): FunctionNeeds {
  const needs: { -readonly [K in keyof FunctionNeeds]: FunctionNeeds[K] } = {};
  for (const [key, value] of Object.entries(mapOf(raw, where, path))) {
    switch (key) {
      case 'gpu':
        needs.gpu = flagOf(value, where, `${path}.gpu`);
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

function isNumberKey(key: string): key is NumberKey {
  return Object.prototype.hasOwnProperty.call(WORKLOAD_BOUNDS, key);
}
