import { readFileSync } from 'fs';
import { CATALOGUE } from '../../src/cost/price-catalogue';
import { RESOURCE_QUANTITIES } from '../../src/cost/resource-quantities';

const PAGE = readFileSync('docs/cost.md', 'utf8');

test.each(Object.entries(RESOURCE_QUANTITIES))('docs/cost.md says what a workload may state of %s', (type, quantities) => {
  const row = PAGE.split('\n').find(line => line.startsWith(`| \`${type}\``));
  Object.entries(quantities).forEach(([name, meaning]) => expect(row).toContain(`\`${name}\` ${meaning}`));
});

test('docs/cost.md names every price that a price file may replace, with its unit', () => {
  expect(Object.entries(CATALOGUE).map(([id, { unit }]) => `\`${id}\` (${unit})`).filter(told => !PAGE.includes(told))).toEqual([]);
});
