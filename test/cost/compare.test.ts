import * as fc from 'fast-check';
import { provisionedBreakEven } from '../../src/cost/compare/alternatives';
import { atTraffic } from '../../src/cost/compare/break-even';
import { decisionsOn } from '../../src/cost/compare/decisions';
import { fargateFor } from '../../src/cost/compare/fargate';
import { instancesFor } from '../../src/cost/compare/instances';
import { MachineNeed, machineNeed } from '../../src/cost/compare/machine-need';
import { lambdaCost } from '../../src/cost/compare/priced-load';
import { LambdaLoad } from '../../src/cost/lambda-load';
import { priceFunction } from '../../src/cost/price-function';
import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';
import { FunctionWorkload } from '../../src/cost/workload';

const market = { prices: BUILT_IN_PRICES, region: 'us-east-1', freeTier: false };
const load = (workload: Partial<FunctionWorkload>, more: Partial<LambdaLoad> = {}): LambdaLoad => ({
  workload: { requestsPerMonth: 10e6, averageDuration: 200, ...workload }, memory: 512, architecture: 'x86_64', storage: 512, provisioned: 0, snapStart: false, ...more,
});
const need = (vcpus: number, memory: number): MachineNeed => ({ averageVcpus: vcpus, peakVcpus: vcpus, peakMemory: memory, oneMemory: 0.5 });
const alternative = (name: string, one: LambdaLoad) => priceFunction(one, market).alternatives.find(each => each.name === name)!;

test.each([
  ['little', need(0.1, 0.5), { tasks: 1, vcpus: 0.25, gigabytes: 0.5 }],
  ['more CPU than one small task has', need(0.3, 0.5), { tasks: 1, vcpus: 0.5, gigabytes: 1 }],
  ['much memory and little CPU', need(0.1, 2), { tasks: 1, vcpus: 0.25, gigabytes: 2 }],
  ['more memory than a small task may have', need(0.1, 3), { tasks: 1, vcpus: 0.5, gigabytes: 3 }],
  ['more than the largest task', need(64, 128), { tasks: 4, vcpus: 16, gigabytes: 32 }],
])('Fargate for %s', (_title, wanted, expected) => {
  expect(fargateFor(wanted, 'x86_64', market)).toMatchObject(expected);
});

test('tasks and instances are as many as the stated peak needs, and no fewer than the average', () => {
  // 100 requests a second x 0.2 s are 20 executions: 5.8 vCPUs and 10 GB.
  const peaky = machineNeed(load({ peakRequestsPerSecond: 100 }));
  expect(peaky.peakVcpus).toBeCloseTo(20 * 512 / 1769, 6);
  expect(peaky.peakMemory).toBeCloseTo(10, 6);
  const { tasks, vcpus, gigabytes } = fargateFor(peaky, 'x86_64', market)!;
  expect(tasks * vcpus).toBeGreaterThanOrEqual(peaky.peakVcpus);
  expect(tasks * gigabytes).toBeGreaterThanOrEqual(peaky.peakMemory);
  expect(instancesFor(peaky, market)).toMatchObject({ instances: 3, type: 't3.medium' });
});

test('a machine needs no more than what an execution uses of its processor and memory', () => {
  const [whole, part] = [machineNeed(load({})), machineNeed(load({ cpuShare: 0.25, memoryUsed: 128 }))];
  expect(part.peakVcpus).toBeCloseTo(whole.peakVcpus / 4, 9);
  expect([whole.oneMemory, part.oneMemory]).toEqual([0.5, 0.125]);
});

test('what a burstable instance does above its baseline is charged', () => {
  const { type, instances, surplusVcpus, cost } = instancesFor(need(0.5, 1), market)!;
  expect({ type, instances }).toEqual({ type: 't3.small', instances: 1 });
  expect(surplusVcpus).toBeCloseTo(0.1, 9);
  expect(cost).toBeCloseTo(730 * 0.0208 + 0.1 * 730 * 0.05, 9);
});

test('no machine of the table carries an execution that fits into none', () => {
  const huge = { ...need(1, 200), oneMemory: 200 };
  expect([fargateFor(huge, 'x86_64', market), instancesFor(huge, market)]).toEqual([undefined, undefined]);
});

test.each(['lambda-provisioned', 'fargate', 'ec2'])('below its break-even %s costs more, and from there on less', name => {
  const { cheaperFrom } = alternative(name, load({}));
  const [below, at] = [cheaperFrom! - 2, cheaperFrom!].map(requests => alternative(name, load({ requestsPerMonth: requests })).difference!);
  expect(below).toBeGreaterThanOrEqual(0);
  expect(at).toBeLessThan(0);
});

test('arm64 is cheaper at any traffic, and x86 never', () => {
  expect(alternative('lambda-arm64', load({})).cheaperFrom).toBe(1);
  expect(alternative('lambda-x86_64', load({}, { architecture: 'arm64' })).cheaperFrom).toBeNull();
});

test.each(['x86_64', 'arm64'] as const)('warm %s environments pay from 60 %% use', architecture => {
  expect(provisionedBreakEven(architecture, market)).toBeCloseTo(0.6, 3);
  const used = (share: number): number => {
    const one = load({ requestsPerMonth: share * 2_628_000, averageDuration: 1000 }, { architecture });
    return lambdaCost({ ...one, provisioned: 1 }, market)! - lambdaCost(one, market)!;
  };
  expect(used(0.59)).toBeGreaterThan(0);
  expect(used(0.61)).toBeLessThan(0);
});

test('what has warm environments is held against none', () => {
  expect(alternative('lambda-on-demand', load({}, { provisioned: 10 })).difference).toBeLessThan(0);
});

test('another traffic keeps its shape', () => {
  expect(atTraffic(load({ peakRequestsPerSecond: 50 }), 20e6).workload).toMatchObject({ requestsPerMonth: 20e6, peakRequestsPerSecond: 100 });
});

test('a region whose prices of machines are not known says so, and compares what it knows', () => {
  const { alternatives } = priceFunction(load({}), { ...market, region: 'eu-west-1' });
  expect(alternatives.find(one => one.name === 'fargate')).toMatchObject({
    monthly: null, difference: null, cheaperFrom: null, why: 'the price list does not tell its prices in this region',
  });
  expect(alternatives.find(one => one.name === 'lambda-arm64')?.monthly).toBeGreaterThan(0);
});

test('machines never cost less for more traffic', () => {
  const traffic = fc.integer({ min: 1, max: 1e9 });
  fc.assert(fc.property(traffic, traffic, fc.integer({ min: 128, max: 10_240 }), (requests, added, memory) => {
    const costs = [requests, requests + added].map(each => fargateFor(machineNeed(load({ requestsPerMonth: each }, { memory })), 'x86_64', market)!.cost!);
    expect(costs[1]).toBeGreaterThanOrEqual(costs[0]);
  }), { numRuns: 60 });
});

const answers = (workload: Partial<FunctionWorkload>, timeout?: number, more: Partial<LambdaLoad> = {}) =>
  decisionsOn({ load: load(workload, more), timeout, alternatives: priceFunction(load(workload, more), market).alternatives })
    .map(({ answer, speaksFor, from }) => [answer, speaksFor, from]);

test('nobody has stated anything: what the template tells is answered, the rest is unknown', () => {
  expect(answers({}, 15)).toEqual([
    ['yes', 'lambda', 'template'], ['unknown', 'either', 'nobody'], ['unknown', 'either', 'nobody'], ['unknown', 'either', 'nobody'],
    ['unknown', 'either', 'nobody'], ['fargate', 'fargate', 'workload'],
  ]);
});

test('a workload that belongs on Lambda', () => {
  const needs = { gpu: false, coldStarts: 'acceptable', operations: 'none', longestRun: 1 } as const;
  expect(answers({ requestsPerMonth: 1e6, peakRequestsPerSecond: 50, needs })).toEqual([
    ['yes', 'lambda', 'workload'], ['bursty or low', 'lambda', 'workload'], ['yes', 'lambda', 'workload'], ['no', 'either', 'workload'],
    ['nothing', 'lambda', 'workload'], ['lambda', 'lambda', 'workload'],
  ]);
});

test('a workload that belongs elsewhere', () => {
  const needs = { gpu: true, coldStarts: 'unacceptable', operations: 'full', longestRun: 40 } as const;
  expect(answers({ requestsPerMonth: 500e6, peakRequestsPerSecond: 300, needs })).toEqual([
    ['no', 'fargate', 'workload'], ['steady, high', 'fargate', 'workload'], ['no', 'fargate', 'workload'], ['yes', 'ec2', 'workload'],
    ['what it takes', 'either', 'workload'], ['ec2', 'ec2', 'workload'],
  ]);
});

test.each([
  ['steady and medium', { requestsPerMonth: 50e6, peakRequestsPerSecond: 40 }, 1, ['steady, medium', 'either', 'workload']],
  ['a timeout at the wall', {}, 0, ['perhaps', 'either', 'template']],
])('%s', (_title, workload, index, expected) => {
  expect(answers(workload, 890)[index]).toEqual(expected);
});

test('environments that are kept warm answer for cold starts', () => {
  expect(answers({}, 15, { provisioned: 3 })[2]).toEqual(['no need to', 'either', 'template']);
});
