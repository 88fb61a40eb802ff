import { QuantityName } from './resource-quantities';

/** What one function is expected to do in a month. Whatever is not stated is assumed as said, or unknown. */
export interface FunctionWorkload extends MachineUse {
  readonly requestsPerMonth: number;
  /** Milliseconds, without the start of a new execution environment. */
  readonly averageDuration: number;
  /** Requests a second at the busiest time; the monthly average when not stated. */
  readonly peakRequestsPerSecond?: number;
  /** Part of the requests that start a new execution environment, 0 to 1; 0 when not stated. */
  readonly coldStartShare?: number;
  /** Milliseconds of INIT of a new execution environment; 0 when not stated. */
  readonly initDuration?: number;
  /** Hours a month for which provisioned concurrency is on, and in which the traffic comes; 730 when not stated. */
  readonly provisionedHours?: number;
  /** Messages or records of a request; 1 when not stated. */
  readonly averageBatchSize?: number;
  /** Bytes of log that a request writes. */
  readonly logBytesPerRequest?: number;
  /** Bytes that a request sends to the internet; 0 when not stated. */
  readonly bytesOutPerRequest?: number;
  /** Answers that no template tells. */
  readonly needs?: FunctionNeeds;
}

/** What an execution takes of its machine. */
export interface MachineUse {
  /** MB that an execution uses; the whole memory size when not stated. */
  readonly memoryUsed?: number;
  /** Part of its CPU that an execution uses, 0 to 1; 1 when not stated. */
  readonly cpuShare?: number;
  /** Database connections that an execution holds; 1 where the role may connect to one, otherwise none. */
  readonly connectionsPerExecution?: number;
}

/** What a team needs of a workload, for the choice between Lambda, Fargate and EC2. */
export interface FunctionNeeds {
  readonly gpu?: boolean;
  /** Whether a caller may wait for a cold start now and then. */
  readonly coldStarts?: 'acceptable' | 'unacceptable';
  /** What the team can spend on running machines. */
  readonly operations?: 'none' | 'some' | 'full';
  /** Minutes that a piece of work may take. */
  readonly longestRun?: number;
}

/** Quantities of one month that no template tells, of one resource, e.g. `{ reads: 1000000 }`. */
export type ResourceUsage = Readonly<Partial<Record<QuantityName, number>>>;

/** What an app is expected to do in a month. Keys are logical ids or construct paths; what is stated here goes before what functions state themselves. */
export interface Workload {
  /** Where it was read, for messages. */
  readonly where?: string;
  /** The region of stacks that name none. */
  readonly region?: string;
  /** Whether the account's always-free quantities are taken off. */
  readonly freeTier: boolean;
  /** Executions at the same time that the account allows in a region; 1,000 when not stated. */
  readonly accountConcurrency?: number;
  readonly functions: ReadonlyMap<string, Partial<FunctionWorkload>>;
  readonly resources: ReadonlyMap<string, ResourceUsage>;
}

/** A workload that states nothing; what the functions themselves expect still holds. */
export const NO_WORKLOAD: Workload = { freeTier: false, functions: new Map(), resources: new Map() };
