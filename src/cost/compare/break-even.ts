import { LambdaLoad } from '../lambda-load';

const MOST_REQUESTS = 1e11;
/** Each step of the search raises traffic by so much. */
const STEP = 1.1;

/** The same function with another traffic of the same shape: its peak grows with its average. */
export function atTraffic(load: LambdaLoad, requestsPerMonth: number): LambdaLoad {
  const { workload } = load;
  const factor = workload.requestsPerMonth > 0 ? requestsPerMonth / workload.requestsPerMonth : 1;
  const peak = workload.peakRequestsPerSecond === undefined ? undefined : workload.peakRequestsPerSecond * factor;
  return { ...load, workload: { ...workload, requestsPerMonth, peakRequestsPerSecond: peak } };
}

type Cost = (load: LambdaLoad) => number | undefined;

/**
 * Requests a month from which something is cheaper than the function as it is; null when it never is, or a price is unknown.
 *
 * Both may grow in steps, so this is the first crossing that is found in steps of a tenth, and then halved down to a request.
 */
export function cheaperFrom(load: LambdaLoad, here: Cost, there: Cost): number | null {
  const at = (cost: Cost, requests: number): number => cost(atTraffic(load, requests)) ?? NaN;
  const isCheaper = (requests: number): boolean => at(there, requests) < at(here, requests);
  if (isCheaper(1)) {
    return 1;
  }
  const least = at(there, 1);
  if (Number.isNaN(least)) {
    return null;
  }
  // Costs only grow with traffic: nothing can be cheaper before the function costs as much as the other does for one request.
  for (let low = lastBelow(least, requests => at(here, requests)); low < MOST_REQUESTS; low *= STEP) {
    if (isCheaper(low * STEP)) {
      return halved(low, low * STEP, isCheaper);
    }
  }
  return null;
}

/** A traffic, to a hundredth, at which a growing cost is still below a sum. */
function lastBelow(sum: number, cost: (requests: number) => number): number {
  let low = 1;
  let high = MOST_REQUESTS;
  while (high / low > 1.01) {
    const middle = Math.sqrt(low * high);
    [low, high] = cost(middle) < sum ? [middle, high] : [low, middle];
  }
  return low;
}

function halved(from: number, to: number, isCheaper: (requests: number) => boolean): number {
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = (low + high) / 2;
    [low, high] = isCheaper(middle) ? [low, middle] : [middle, high];
  }
  return Math.ceil(high);
}
