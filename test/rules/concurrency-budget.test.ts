import { describeRule, template } from './support';
import { takeInventory } from '../../src/inventory/inventory';
import { concurrencyBudget } from '../../src/rules/concurrency-budget';
import { lambdaFunction, liveAlias, publishedVersion } from '../../src/rules/example-parts';
import { judge } from '../../src/rules/judging/judge';

const reserving = (executions: unknown) => lambdaFunction({ ReservedConcurrentExecutions: executions });
const app = (first: unknown, second: unknown, sections = {}) => template({ First: reserving(first), Second: reserving(second) }, sections);
const stated = (executions: unknown) => ({ Metadata: { 'cdk-steadfast': { accountConcurrency: executions } } });
const parameter = { Parameters: { Size: { Type: 'Number' } } };

describeRule(concurrencyBudget, [
  ['900 leave 100', app(500, 400), {}],
  ['901 do not; the greatest is shown', app(500, 401), { finds: ['warning First'], says: ['2 functions take 901 of the account\'s 1000 executions and leave 99 to all others; this one takes the most (500)'] }],
  ['the greatest may be the last', app(401, 700), { finds: ['warning Second'], says: ['leave 0 to all others'] }],
  ['a limit of nothing is none', app(500, 400, stated(0)), {}],
  ['a function under a condition that takes too much alone', template({ First: { ...reserving(950), Condition: 'A' } },
    { ...parameter, Conditions: { A: { 'Fn::Equals': [{ Ref: 'Size' }, 1] } } }), { finds: ['warning First'] }],
  ['a version under the same condition as its function', template({
    First: { ...lambdaFunction(), Condition: 'A' },
    Version: { ...publishedVersion({ FunctionName: { Ref: 'First' }, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 500 } }), Condition: 'A' },
    Live: { ...liveAlias({ FunctionName: { Ref: 'First' }, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 450 } }), Condition: 'A' },
  }, { ...parameter, Conditions: { A: { 'Fn::Equals': [{ Ref: 'Size' }, 1] } } }), { finds: ['warning First'] }],
  ['a stated limit', app(1500, 1000, stated(3000)), {}],
  ['a stated limit that is too small as well', app(1500, 1500, stated(3000)), { finds: ['warning First'] }],
  ['a limit of the wrong type is none', app(500, 401, stated('much')), { finds: ['warning First'] }],
  ['provisioned is part of reserved', template({
    Worker: reserving(500), Version: publishedVersion({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 450 } }), Live: liveAlias(),
  }), {}],
  ['provisioned counts where nothing is reserved', template({
    Worker: lambdaFunction(), Version: publishedVersion({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 950 } }),
  }), { finds: ['warning Worker'] }],
  ['a reservation that a parameter gives', app(500, { Ref: 'Size' }, parameter), { unknown: ['Second'] }],
  ['functions that may exclude each other', template({
    First: { ...reserving(600), Condition: 'A' }, Second: { ...reserving(600), Condition: 'B' },
  }, { ...parameter, Conditions: { A: { 'Fn::Equals': [{ Ref: 'Size' }, 1] }, B: { 'Fn::Equals': [{ Ref: 'Size' }, 2] } } }), { unknown: ['First'] }],
  ['nothing reserved', template({ Worker: lambdaFunction() }), {}],
]);

describe('stacks', () => {
  const stack = (name: string, around: object) => ({ name, body: template({ [name]: reserving(600) }), ...around });
  const found = (...stacks: readonly ReturnType<typeof stack>[]) => judge(takeInventory(stacks), [concurrencyBudget]).findings.length;
  const home = { account: '111111111111', region: 'eu-west-1' };

  test.each([
    ['of one account and region add up', home, home, 1],
    ['of two regions do not', home, { ...home, region: 'us-east-1' }, 0],
    ['of two accounts do not', home, { ...home, account: '222222222222' }, 0],
    ['whose place is not told may be stages', {}, {}, 0],
    ['whose region is not told may be in two', { account: home.account }, { account: home.account }, 0],
    ['whose account is not told may be in two', { region: home.region }, { region: home.region }, 0],
  ])('%s', (_title, one, other, expected) => {
    expect(found(stack('One', one), stack('Other', other))).toBe(expected);
  });
});
