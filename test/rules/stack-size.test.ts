import { describeRule, findingsOf, inventoryOf, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { judge } from '../../src/rules/judging/judge';
import { stackSize } from '../../src/rules/stack-size';

const topics = (count: number) => Object.fromEntries([...Array(count).keys()].map(index => [`Topic${index}`, { Type: 'AWS::SNS::Topic' }]));
const stack = (resources: number) => template({ First: lambdaFunction(), Second: lambdaFunction(), ...topics(resources - 2) });

describeRule(stackSize, [
  ['room for another function', stack(450), {}],
  ['nearly full; it is said once, at the first function', stack(451), { finds: ['warning First'] }],
  ['full', stack(500), { finds: ['warning First'] }],
  ['too many', stack(501), { finds: ['error First'] }],
  ['a stack without functions is not ours to judge', template(topics(600)), {}],
]);

test('the message counts', () => {
  expect(findingsOf(stackSize, stack(487))[0].message).toBe('Its template has 487 of the 500 resources that CloudFormation takes.');
});

test('a nested stack counts by itself, and is one resource of the stack around it', () => {
  const outer = { ...stack(449), Resources: { ...stack(449).Resources as object, Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'x' } } } };
  const nested = (inner: number) => judge(inventoryOf(outer, { nested: new Map([['Inner', { name: 'inner.json', body: stack(inner) }]]) }), [stackSize]).findings;
  expect(nested(449)).toEqual([]);
  expect(nested(451).map(({ template: name }) => name)).toEqual(['inner.json']);
});
