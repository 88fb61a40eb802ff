import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';

test('every built-in price has a source, a date and growing tiers', () => {
  for (const region of BUILT_IN_PRICES.regions.values()) {
    for (const { source, date, tiers } of Object.values(region)) {
      expect(source.length * date.length).toBeGreaterThan(0);
      const borders = tiers.map(tier => tier.upTo ?? Infinity);
      expect(borders).toEqual([...new Set(borders)].sort((one, other) => one - other));
    }
  }
});
