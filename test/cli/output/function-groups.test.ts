import { groupsOf } from '../../../src/cli/output/function-groups';
import { lambdaFunction, lambdaRole } from '../../../src/rules/example-parts';
import { FoundDefect } from '../../../src/rules/judging/verdict';
import { Severity } from '../../../src/rules/rule';
import { inventoryOf, template } from '../../rules/support';

const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });
const inventory = inventoryOf(template({
  Worker: lambdaFunction(),
  Role: lambdaRole(),
  Helper: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/r' }),
  Hourly: ['AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Helper', Arn: arn('Helper') }] }],
  Alone: ['AWS::SNS::Topic'],
}));
const at = (logicalId: string, severity: Severity): FoundDefect =>
  ({ rule: 'rule', severity, template: 'template.json', logicalId, path: logicalId, message: `${severity} at ${logicalId}`, remedy: '' });
const grouped = (...findings: readonly FoundDefect[]) => groupsOf(findings, inventory)
  .map(({ title, findings: own }) => [title, own.map(found => found.message)]);

test('what belongs to a function stands with it; what belongs to none stands alone', () => {
  expect(grouped(at('Role', 'error'), at('Hourly', 'error'), at('Alone', 'error'))).toEqual([
    ['Worker', ['error at Role']], ['Helper', ['error at Hourly']], ['Alone', ['error at Alone']],
  ]);
});

test('one error outweighs any number of warnings, and stands before them', () => {
  const warnings = Array.from({ length: 20 }, () => at('Helper', 'warning'));
  const [[first, messages], [second]] = grouped(...warnings, at('Worker', 'warning'), at('Worker', 'error'));
  expect([first, second]).toEqual(['Worker', 'Helper']);
  expect(messages).toEqual(['error at Worker', 'warning at Worker']);
});

test('of two with as many errors the one with more warnings comes first', () => {
  expect(grouped(at('Worker', 'error'), at('Helper', 'error'), at('Helper', 'warning')).map(([title]) => title)).toEqual(['Helper', 'Worker']);
});
