import { isPriceId } from './price-catalogue';
import { Price, PriceList, RegionPrices, Tier } from './price-list';
import { mapOf, numberOf } from './stated-values';
import { BadInputError } from '../inventory/bad-input-error';
import { parseFile } from '../inventory/loading/parse-template';
import { isMap, own, RawMap } from '../inventory/raw';

const SHAPE = 'a price list: source, date and regions are expected, each region a map of prices';

/** Reads a price file, JSON or YAML; its lines take the place of those that come with the library. */
export function readPrices(file: string): PriceList {
  const body = parseFile(file, SHAPE);
  const told = { source: textOf(body, 'source', file), date: textOf(body, 'date', file) };
  const regions = mapOf(own(body, 'regions'), file, 'regions');
  return new PriceList(new Map(Object.entries(regions).map(([region, raw]) => [region, regionOf(raw, told, file, `regions.${region}`)])));
}

type Told = Pick<Price, 'source' | 'date'>;

function regionOf(raw: unknown, told: Told, file: string, path: string): RegionPrices {
  const prices = Object.entries(mapOf(raw, file, path)).map(([id, price]) => {
    if (!isPriceId(id)) {
      throw new BadInputError(file, `${path}.${id} is no price that is used; see docs/cost.md for the ids`);
    }
    return [id, { tiers: tiersOf(price, file, `${path}.${id}`), ...told }] as const;
  });
  return Object.fromEntries(prices);
}

/** A number of dollars a unit; or `{ usd, per }`; or a list of these, each up to the quantity where the next begins. */
function tiersOf(raw: unknown, file: string, path: string): readonly Tier[] {
  const tiers = (Array.isArray(raw) ? raw : [raw]).map((one: unknown, index) => tierOf(one, file, Array.isArray(raw) ? `${path}[${index}]` : path));
  const borders = tiers.map(tier => tier.upTo ?? Infinity);
  if (tiers.length === 0 || borders.some((border, index) => index > 0 && border <= borders[index - 1])) {
    throw new BadInputError(file, `${path} must list its tiers by growing upTo`);
  }
  return tiers;
}

function tierOf(raw: unknown, file: string, path: string): Tier {
  if (!isMap(raw)) {
    return { usd: numberOf(raw, { least: 0 }, file, path) };
  }
  const strange = Object.keys(raw).find(key => !['usd', 'per', 'upTo'].includes(key));
  if (strange !== undefined) {
    throw new BadInputError(file, `${path}.${strange} means nothing in a price; there is usd, per, upTo`);
  }
  const per = numberOf(own(raw, 'per') ?? 1, { least: 1 }, file, `${path}.per`);
  const upTo = own(raw, 'upTo');
  return {
    usd: numberOf(own(raw, 'usd'), { least: 0 }, file, `${path}.usd`) / per,
    ...upTo === undefined ? {} : { upTo: numberOf(upTo, { least: 0 }, file, `${path}.upTo`) },
  };
}

function textOf(body: RawMap, key: string, file: string): string {
  const value = own(body, key);
  if (typeof value !== 'string' || value === '') {
    throw new BadInputError(file, `${key} must say ${key === 'date' ? 'when' : 'where'} the prices were read; given ${JSON.stringify(value) ?? 'nothing'}`);
  }
  return value;
}
