import { Duration, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ExpectedWorkload, OperationsBudget } from '../../src';
import { priceApp } from '../../src/cost/price-app';
import { BUILT_IN_PRICES } from '../../src/cost/prices/built-in';
import { NO_WORKLOAD } from '../../src/cost/workload';
import { inventoryOf } from '../rules/support';
import { stackWith, steadfastFunction } from '../support/stacks';

const EXPECTED: ExpectedWorkload = { requestsPerMonth: 1_000_000, averageDuration: Duration.millis(120) };

function synthesized(...expected: ExpectedWorkload[]): Template {
  const fn = steadfastFunction(stackWith());
  expected.forEach(one => fn.expects(one));
  return Template.fromStack(Stack.of(fn));
}

const workloadIn = (template: Template): unknown => priceApp(inventoryOf(template.toJSON()), NO_WORKLOAD, BUILT_IN_PRICES).functions[0].workload;

test('what a function expects reaches the cost sheet through the template, in its units', () => {
  expect(workloadIn(synthesized({
    ...EXPECTED,
    peakRequestsPerSecond: 40,
    coldStartShare: 0.02,
    initDuration: Duration.millis(250),
    averageBatchSize: 10,
    logsPerRequest: Size.kibibytes(2),
    dataOutPerRequest: Size.kibibytes(1),
    memoryUsed: Size.mebibytes(200),
    cpuShare: 0.3,
    needs: { gpu: false, coldStartsAcceptable: true, operations: OperationsBudget.NONE, longestRun: Duration.seconds(30) },
  }))).toEqual({
    requestsPerMonth: 1_000_000,
    averageDuration: 120,
    peakRequestsPerSecond: 40,
    coldStartShare: 0.02,
    initDuration: 250,
    averageBatchSize: 10,
    logBytesPerRequest: 2048,
    bytesOutPerRequest: 1024,
    memoryUsed: 200,
    cpuShare: 0.3,
    needs: { gpu: false, coldStarts: 'acceptable', operations: 'none', longestRun: 0.5 },
  });
});

test('the last word holds, and silence states nothing', () => {
  expect(workloadIn(synthesized(EXPECTED, { ...EXPECTED, requestsPerMonth: 5 }))).toMatchObject({ requestsPerMonth: 5 });
  expect(workloadIn(synthesized())).toBeNull();
});

test('another expectation publishes no version: nothing but the alias\'s metadata differs', () => {
  const strip = (template: Template): string => JSON.stringify(template.toJSON()).replace(/"cdk-steadfast":\{"workload":\{[^}]*\}\}/, '');
  expect(strip(synthesized(EXPECTED))).toBe(strip(synthesized({ ...EXPECTED, requestsPerMonth: 2 })));
});

test.each([
  ['fewer than no requests', { requestsPerMonth: -1 }, 'The requests of a month must be 0 or more; given: requestsPerMonth -1.'],
  ['a share beyond all', { coldStartShare: 2 }, 'A share must be from 0 to 1; given: coldStartShare 2.'],
])('%s are refused', (_title, wrong, message) => {
  expect(() => synthesized({ ...EXPECTED, ...wrong })).toThrow(message);
});
