import { Architecture } from './cost-sheet';
import { PriceId } from './price-catalogue';
import { MB_A_GB, SECONDS_A_MONTH } from './units';
import { Quantity } from './usage/usage';
import { FunctionWorkload } from './workload';
import { SERVICE_DEFAULTS } from '../reference/service-defaults';

/** A function's configuration and traffic: all that its price depends on. */
export interface LambdaLoad {
  readonly workload: FunctionWorkload;
  /** MB. */
  readonly memory: number;
  readonly architecture: Architecture;
  /** MB of /tmp. */
  readonly storage: number;
  /** Execution environments kept warm. */
  readonly provisioned: number;
  /** Whether SnapStart charges for its cache and restores: not for Java. */
  readonly snapStart: boolean;
}

/** A thing that Lambda charges, and how much of it a month uses. */
export interface LambdaUsage extends Quantity {
  readonly price: PriceId;
  readonly quantity: number;
}

/** Everything that Lambda charges for a load. */
export function lambdaUsage(load: LambdaLoad): readonly LambdaUsage[] {
  const { workload, memory, architecture } = load;
  const gigabytes = memory / MB_A_GB;
  const seconds = workload.requestsPerMonth * billedSeconds(workload);
  const warm = warmShare(load);
  const usages: LambdaUsage[] = [{ price: 'lambda.requests', quantity: workload.requestsPerMonth }];
  usages.push({ price: `lambda.duration.${architecture}`, quantity: seconds * (1 - warm) * gigabytes, basis: initBasis(workload) });
  if (load.provisioned > 0) {
    usages.push(
      { price: `lambda.provisioned.capacity.${architecture}`, quantity: load.provisioned * gigabytes * warmSeconds(workload) },
      { price: `lambda.provisioned.duration.${architecture}`, quantity: seconds * warm * gigabytes, basis: 'served by warm environments, up to their number' },
    );
  }
  if (load.storage > SERVICE_DEFAULTS.functionStorage) {
    usages.push({ price: 'lambda.storage', quantity: seconds * (load.storage - SERVICE_DEFAULTS.functionStorage) / MB_A_GB });
  }
  if (load.snapStart) {
    usages.push(
      { price: 'lambda.snapstart.cache', quantity: gigabytes * SECONDS_A_MONTH, basis: 'one version cached all month; every older version that is kept costs the same again' },
      { price: 'lambda.snapstart.restore', quantity: workload.requestsPerMonth * (workload.coldStartShare ?? 0) * gigabytes },
    );
  }
  return usages;
}

/** Seconds that Lambda bills for a request on average: each is rounded up to a millisecond, and INIT is billed since August 2025. */
export function billedSeconds(workload: FunctionWorkload): number {
  const cold = (workload.coldStartShare ?? 0) * (workload.initDuration ?? 0);
  return Math.ceil(workload.averageDuration + cold) / 1000;
}

/** Executions at the same time, on the average of the month. */
export function averageConcurrency(workload: FunctionWorkload): number {
  return workload.requestsPerMonth * billedSeconds(workload) / SECONDS_A_MONTH;
}

/** Executions at the same time at the busiest second that is stated; never less than the average. */
export function peakConcurrency(workload: FunctionWorkload): number {
  const average = averageConcurrency(workload);
  return Math.max(average, (workload.peakRequestsPerSecond ?? 0) * billedSeconds(workload));
}

/** The part of the load that warm environments serve: all of it while they suffice for the hours they are on. */
function warmShare({ workload, provisioned }: LambdaLoad): number {
  const needed = workload.requestsPerMonth * billedSeconds(workload);
  return needed === 0 ? 0 : Math.min(1, provisioned * warmSeconds(workload) / needed);
}

function warmSeconds({ provisionedHours }: FunctionWorkload): number {
  return provisionedHours === undefined ? SECONDS_A_MONTH : provisionedHours * 3600;
}

function initBasis({ initDuration, coldStartShare }: FunctionWorkload): string | undefined {
  return initDuration && coldStartShare ? `with ${initDuration} ms of INIT for ${coldStartShare * 100} % of the requests` : undefined;
}
