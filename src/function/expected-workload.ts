import { Duration, Size, aws_lambda as lambda } from 'aws-cdk-lib';
import { state } from '../bridge/resource-metadata';
import { requireThat } from '../validation/steadfast-error';

/** What a function is expected to do in a month, for the cost sheet and the report. */
export interface ExpectedWorkload {
  /** Requests a month. */
  readonly requestsPerMonth: number;

  /** How long a request takes on average, without the start of a new execution environment. */
  readonly averageDuration: Duration;

  /**
   * Requests a second at the busiest time.
   *
   * @default - the average of the month
   */
  readonly peakRequestsPerSecond?: number;

  /**
   * The part of the requests that start a new execution environment, from 0 to 1.
   *
   * @default 0
   */
  readonly coldStartShare?: number;

  /**
   * How long a new execution environment takes to start; it is billed.
   *
   * @default Duration.millis(0)
   */
  readonly initDuration?: Duration;

  /**
   * Messages or records of a request.
   *
   * @default 1
   */
  readonly averageBatchSize?: number;

  /**
   * What a request writes to the log.
   *
   * @default - unknown
   */
  readonly logsPerRequest?: Size;

  /**
   * What a request sends to the internet.
   *
   * @default - nothing
   */
  readonly dataOutPerRequest?: Size;

  /**
   * The memory that an execution uses.
   *
   * @default - all that the function has
   */
  readonly memoryUsed?: Size;

  /**
   * The part of its CPU that an execution uses, from 0 to 1; waiting uses none.
   *
   * @default 1
   */
  readonly cpuShare?: number;

  /**
   * What the team needs of the workload, for the choice between Lambda, Fargate and EC2.
   *
   * @default - unknown
   */
  readonly needs?: WorkloadNeeds;
}

/** What a team needs of a workload. */
export interface WorkloadNeeds {
  /**
   * Whether it needs a GPU.
   *
   * @default - unknown
   */
  readonly gpu?: boolean;

  /**
   * Whether a caller may wait for a cold start now and then.
   *
   * @default - unknown
   */
  readonly coldStartsAcceptable?: boolean;

  /**
   * What the team can spend on running machines.
   *
   * @default - unknown
   */
  readonly operations?: OperationsBudget;

  /**
   * How long a piece of work may take at most. Lambda ends it after 15 minutes.
   *
   * @default - the timeout of the function
   */
  readonly longestRun?: Duration;
}

/** What a team can spend on running machines. */
export enum OperationsBudget {
  /** Nothing: no images, no scaling, no machines. */
  NONE = 'none',
  /** Images and scaling. */
  SOME = 'some',
  /** What it takes: patching, capacity, recovery. */
  FULL = 'full',
}

/** Writes what a function is expected to do beside its live alias, where the cost sheet reads it, and where no version is made of it. */
export function stateWorkload(fn: lambda.Function, alias: lambda.Alias, expected: ExpectedWorkload): void {
  const { requestsPerMonth, coldStartShare, cpuShare } = expected;
  requireThat(fn, requestsPerMonth >= 0, {
    must: 'The requests of a month must be 0 or more', given: `requestsPerMonth ${requestsPerMonth}`, remedy: 'Give the number that you expect.',
  }, requestsPerMonth);
  for (const [name, share] of Object.entries({ coldStartShare, cpuShare })) {
    requireThat(fn, share === undefined || (share >= 0 && share <= 1), {
      must: 'A share must be from 0 to 1', given: `${name} ${share}`, remedy: 'Give a part of 1, e.g. 0.02 for two percent.',
    }, share);
  }
  state(alias.node.defaultChild as lambda.CfnAlias, 'workload', {
    requestsPerMonth,
    averageDuration: milliseconds(expected.averageDuration),
    peakRequestsPerSecond: expected.peakRequestsPerSecond,
    coldStartShare,
    initDuration: milliseconds(expected.initDuration),
    averageBatchSize: expected.averageBatchSize,
    logBytesPerRequest: bytes(expected.logsPerRequest),
    bytesOutPerRequest: bytes(expected.dataOutPerRequest),
    memoryUsed: expected.memoryUsed?.toMebibytes(),
    cpuShare,
    needs: expected.needs && needsOf(expected.needs),
  });
}

function needsOf({ gpu, coldStartsAcceptable, operations, longestRun }: WorkloadNeeds): object {
  const coldStarts = coldStartsAcceptable === undefined ? undefined : coldStartsAcceptable ? 'acceptable' : 'unacceptable';
  return { gpu, coldStarts, operations, longestRun: longestRun?.toMinutes({ integral: false }) };
}

function milliseconds(duration: Duration | undefined): number | undefined {
  return duration?.toMilliseconds();
}

function bytes(size: Size | undefined): number | undefined {
  return size?.toBytes();
}
