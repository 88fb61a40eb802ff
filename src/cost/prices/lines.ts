import { PriceId } from '../price-catalogue';
import { Price, RegionPrices, Tier } from '../price-list';

/** A flat price in dollars a unit, or its tiers as pairs of dollars and the quantity they end at. */
type Told = number | readonly (readonly [usd: number, upTo?: number])[];

/** Lines of a price list that were read at one place on one day. */
export function lines(source: string, date: string, told: Readonly<Partial<Record<PriceId, Told>>>): RegionPrices {
  const prices = Object.entries(told).map(([id, price]): [string, Price] => [id, { tiers: tiersOf(price), source, date }]);
  return Object.fromEntries(prices);
}

function tiersOf(price: Told): readonly Tier[] {
  return typeof price === 'number' ? [{ usd: price }] : price.map(([usd, upTo]) => ({ usd, ...upTo === undefined ? {} : { upTo } }));
}
