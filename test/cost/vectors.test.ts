import * as fc from 'fast-check';
import { fargateCost } from '../../src/cost/compare/fargate';
import { MB_A_VCPU, vcpusOf } from '../../src/cost/compare/machine-need';
import { Architecture } from '../../src/cost/cost-sheet';
import { LambdaLoad } from '../../src/cost/lambda-load';
import { FunctionCost, priceFunction } from '../../src/cost/price-function';
import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';
import { FunctionWorkload } from '../../src/cost/workload';

const market = { prices: BUILT_IN_PRICES, region: 'us-east-1', freeTier: false };
const MILLION = 1e6;

interface More extends Partial<FunctionWorkload> {
  readonly architecture?: Architecture;
  readonly provisioned?: number;
  readonly storage?: number;
  readonly snapStart?: boolean;
  readonly freeTier?: boolean;
}

function load(requests: number, duration: number, memory: number, { architecture = 'x86_64', provisioned = 0, storage = 512, snapStart = false, ...workload }: More = {}): LambdaLoad {
  return { workload: { ...workload, requestsPerMonth: requests, averageDuration: duration }, memory, architecture, storage, provisioned, snapStart };
}

function cost(requests: number, duration: number, memory: number, { freeTier = false, ...more }: More = {}): FunctionCost {
  return priceFunction(load(requests, duration, memory, more), { ...market, freeTier });
}

const cents = (...sums: number[]): number[] => sums.map(dollars => Number(dollars.toFixed(2)));
const ARM = { architecture: 'arm64' } as const;

test.each([
  ['100,000 x 200 ms x 512 MB', cost(100_000, 200, 512), [0.02, 0.17, 0.19]],
  ['10M x 200 ms x 512 MB', cost(10 * MILLION, 200, 512), [2.00, 16.67, 18.67]],
  ['100M x 200 ms x 512 MB', cost(100 * MILLION, 200, 512), [20.00, 166.67, 186.67]],
  ['5M x 800 ms x 512 MB', cost(5 * MILLION, 800, 512), [1.00, 33.33, 34.33]],
  ['1M x 100 ms x 512 MB', cost(MILLION, 100, 512), [0.20, 0.83, 1.03]],
  ['1M x 100 ms x 512 MB on arm64', cost(MILLION, 100, 512, ARM), [0.20, 0.67, 0.87]],
  ['10M x 120 ms x 512 MB', cost(10 * MILLION, 120, 512), [2.00, 10.00, 12.00]],
  ['10M x 120 ms x 512 MB on arm64', cost(10 * MILLION, 120, 512, ARM), [2.00, 8.00, 10.00]],
  ['100M x 50 ms x 256 MB', cost(100 * MILLION, 50, 256), [20.00, 20.83, 40.83]],
  ['100M x 50 ms x 256 MB on arm64', cost(100 * MILLION, 50, 256, ARM), [20.00, 16.67, 36.67]],
  ['3M x 1 s x 512 MB', cost(3 * MILLION, 1000, 512), [0.60, 25.00, 25.60]],
  ['3M x 1 s x 512 MB on arm64', cost(3 * MILLION, 1000, 512, ARM), [0.60, 20.00, 20.60]],
  ['nothing at all', cost(0, 200, 512), [0, 0, 0]],
  ['all of it free', cost(100_000, 200, 512, { freeTier: true }), [0, 0, 0]],
  ['the last free request', cost(MILLION, 400, 1024, { freeTier: true }), [0, 0, 0]],
  ['3M x 1 s x 512 MB, free tier taken off', cost(3 * MILLION, 1000, 512, { freeTier: true }), [0.40, 18.33, 18.73]],
  ['3M x 1 s x 512 MB on arm64, free tier taken off', cost(3 * MILLION, 1000, 512, { ...ARM, freeTier: true }), [0.40, 14.67, 15.07]],
])('%s', (_title, { requests, duration, total }, expected) => {
  expect(cents(requests, duration, total)).toEqual(expected);
});

test('100,000 x 200 ms x 512 MB are 10,000 GB-s, unrounded', () => {
  expect(cost(100_000, 200, 512).duration).toBeCloseTo(10_000 * 0.0000166667, 12);
});

test('50 warm arm64 environments of 512 MB for 100 hours, with 10M x 350 ms', () => {
  const { requests, duration, other, total } = cost(10 * MILLION, 350, 512, { ...ARM, provisioned: 50, provisionedHours: 100 });
  expect(cents(other, duration, requests, total)).toEqual([30.00, 13.61, 2.00, 45.61]);
});

/** One request is one GB-s here, so requests are GB-s; what the first tiers cost stands in infracost's golden files. */
test.each([
  ['x86_64', 6e9, 100_000.20], ['x86_64', 15e9, 100_000.20 + 135_000], ['x86_64', 30e9, 100_000.20 + 135_000 + 200_001],
  ['arm64', 7.5e9, 100_000.50], ['arm64', 18.75e9, 100_000.50 + 135_001.125], ['arm64', 37.5e9, 100_000.50 + 135_001.125 + 200_000.625],
] as const)('%s: %d GB-s cost what the tiers below add up to', (architecture, gigabyteSeconds, expected) => {
  expect(cost(gigabyteSeconds, 1000, 1024, { architecture }).duration).toBeCloseTo(expected, 2);
});

test.each([
  ['beyond the first tier', 6e9, 1, 0.0000150000], ['beyond the second tier', 15e9, 1, 0.0000133334],
])('a GB-s %s costs the price of the next', (_title, border, more, price) => {
  expect(cost(border + more, 1000, 1024).duration - cost(border, 1000, 1024).duration).toBeCloseTo(price * more, 4);
});

test('milliseconds are rounded up', () => {
  expect(cost(MILLION, 200.2, 512).duration).toBe(cost(MILLION, 201, 512).duration);
  expect(cost(MILLION, 200, 512).duration).toBeLessThan(cost(MILLION, 200.001, 512).duration);
});

test('INIT is billed for the share of requests that start an environment', () => {
  expect(cost(MILLION, 100, 512, { coldStartShare: 0.02, initDuration: 500 }).duration).toBe(cost(MILLION, 110, 512).duration);
});

test('/tmp costs beyond 512 MB', () => {
  expect(cost(MILLION, 1000, 1024, { storage: 10_240 }).other).toBeCloseTo(MILLION * 9.5 * 0.0000000309, 9);
});

test('SnapStart keeps a snapshot all month, and restores it at cold starts', () => {
  const { other } = cost(MILLION, 100, 1024, { snapStart: true, coldStartShare: 0.01 });
  expect(other).toBeCloseTo(2_628_000 * 0.0000015046 + 10_000 * 0.0001397998, 6);
});

test('one Fargate task of 0.25 vCPU and 512 MB is the $9.01 that 10M x 200 ms are held against', () => {
  expect(fargateCost({ tasks: 1, vcpus: 0.25, gigabytes: 0.5 }, 'x86_64', market)).toBeCloseTo(9.01, 2);
  expect(cost(10 * MILLION, 200, 512).alternatives).toContainEqual(expect.objectContaining({ name: 'fargate', what: '1 task of 0.25 vCPU and 0.5 GB' }));
});

test('1,769 MB are one vCPU, and 10,240 MB six at most', () => {
  expect([vcpusOf(MB_A_VCPU), vcpusOf(10_240)]).toEqual([1, expect.closeTo(5.79, 2)]);
});

const loads = fc.record({
  requests: fc.integer({ min: 0, max: 1e12 }),
  duration: fc.double({ min: 0, max: 900_000, noNaN: true }),
  memory: fc.integer({ min: 128, max: 10_240 }),
  architecture: fc.constantFrom<Architecture>('x86_64', 'arm64'),
  freeTier: fc.boolean(),
});

test('a cost is never negative, its parts add up, and neither more requests nor more memory cost less', () => {
  fc.assert(fc.property(loads, fc.integer({ min: 0, max: 1e9 }), ({ requests, duration, memory, ...more }, added) => {
    const one = cost(requests, duration, memory, more);
    expect(Math.min(one.requests, one.duration, one.other)).toBeGreaterThanOrEqual(0);
    expect(one.requests + one.duration + one.other).toBeCloseTo(one.total, 4);
    expect(cost(requests + added, duration, memory, more).total).toBeGreaterThanOrEqual(one.total);
    expect(cost(requests, duration, Math.min(10_240, memory + 1), more).total).toBeGreaterThanOrEqual(one.total);
  }), { numRuns: 60 });
});
