import { readPrices } from '../cost/price-file';
import { PriceList } from '../cost/price-list';
import { BUILT_IN_PRICES } from '../cost/prices/built-in';
import { NO_WORKLOAD, Workload } from '../cost/workload';
import { readWorkload } from '../cost/workload-file';

/** What the command line says of prices and traffic. */
export interface PriceInputs {
  /** File of prices that take the place of ours. */
  readonly prices?: string;
  /** File of what the app is expected to do. */
  readonly workload?: string;
  readonly region?: string;
  readonly freeTier: boolean;
}

/** The built-in prices, and those of the user's file in their place. */
export function pricesOf({ prices }: PriceInputs): PriceList {
  return prices === undefined ? BUILT_IN_PRICES : BUILT_IN_PRICES.replacedBy(readPrices(prices));
}

/** The workload of the user's file; what flags say goes before it. */
export function workloadOf({ workload, region, freeTier }: PriceInputs): Workload {
  const told = workload === undefined ? NO_WORKLOAD : readWorkload(workload);
  return { ...told, region: region ?? told.region, freeTier: freeTier || told.freeTier };
}
