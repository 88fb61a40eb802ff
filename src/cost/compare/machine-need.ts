import { averageConcurrency, LambdaLoad, peakConcurrency } from '../lambda-load';
import { MB_A_GB } from '../units';

/** Memory that buys one vCPU: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const MB_A_VCPU = 1769;
/** What a function of 10,240 MB has. */
const MOST_VCPUS = 6;

/** vCPUs of an execution environment by its memory in MB. */
export function vcpusOf(memory: number): number {
  return Math.min(memory / MB_A_VCPU, MOST_VCPUS);
}

/** What machines must offer to carry a load. */
export interface MachineNeed {
  /** vCPUs busy on the average of the month. */
  readonly averageVcpus: number;
  readonly peakVcpus: number;
  /** GB at the peak. */
  readonly peakMemory: number;
  /** GB of one execution, which must fit into one machine. */
  readonly oneMemory: number;
}

/** The CPU and memory that a load uses on Lambda, as a need of machines that are always on. */
export function machineNeed(load: LambdaLoad): MachineNeed {
  const { workload, memory } = load;
  const vcpus = vcpusOf(memory) * (workload.cpuShare ?? 1);
  const oneMemory = (workload.memoryUsed ?? memory) / MB_A_GB;
  return {
    averageVcpus: averageConcurrency(workload) * vcpus,
    peakVcpus: peakConcurrency(workload) * vcpus,
    peakMemory: Math.max(1, peakConcurrency(workload)) * oneMemory,
    oneMemory,
  };
}
