import { PriceId } from './price-catalogue';

/** The price up to a monthly quantity. */
export interface Tier {
  /** Units a month at which the next tier begins; a last tier that ends leaves the price beyond it unknown. */
  readonly upTo?: number;
  /** US dollars a unit. */
  readonly usd: number;
}

/** One line of a price list. */
export interface Price {
  readonly tiers: readonly Tier[];
  /** Where it was read. */
  readonly source: string;
  /** When it held, as far as the source tells: a date or a month. */
  readonly date: string;
}

/** Prices of one region, or of the services that have one price everywhere (`GLOBAL`). */
export type RegionPrices = Readonly<Partial<Record<PriceId, Price>>>;

/** The region under which a price list keeps what costs the same everywhere. */
export const GLOBAL = 'global';

/** Prices by region; what is not there is unknown and never guessed. */
export class PriceList {
  constructor(public readonly regions: ReadonlyMap<string, RegionPrices>) {}

  /** The price of a thing in a region; undefined when the list does not tell. */
  public find(id: PriceId, region: string): Price | undefined {
    return this.regions.get(region)?.[id] ?? this.regions.get(GLOBAL)?.[id];
  }

  /** This list, with every line of another one in the place of its own. */
  public replacedBy(other: PriceList): PriceList {
    const regions = new Map(this.regions);
    for (const [region, prices] of other.regions) {
      regions.set(region, { ...regions.get(region), ...prices });
    }
    return new PriceList(regions);
  }
}

/** What a monthly quantity costs, each tier's part at the tier's price; undefined beyond what the price tells. */
export function costOf(quantity: number, { tiers }: Price): number | undefined {
  let cost = 0;
  let from = 0;
  for (const { upTo = Infinity, usd } of tiers) {
    cost += Math.max(0, Math.min(quantity, upTo) - from) * usd;
    from = upTo;
  }
  return quantity > from ? undefined : cost;
}
