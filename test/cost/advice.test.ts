import { sheet, worker } from './support';
import { adviceOn } from '../../src/cost/advice';
import { Alternative } from '../../src/cost/cost-sheet';
import { RawMap } from '../../src/inventory/raw';
import { lambdaFunction } from '../../src/rules/example-parts';

const silent = { stated: {}, alternatives: [], concurrency: null };
const tuned = (...measured: readonly (readonly [memory: number, duration: number, cost: number])[]): RawMap =>
  ({ tuning: { measured: measured.map(([memory, duration, cost]) => ({ memory, duration, cost })) } });

test.each<[string, RawMap, number, readonly string[]]>([
  ['a size that cost less and ran faster', tuned([128, 400, 4], [512, 100, 3]), 128, ['With 512 MB it was 25 % cheaper and 4.0 times as fast as with 128 MB, when its power was tuned.']],
  ['a size that cost less and ran slower', tuned([512, 100, 4], [128, 150, 3]), 512, ['With 128 MB it was 25 % cheaper and 1.5 times as slow as with 512 MB, when its power was tuned.']],
  ['nothing cheaper than what it has', tuned([128, 400, 3], [512, 100, 3]), 512, []],
  ['a size that was never measured', tuned([128, 400, 3]), 256, []],
  ['nothing that can be read', { tuning: { measured: [7, { memory: '128' }] } }, 128, []],
])('memory: %s', (_title, stated, memory, advice) => {
  expect(adviceOn({ ...silent, stated, memory })).toEqual(advice);
});

test.each<[string, Alternative['name'], number, readonly string[]]>([
  ['arm64 saves a dollar', 'lambda-arm64', -1, ['On arm64 it would cost $1.00 less.']],
  ['arm64 saves cents', 'lambda-arm64', -0.99, []],
  ['warm environments stand idle', 'lambda-on-demand', -5, ['Without warm environments it would cost $5.00 less; they pay from about 60 % use.']],
  ['warm environments would pay', 'lambda-provisioned', -2, ['With warm environments for the peak it would cost $2.00 less: it is busy enough.']],
  ['a machine is cheaper, which is a decision and no advice', 'fargate', -5, []],
])('savings: %s', (_title, name, difference, advice) => {
  const alternative: Alternative = { name, what: '', monthly: 1, difference, cheaperFrom: null, why: '' };
  expect(adviceOn({ ...silent, alternatives: [alternative] })).toEqual(advice);
});

test('a function advises on the average where no peak is stated', () => {
  const given = { functions: { Worker: { ...worker, averageDuration: 10_000 } } };
  const [busy] = sheet({ Worker: lambdaFunction({ ReservedConcurrentExecutions: 1 }) }, given).functions;
  expect(busy.advice).toContain('It needs 4 executions on average and has 1: the rest is throttled.');
});
