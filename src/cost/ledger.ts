import { CostLine } from './cost-sheet';
import { billable } from './free-tier';
import { CATALOGUE } from './price-catalogue';
import { costOf, Price, PriceList } from './price-list';
import { Usage } from './usage/usage';

/** A line of the bill with the price it was made from. */
export interface PricedLine {
  readonly line: CostLine;
  readonly price?: Price;
}

/**
 * Prices everything an account uses in a month.
 *
 * Tiers and free quantities are the account's: equal things of one region are added up, priced together, and each line carries
 * its share of the sum.
 */
export function priceUsages(usages: readonly Usage[], prices: PriceList, freeTier: boolean): readonly PricedLine[] {
  const rates = ratesOf(usages, prices, freeTier);
  return usages.map(usage => {
    const price = prices.find(usage.price, usage.region);
    const rate = rates.get(accountOf(usage));
    const cost = usage.quantity === undefined ? null : usage.quantity === 0 ? 0 : rate === undefined ? null : usage.quantity * rate;
    return { price: cost === null ? undefined : price, line: lineOf(usage, cost, price) };
  });
}

function lineOf(usage: Usage, cost: number | null, price: Price | undefined): CostLine {
  const { service, what, unit } = CATALOGUE[usage.price];
  const why = usage.quantity === undefined ? usage.why ?? 'nobody states the quantity'
    : cost === null ? `the price list does not tell ${usage.price} in ${usage.region}${price ? ' for so much' : ''}` : undefined;
  return {
    ...usage.place,
    price: usage.price,
    service,
    what,
    region: usage.region,
    ...usage.cause === undefined ? {} : { function: usage.cause },
    quantity: usage.quantity ?? null,
    unit,
    cost,
    ...why === undefined ? {} : { why },
    ...usage.basis === undefined ? {} : { basis: usage.basis },
  };
}

/** What is priced together: one thing in one region. */
function accountOf({ price, region }: Usage): string {
  return `${region} ${price}`;
}

/** Dollars a unit of each thing in each region, over all that is used of it. */
function ratesOf(usages: readonly Usage[], prices: PriceList, freeTier: boolean): ReadonlyMap<string, number> {
  const used = sums(usages);
  const paid = freeTier ? sums(billable(usages)) : used;
  const rates = new Map<string, number>();
  for (const usage of usages) {
    const account = accountOf(usage);
    const sum = used.get(account) ?? 0;
    const price = prices.find(usage.price, usage.region);
    const cost = price && !rates.has(account) ? costOf(paid.get(account) ?? 0, price) : undefined;
    if (cost !== undefined && sum > 0) {
      rates.set(account, cost / sum);
    }
  }
  return rates;
}

function sums(usages: readonly Usage[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const usage of usages) {
    totals.set(accountOf(usage), (totals.get(accountOf(usage)) ?? 0) + (usage.quantity ?? 0));
  }
  return totals;
}
