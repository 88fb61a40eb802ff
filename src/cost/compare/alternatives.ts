import { Alternative, Architecture, CurvePoint } from '../cost-sheet';
import { averageConcurrency, LambdaLoad, peakConcurrency } from '../lambda-load';
import { atTraffic, cheaperFrom } from './break-even';
import { fargateFor } from './fargate';
import { instancesFor } from './instances';
import { machineNeed } from './machine-need';
import { lambdaCost, Market } from './priced-load';

/** Another way to run a load: what it is at this traffic, and its cost at any. */
interface Way {
  readonly name: Alternative['name'];
  readonly what: string;
  readonly cost: (load: LambdaLoad) => number | undefined;
  readonly why: string;
}

/** The same load elsewhere, each with its price at this traffic and the traffic from which it is cheaper. */
export function alternativesTo(load: LambdaLoad, market: Market): readonly Alternative[] {
  const here = (any: LambdaLoad): number | undefined => lambdaCost(any, market);
  const now = here(load);
  return [otherProcessor(load, market), ...provisioning(load, market), ...machines(load, market)].map(({ name, what, cost, why }) => {
    const monthly = cost(load) ?? null;
    return {
      name,
      what,
      monthly,
      difference: monthly === null || now === undefined ? null : monthly - now,
      cheaperFrom: cheaperFrom(load, here, cost),
      why: monthly === null ? 'the price list does not tell its prices in this region' : why,
    };
  });
}

function otherProcessor(load: LambdaLoad, market: Market): Way {
  const architecture: Architecture = load.architecture === 'arm64' ? 'x86_64' : 'arm64';
  return {
    name: `lambda-${architecture}`,
    what: `the same function on ${architecture}`,
    cost: any => lambdaCost({ ...any, architecture }, market),
    why: architecture === 'arm64' ? 'a GB-s costs a fifth less; native modules must be built for it' : 'a GB-s costs a quarter more',
  };
}

/** Warm environments for the peak, all month; or none, where there are some. */
function provisioning(load: LambdaLoad, market: Market): readonly Way[] {
  if (load.provisioned > 0) {
    return [{
      name: 'lambda-on-demand',
      what: 'the same function without warm environments',
      cost: any => lambdaCost({ ...any, provisioned: 0 }, market),
      why: 'pays nothing between requests, and starts new environments while callers wait',
    }];
  }
  if (load.snapStart) {
    return [];
  }
  const unitsOf = (any: LambdaLoad): number => Math.max(1, Math.ceil(peakConcurrency(any.workload)));
  const use = averageConcurrency(load.workload) / unitsOf(load);
  const breakEven = provisionedBreakEven(load.architecture, market);
  const rule = breakEven === undefined ? '' : `; warm environments pay from ${Math.round(breakEven * 100)} % use`;
  return [{
    name: 'lambda-provisioned',
    what: `${unitsOf(load)} warm environment${unitsOf(load) === 1 ? '' : 's'} all month`,
    cost: any => lambdaCost({ ...any, provisioned: unitsOf(any), workload: { ...any.workload, provisionedHours: undefined } }, market),
    why: `no cold starts up to the stated peak; they would be used ${Math.round(use * 100)} % of the time${rule}`,
  }];
}

/** The part of the time that a warm environment must be used to cost no more than on demand; undefined when a price is unknown. */
export function provisionedBreakEven(architecture: Architecture, { prices, region }: Market): number | undefined {
  const of = (id: Parameters<typeof prices.find>[0]): number | undefined => prices.find(id, region)?.tiers[0].usd;
  const [onDemand, capacity, duration] = [
    of(`lambda.duration.${architecture}`), of(`lambda.provisioned.capacity.${architecture}`), of(`lambda.provisioned.duration.${architecture}`),
  ];
  return onDemand === undefined || capacity === undefined || duration === undefined ? undefined : capacity / (onDemand - duration);
}

function machines(load: LambdaLoad, market: Market): readonly Way[] {
  const need = machineNeed(load);
  const carries = load.workload.peakRequestsPerSecond === undefined
    ? 'carries the average only: no peak is stated'
    : 'carries the stated peak';
  const fargate = fargateFor(need, load.architecture, market);
  const instances = instancesFor(need, market);
  const ways: Way[] = [];
  if (fargate) {
    ways.push({
      name: 'fargate',
      what: `${fargate.tasks} task${fargate.tasks === 1 ? '' : 's'} of ${fargate.vcpus} vCPU and ${fargate.gigabytes} GB`,
      cost: any => fargateFor(machineNeed(any), any.architecture, market)?.cost,
      why: `${carries}; without load balancer and public addresses, and one task does not survive its zone`,
    });
  }
  if (instances) {
    const surplus = instances.surplusVcpus > 0 ? `, ${instances.surplusVcpus.toFixed(2)} vCPU of it above their baseline` : '';
    ways.push({
      name: 'ec2',
      what: `${instances.instances} x ${instances.type}`,
      cost: any => instancesFor(machineNeed(any), market)?.cost,
      why: `${carries}${surplus}; x86, without disks, load balancer and the work of running them`,
    });
  }
  return ways;
}

const POINTS = 41;

/** Cost against traffic, from a hundredth to a hundred times of what is expected. */
export function curveOf(load: LambdaLoad, market: Market): readonly CurvePoint[] {
  const expected = load.workload.requestsPerMonth;
  if (expected === 0) {
    return [];
  }
  return Array.from({ length: POINTS }, (_, index) => {
    const requestsPerMonth = Math.round(expected * 10 ** (4 * index / (POINTS - 1) - 2));
    const scaled = atTraffic(load, requestsPerMonth);
    return {
      requestsPerMonth,
      lambda: lambdaCost(scaled, market) ?? null,
      fargate: fargateFor(machineNeed(scaled), scaled.architecture, market)?.cost ?? null,
      ec2: instancesFor(machineNeed(scaled), market)?.cost ?? null,
    };
  });
}
