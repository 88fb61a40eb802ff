import { billable } from '../free-tier';
import { LambdaLoad, lambdaUsage } from '../lambda-load';
import { PriceId } from '../price-catalogue';
import { costOf, PriceList } from '../price-list';

/** What a comparison is made with: the prices of one region, and whether this load alone has the free quantities. */
export interface Market {
  readonly prices: PriceList;
  readonly region: string;
  readonly freeTier: boolean;
}

/** What a load costs on Lambda if it were alone in its account; undefined when a price is unknown. */
export function lambdaCost(load: LambdaLoad, market: Market): number | undefined {
  return sumOf(lambdaUsage(load), market);
}

/** The cost of a list of quantities; undefined when a price of something that is used is unknown. */
export function sumOf(usages: readonly { readonly price: PriceId; readonly quantity: number }[], market: Market): number | undefined {
  const left = market.freeTier ? billable(usages) : usages;
  let sum = 0;
  for (const { price: id, quantity } of left.filter(one => one.quantity > 0)) {
    const price = market.prices.find(id, market.region);
    const cost = price && costOf(quantity, price);
    if (cost === undefined) {
      return undefined;
    }
    sum += cost;
  }
  return sum;
}
