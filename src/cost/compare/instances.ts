import { MachineNeed } from './machine-need';
import { Market, sumOf } from './priced-load';
import { HOURS_A_MONTH } from '../units';

/** Burstable instances: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html */
const TYPES = [
  { type: 't3.small', price: 'ec2.t3.small', vcpus: 2, gigabytes: 2, baseline: 0.2 },
  { type: 't3.medium', price: 'ec2.t3.medium', vcpus: 2, gigabytes: 4, baseline: 0.2 },
  { type: 't3.large', price: 'ec2.t3.large', vcpus: 2, gigabytes: 8, baseline: 0.3 },
] as const;

/** GB that an operating system and its agents take. */
const SYSTEM_MEMORY = 0.5;

/** So many instances of one type, all month. */
export interface InstanceFleet {
  readonly instances: number;
  readonly type: string;
  /** vCPUs above the baseline, on average, which are charged on top. */
  readonly surplusVcpus: number;
  /** Dollars a month; undefined when a price is unknown. */
  readonly cost?: number;
}

/** The cheapest burstable instances that carry a need; undefined when one execution fits into none. */
export function instancesFor(need: MachineNeed, market: Market): InstanceFleet | undefined {
  const fleets = TYPES.filter(type => need.oneMemory <= type.gigabytes - SYSTEM_MEMORY).map(({ type, price, vcpus, gigabytes, baseline }) => {
    const instances = Math.max(1, Math.ceil(need.peakVcpus / vcpus), Math.ceil(need.peakMemory / (gigabytes - SYSTEM_MEMORY)));
    const surplusVcpus = Math.max(0, need.averageVcpus - instances * vcpus * baseline);
    const cost = sumOf([
      { price, quantity: instances * HOURS_A_MONTH }, { price: 'ec2.surplus-credits', quantity: surplusVcpus * HOURS_A_MONTH },
    ], market);
    return { instances, type, surplusVcpus, cost };
  });
  return fleets.sort((one, other) => (one.cost ?? Infinity) - (other.cost ?? Infinity) || one.instances - other.instances)[0];
}
