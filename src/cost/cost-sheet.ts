import { PriceId } from './price-catalogue';
import { FunctionWorkload } from './workload';

/*
 * What an app costs a month, as one plain object: nothing in it but texts, numbers, lists and maps. Money is US dollars, unrounded.
 */

/** The costs of everything in the templates. */
export interface CostSheet {
  readonly version: 1;
  readonly currency: 'USD';
  readonly freeTier: boolean;
  /** The sum of what is known. */
  readonly total: number;
  /** False when a line is unknown: the bill is then higher than the total. */
  readonly complete: boolean;
  readonly functions: readonly FunctionSheet[];
  readonly services: readonly ServiceTotal[];
  /** Every line, the functions' too. */
  readonly lines: readonly CostLine[];
  /** Types of resources that cost money and are not priced here. */
  readonly unpriced: readonly UnpricedType[];
  /** What was assumed because nobody said it, each once. */
  readonly assumptions: readonly string[];
  /** Where the prices come from, each once. */
  readonly sources: readonly PriceSource[];
}

/** The processors that Lambda runs functions on. */
export type Architecture = 'x86_64' | 'arm64';

/** One line of the bill. */
export interface CostLine extends Place {
  readonly price: PriceId;
  readonly service: string;
  readonly what: string;
  readonly region: string;
  /** The function that causes it, by its construct path or logical id, where one does. */
  readonly function?: string;
  /** Units a month; null when unknown. */
  readonly quantity: number | null;
  readonly unit: string;
  /** Dollars a month; null when unknown. */
  readonly cost: number | null;
  /** Why it is unknown. */
  readonly why?: string;
  /** What the quantity rests on, where that is not plain. */
  readonly basis?: string;
}

/** Where a resource stands. */
export interface Place {
  readonly template: string;
  readonly logicalId: string;
  readonly path: string;
}

export interface ServiceTotal {
  readonly service: string;
  readonly total: number;
  readonly complete: boolean;
}

export interface UnpricedType {
  readonly type: string;
  readonly count: number;
}

export interface PriceSource {
  readonly source: string;
  readonly date: string;
  /** How many lines were priced from it. */
  readonly lines: number;
}

/** One function's costs, and what its traffic means. */
export interface FunctionSheet extends Place {
  readonly region: string;
  /** Null when the template does not tell. */
  readonly architecture: Architecture | null;
  /** MB; null when the template does not tell. */
  readonly memory: number | null;
  /** Null when nobody stated it. */
  readonly workload: FunctionWorkload | null;
  readonly total: number;
  readonly complete: boolean;
  readonly concurrency: ConcurrencyNeed | null;
  /** The same load elsewhere; empty without a workload. */
  readonly alternatives: readonly Alternative[];
  readonly decisions: readonly Decision[];
  /** What would save money or trouble, in sentences. */
  readonly advice: readonly string[];
  /** Cost against traffic, for a plot; empty without a workload. */
  readonly curve: readonly CurvePoint[];
}

/** How many executions a load needs at the same time. */
export interface ConcurrencyNeed {
  readonly average: number;
  readonly peak: number;
  /** The function's own limit, or what the account leaves to it. */
  readonly available: number | null;
  /** What is left of it at peak. */
  readonly headroom: number | null;
  /** Seconds until Lambda has scaled from nothing to the peak. */
  readonly secondsToScale: number;
  /** Connections to a database at peak, one an execution; null when it reaches none, or that cannot be told. */
  readonly databaseConnections: number | null;
}

/** The same load, run in another way. */
export interface Alternative {
  readonly name: 'lambda-x86_64' | 'lambda-arm64' | 'lambda-provisioned' | 'lambda-on-demand' | 'fargate' | 'ec2';
  /** In words, e.g. `2 tasks of 0.25 vCPU and 512 MB`. */
  readonly what: string;
  /** Dollars a month; null when a price is unknown. */
  readonly monthly: number | null;
  /** Dollars a month more (or, negative, less) than the function as it is, both alone in their account at list prices. */
  readonly difference: number | null;
  /** Requests a month from which it is cheaper than the function as it is, at the same duration and shape; null when never. */
  readonly cheaperFrom: number | null;
  readonly why: string;
}

/** One question on where the workload belongs, answered from facts. */
export interface Decision {
  readonly question: string;
  readonly answer: string;
  readonly speaksFor: 'lambda' | 'fargate' | 'ec2' | 'either';
  readonly reason: string;
  /** Who told. */
  readonly from: 'template' | 'workload' | 'nobody';
}

export interface CurvePoint {
  readonly requestsPerMonth: number;
  readonly lambda: number | null;
  readonly fargate: number | null;
  readonly ec2: number | null;
}
