import { Architecture } from '../../src/cost/cost-sheet';
import { priceFunction } from '../../src/cost/price-function';
import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';

const market = { prices: BUILT_IN_PRICES, region: 'us-east-1', freeTier: false };
const MILLION = 1e6;

function cost(requests: number, duration: number, memory: number, architecture: Architecture = 'x86_64', more: object = {}, freeTier = false) {
  const { provisioned = 0, hours } = more as { provisioned?: number; hours?: number };
  const workload = { requestsPerMonth: requests, averageDuration: duration, provisionedHours: hours };
  return priceFunction({ workload, memory, architecture, storage: 512, provisioned, snapStart: false }, { ...market, freeTier });
}

test.each([
  // Worked examples: https://aws.amazon.com/lambda/pricing and its readers.
  ['100,000 x 200 ms x 512 MB', cost(100_000, 200, 512), [0.02, 0.17, 0.19]],
  ['10M x 200 ms x 512 MB', cost(10 * MILLION, 200, 512), [2.00, 16.67, 18.67]],
  ['100M x 200 ms x 512 MB', cost(100 * MILLION, 200, 512), [20.00, 166.67, 186.67]],
  ['5M x 800 ms x 512 MB', cost(5 * MILLION, 800, 512), [1.00, 33.33, 34.33]],
  ['1M x 100 ms x 512 MB', cost(MILLION, 100, 512), [0.20, 0.83, 1.03]],
  ['1M x 100 ms x 512 MB on arm64', cost(MILLION, 100, 512, 'arm64'), [0.20, 0.67, 0.87]],
  ['10M x 120 ms x 512 MB', cost(10 * MILLION, 120, 512), [2.00, 10.00, 12.00]],
  ['10M x 120 ms x 512 MB on arm64', cost(10 * MILLION, 120, 512, 'arm64'), [2.00, 8.00, 10.00]],
  ['100M x 50 ms x 256 MB', cost(100 * MILLION, 50, 256), [20.00, 20.83, 40.83]],
  ['100M x 50 ms x 256 MB on arm64', cost(100 * MILLION, 50, 256, 'arm64'), [20.00, 16.67, 36.67]],
  ['3M x 1 s x 512 MB', cost(3 * MILLION, 1000, 512), [0.60, 25.00, 25.60]],
  ['3M x 1 s x 512 MB on arm64', cost(3 * MILLION, 1000, 512, 'arm64'), [0.60, 20.00, 20.60]],
  ['nothing', cost(0, 200, 512), [0, 0, 0]],
  ['all within the free tier', cost(100_000, 200, 512, 'x86_64', {}, true), [0, 0, 0]],
  ['3M x 1 s x 512 MB beyond the free tier', cost(3 * MILLION, 1000, 512, 'x86_64', {}, true), [0.40, 18.33, 18.73]],
])('%s', (_title, { requests, duration, total }, expected) => {
  expect([requests, duration, total].map(dollars => Number(dollars.toFixed(2)))).toEqual(expected);
});
