import { CostLine } from './cost-sheet';
import { FREE_TIER } from './free-tier';
import { CATALOGUE, PriceId } from './price-catalogue';
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
  const rates = ratesOf(usages, prices, freeTier ? billableShares(usages) : new Map());
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
    : cost === null && !price ? `the price list has no price of ${usage.price} in ${usage.region}` : undefined;
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
function ratesOf(usages: readonly Usage[], prices: PriceList, billable: ReadonlyMap<PriceId, number>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const usage of usages) {
    sums.set(accountOf(usage), (sums.get(accountOf(usage)) ?? 0) + (usage.quantity ?? 0));
  }
  const rates = new Map<string, number>();
  for (const usage of usages) {
    const sum = sums.get(accountOf(usage)) ?? 0;
    const price = prices.find(usage.price, usage.region);
    if (price && sum > 0) {
      rates.set(accountOf(usage), costOf(sum * (billable.get(usage.price) ?? 1), price) / sum);
    }
  }
  return rates;
}

/** The part of each thing that the free quantities leave to be paid. */
function billableShares(usages: readonly Usage[]): ReadonlyMap<PriceId, number> {
  const shares = new Map<PriceId, number>();
  for (const { prices, quantity } of FREE_TIER) {
    let left = quantity;
    for (const id of prices) {
      const used = usages.reduce((sum, usage) => sum + (usage.price === id ? usage.quantity ?? 0 : 0), 0);
      const free = Math.min(left, used);
      left -= free;
      if (used > 0) shares.set(id, (used - free) / used);
    }
  }
  return shares;
}
