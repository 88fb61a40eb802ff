import { describeRule, findingsOf, template } from './support';
import { RUNTIMES } from '../../src/reference/runtime-table';
import { lambdaFunction } from '../../src/rules/example-parts';
import { runtimeEndOfLifeOn } from '../../src/rules/runtime-end-of-life';

const on = (day: string) => runtimeEndOfLifeOn(() => new Date(`${day}T12:00:00Z`));
const app = (runtime: unknown, id = 'Worker', sections = {}) => template({ [id]: lambdaFunction({ Runtime: runtime }) }, sections);
const handler = 'BucketNotificationsHandler050a0587b7544547bf325f094a3db834';

describeRule(on('2026-11-21'), [
  ['Node.js 20 is over', app('nodejs20.x'), { finds: ['error Worker'] }],
  ['Node.js 22 is not', app('nodejs22.x'), {}],
  ['Python 3.10 is over since three weeks', app('python3.10'), { finds: ['error Worker'] }],
  ['Amazon Linux 2 alone is over', app('provided.al2'), { finds: ['error Worker'] }],
  ['a runtime newer than the table', app('nodejs26.x'), {}],
  ['a name of JavaScript', app('constructor'), {}],
  ['a container image has none', app(undefined), {}],
  ['a runtime that a parameter gives', app({ Ref: 'R' }, 'Worker', { Parameters: { R: { Type: 'String' } } }), { unknown: ['Worker'] }],
  ['a parameter\'s default', app({ Ref: 'R' }, 'Worker', { Parameters: { R: { Type: 'String', Default: 'nodejs18.x' } } }), { finds: ['error Worker'] }],
  ['CDK\'s own handlers age too', app('nodejs18.x', handler), { finds: [`error ${handler}`] }],
  ['but their region\'s runtime is nobody\'s question', app({ 'Fn::FindInMap': ['LatestNodeRuntimeMap', { Ref: 'AWS::Region' }, 'value'] }, handler), {}],
  ['the wrong type', app(['nodejs20.x']), { unknown: ['Worker'] }],
]);

test.each([
  ['2027-01-29', []], ['2027-01-30', ['warning']], ['2027-04-29', ['warning']], ['2027-04-30', ['error']], ['2027-05-01', ['error']],
])('on %s Node.js 22 is found: %s', (day, severities) => {
  expect(findingsOf(on(day), app('nodejs22.x')).map(found => found.severity)).toEqual(severities);
});

test('it says since when, until when, and where to go', () => {
  expect(findingsOf(on('2026-11-21'), app('nodejs20.x'))).toMatchObject([{
    message: 'Its runtime nodejs20.x is deprecated since 2026-04-30; functions cannot be created with it from 2027-02-01, nor updated from 2027-03-03.',
    remedy: 'Set Runtime of Worker to nodejs24.x.',
  }]);
  expect(findingsOf(on('2027-04-01'), app('nodejs22.x'))[0].message).toContain('is deprecated from 2027-04-30');
  expect(findingsOf(on('2026-11-21'), app('nodejs18.x', handler))[0].remedy).toContain('Upgrade aws-cdk-lib');
});

test.each(Object.entries(RUNTIMES))('%s has dates, and a successor that is in the table and not at its end', (_runtime, life) => {
  for (const day of [life.deprecated, life.createBlocked, life.updateBlocked]) {
    expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
  }
  expect(RUNTIMES[life.successor].deprecated > '2028').toBe(true);
});
