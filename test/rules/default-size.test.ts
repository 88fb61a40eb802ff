import { describeRule, findingsOf, template } from './support';
import { defaultSize } from '../../src/rules/default-size';
import { lambdaFunction } from '../../src/rules/example-parts';

const app = (properties: object, id = 'Worker') => template({ [id]: lambdaFunction(properties as Record<string, unknown>) });
const edge = { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'edgelambda.amazonaws.com' } }] } };

describeRule(defaultSize, [
  ['neither', app({}), { finds: ['warning Worker'] }],
  ['memory only', app({ MemorySize: 512 }), { finds: ['warning Worker'] }],
  ['timeout only', app({ Timeout: 10 }), { finds: ['warning Worker'] }],
  ['the defaults, said', app({ Timeout: 3, MemorySize: 128 }), {}],
  ['values that parameters give', app({ Timeout: { Ref: 'T' }, MemorySize: { Ref: 'M' } }), {}],
  ['nothing said in other words', app({ Timeout: { Ref: 'AWS::NoValue' }, MemorySize: 512 }), { finds: ['warning Worker'] }],
  ['managed instances have a memory of their own', app({ Timeout: 10, CapacityProviderConfig: {} }), {}],
  ['the edge', template({ Worker: lambdaFunction(), Role: ['AWS::IAM::Role', edge] }), {}],
  ['CDK\'s own handlers', app({}, 'BucketNotificationsHandler050a0587b7544547bf325f094a3db834'), {}],
  ['properties that cannot be told', template({ Worker: { Type: 'AWS::Lambda::Function', Properties: 'none' } }), {}],
]);

test('it says what was left', () => {
  expect(findingsOf(defaultSize, app({})).map(found => found.message)).toEqual(['It is left with the default: a timeout of 3 s and 128 MB of memory.']);
});
