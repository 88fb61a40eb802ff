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

/** The options of every command that speaks of money. */
export const PRICE_OPTIONS = {
  'workload': { type: 'string' },
  'prices': { type: 'string' },
  'region': { type: 'string' },
  'free-tier': { type: 'boolean' },
} as const;

export const PRICE_USAGE = `\
  --workload FILE             what functions and resources are expected to do (JSON or YAML)
  --prices FILE               prices of yours, in the place of the built-in ones (JSON or YAML)
  --region R                  region of what names none (us-east-1)
  --free-tier                 take off what is free for an account every month`;

type PriceValues = Partial<Record<'workload' | 'prices' | 'region', string>> & { readonly 'free-tier'?: boolean };

/** What was given of these options. */
export function priceInputs({ workload, prices, region, 'free-tier': freeTier = false }: PriceValues): PriceInputs {
  return { workload, prices, region, freeTier };
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
