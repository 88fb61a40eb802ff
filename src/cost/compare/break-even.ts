import { LambdaLoad } from '../lambda-load';

const MOST_REQUESTS = 1e12;
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
  const isCheaper = (requests: number): boolean => {
    const scaled = atTraffic(load, requests);
    const [one, other] = [here(scaled), there(scaled)];
    return one !== undefined && other !== undefined && other < one;
  };
  if (isCheaper(1)) {
    return 1;
  }
  for (let low = 1, high = STEP; low < MOST_REQUESTS; low = high, high *= STEP) {
    if (isCheaper(high)) {
      return halved(low, high, isCheaper);
    }
  }
  return null;
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
