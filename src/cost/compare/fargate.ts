import { Architecture } from '../cost-sheet';
import { MachineNeed } from './machine-need';
import { Market, sumOf } from './priced-load';
import { HOURS_A_MONTH } from '../units';

/** CPU sizes of a task with the memory sizes each allows: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html */
const SIZES: readonly { readonly vcpus: number; readonly gigabytes: readonly number[] }[] = [
  { vcpus: 0.25, gigabytes: [0.5, 1, 2] },
  { vcpus: 0.5, gigabytes: range(1, 4, 1) },
  { vcpus: 1, gigabytes: range(2, 8, 1) },
  { vcpus: 2, gigabytes: range(4, 16, 1) },
  { vcpus: 4, gigabytes: range(8, 30, 1) },
  { vcpus: 8, gigabytes: range(16, 60, 4) },
  { vcpus: 16, gigabytes: range(32, 120, 8) },
];

/** So many tasks of one size, all month. */
export interface FargateFleet {
  readonly tasks: number;
  readonly vcpus: number;
  readonly gigabytes: number;
  /** Dollars a month; undefined when a price is unknown. */
  readonly cost?: number;
}

/** The cheapest tasks that carry a need, of one size; undefined when one execution fits into no task. */
export function fargateFor(need: MachineNeed, architecture: Architecture, market: Market): FargateFleet | undefined {
  const fleets = SIZES.flatMap(size => fleetOf(size, need)).map(fleet => ({ ...fleet, cost: fargateCost(fleet, architecture, market) }));
  // Of equal fleets the one with fewer tasks is less to run.
  return fleets.sort((one, other) => (one.cost ?? Infinity) - (other.cost ?? Infinity) || one.tasks - other.tasks)[0];
}

/** What tasks cost that run all month, without public addresses, load balancer and storage beyond what is included. */
export function fargateCost({ tasks, vcpus, gigabytes }: FargateFleet, architecture: Architecture, market: Market): number | undefined {
  return sumOf([
    { price: `fargate.vcpu.${architecture}`, quantity: tasks * vcpus * HOURS_A_MONTH },
    { price: `fargate.memory.${architecture}`, quantity: tasks * gigabytes * HOURS_A_MONTH },
  ], market);
}

/** For one CPU size: the fewest tasks for the CPU, each with the least memory that suffices; more tasks where no size has so much. */
function fleetOf({ vcpus, gigabytes }: typeof SIZES[number], need: MachineNeed): readonly FargateFleet[] {
  const most = gigabytes[gigabytes.length - 1];
  const tasks = Math.max(1, Math.ceil(need.peakVcpus / vcpus), Math.ceil(need.peakMemory / most));
  const each = Math.max(need.oneMemory, need.peakMemory / tasks);
  const memory = gigabytes.find(one => one >= each);
  return memory === undefined ? [] : [{ tasks, vcpus, gigabytes: memory }];
}

function range(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}
