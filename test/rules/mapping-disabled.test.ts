import { describeRule, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { mappingDisabled } from '../../src/rules/mapping-disabled';

const off = { Parameters: { On: { Type: 'String' } } };
const mapped = (Enabled: unknown) => ({ ...template({ Worker: lambdaFunction(), Mapping: queueMapping({ Enabled }) }), ...off });
const ruled = (State: unknown) => ({ ...template({ Rule: ['AWS::Events::Rule', { State }], Daily: ['AWS::Scheduler::Schedule', { State }] }), ...off });

describeRule(mappingDisabled, [
  ['said to be on', mapped(true), {}],
  ['off as text', mapped('false'), { finds: ['warning Mapping'] }],
  ['given at deployment', mapped({ Ref: 'On' }), { unknown: ['Mapping'] }],
  ['a rule and a schedule', ruled('DISABLED'), { finds: ['warning Daily', 'warning Rule'] }],
  ['a rule that also takes management events is on', ruled('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'), {}],
  ['on unless said', ruled(undefined), {}],
  ['a rule and a schedule given at deployment', ruled({ Ref: 'On' }), { unknown: ['Daily', 'Rule'] }],
]);
