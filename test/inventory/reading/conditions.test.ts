import { inventoryOf, template } from '../../rules/support';
import { propertiesOf, told } from '../support';

const PARAMETERS = { Asked: { Type: 'String' }, Other: { Type: 'String' }, Stage: { Type: 'String', Default: 'test' } };
const CONDITIONS = {
  Yes: { 'Fn::Equals': ['a', 'a'] },
  No: { 'Fn::Equals': ['a', 'b'] },
  Open: { 'Fn::Equals': [{ Ref: 'Asked' }, 'a'] },
};
const yes = { Condition: 'Yes' };
const no = { Condition: 'No' };
const open = { Condition: 'Open' };

const RULES: readonly (readonly [title: string, condition: unknown, decision: 'yes' | 'no' | 'open'])[] = [
  ['equal texts', { 'Fn::Equals': ['a', 'a'] }, 'yes'],
  ['texts that differ', { 'Fn::Equals': ['a', 'b'] }, 'no'],
  ['a number and the same number as text', { 'Fn::Equals': [1, '1'] }, 'yes'],
  ['a parameter and its default', { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] }, 'yes'],
  ['a parameter and another than its default', { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] }, 'no'],
  ['a parameter that is asked for', { 'Fn::Equals': [{ Ref: 'Asked' }, 'a'] }, 'open'],
  ['a parameter that is asked for, and itself', { 'Fn::Equals': [{ Ref: 'Asked' }, { Ref: 'Asked' }] }, 'yes'],
  ['two parameters that are asked for', { 'Fn::Equals': [{ Ref: 'Asked' }, { Ref: 'Other' }] }, 'open'],
  ['texts that begin alike and end in what is not told', { 'Fn::Equals': [{ 'Fn::Sub': 'a-${Asked}' }, { 'Fn::Sub': 'a-${Asked}' }] }, 'yes'],
  ['lists', { 'Fn::Equals': [['a'], ['a']] }, 'open'],
  ['one thing alone', { 'Fn::Equals': 'a' }, 'open'],
  ['not what holds', { 'Fn::Not': [yes] }, 'no'],
  ['not what does not hold', { 'Fn::Not': [no] }, 'yes'],
  ['not what is open', { 'Fn::Not': [open] }, 'open'],
  ['not, without a list', { 'Fn::Not': yes }, 'open'],
  ['all that hold', { 'Fn::And': [yes, yes] }, 'yes'],
  ['all, of which one does not hold', { 'Fn::And': [yes, open, no] }, 'no'],
  ['all, of which one is open', { 'Fn::And': [yes, open] }, 'open'],
  ['all, without a list', { 'Fn::And': yes }, 'open'],
  ['any that holds', { 'Fn::Or': [no, open, yes] }, 'yes'],
  ['any, of which none holds', { 'Fn::Or': [no, no] }, 'no'],
  ['any, of which one is open', { 'Fn::Or': [no, open] }, 'open'],
  ['another condition', yes, 'yes'],
  ['a condition that is not there', { Condition: 'Nobody' }, 'open'],
  ['a condition by no name', { Condition: ['Yes'] }, 'open'],
  ['itself', { Condition: 'Rule' }, 'open'],
  ['itself, turned round', { 'Fn::Not': [{ Condition: 'Rule' }] }, 'open'],
  ['a function that conditions have not', { 'Fn::Contains': [['a'], 'a'] }, 'open'],
  ['a plain true', true, 'yes'],
  ['a plain false', false, 'no'],
  ['a text', 'true', 'open'],
];

const sections = (condition: unknown) => ({ Parameters: PARAMETERS, Conditions: { ...CONDITIONS, Rule: condition } });

test.each(RULES)('a resource stands under %s', (_title, condition, decision) => {
  const { resources } = inventoryOf(template({ Thing: { Type: 'Test::Thing', Condition: 'Rule' } }, sections(condition)));
  expect(resources.map(one => one.conditional)).toEqual({ yes: [false], no: [], open: [true] }[decision]);
});

test.each(RULES)('a value is chosen by %s', (_title, condition, decision) => {
  const said = template({ Thing: ['Test::Thing', { Said: { 'Fn::If': ['Rule', 'this', 'that'] } }] }, sections(condition));
  const value = propertiesOf('Thing', said).text('Said');
  const expected = { yes: 'known this', no: 'known that', open: 'unknown ${Rule ? ... : ...}' }[decision];
  expect([told(value), value.alternatives?.map(told)]).toEqual([expected, decision === 'open' ? ['known this', 'known that'] : undefined]);
});

const chosen = (said: unknown) => propertiesOf('Thing', template({ Thing: ['Test::Thing', { Said: said }], Jobs: ['AWS::SQS::Queue'] }, sections(true)));

test.each<[string, unknown, string, readonly string[] | undefined]>([
  ['both branches say the same', ['Open', 'a', 'a'], 'known a', undefined],
  ['both branches say nothing', ['Open', { Ref: 'AWS::NoValue' }, { Ref: 'AWS::NoValue' }], 'absent', undefined],
  ['both branches name the same queue', ['Open', { Ref: 'Jobs' }, { Ref: 'Jobs' }], 'reference ${Jobs}', undefined],
  ['one branch says nothing', ['Open', 'a', { Ref: 'AWS::NoValue' }], 'unknown ${Open ? ... : ...}', ['known a', 'absent']],
  ['a branch is open itself', ['Open', 'a', { 'Fn::If': ['Open', 'b', 'c'] }], 'unknown ${Open ? ... : ...}', ['known a', 'known b', 'known c']],
  ['a branch is missing', ['Yes', 'a'], 'unknown ?', undefined],
  ['the condition has no name', [{ 'Fn::Equals': ['a', 'a'] }, 'a', 'b'], 'unknown ?', undefined],
  ['there is only a name', 'Yes', 'unknown ?', undefined],
])('where %s', (_title, branches, expected, alternatives) => {
  const value = chosen({ 'Fn::If': branches }).text('Said');
  expect([told(value), value.alternatives?.map(told)]).toEqual([expected, alternatives]);
});

test('a condition of a resource that is no name switches nothing off', () => {
  expect(inventoryOf(template({ Thing: { Type: 'Test::Thing', Condition: ['No'] } }, sections(true))).resources).toHaveLength(1);
});

test('a resource that a condition switches off is named by nobody', () => {
  const body = template({ Off: { Type: 'AWS::SQS::Queue', Condition: 'No' }, Thing: ['Test::Thing', { Queue: { Ref: 'Off' } }] }, sections(true));
  expect(propertiesOf('Thing', body).link('Queue').state).toBe('unknown');
});
