import { describeRule, findingsOf, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { resourcePolicySize } from '../../src/rules/resource-policy-size';

const many = (count: number, properties: (index: number) => object, worker = {}) => template({
  Worker: lambdaFunction(worker),
  Live: ['AWS::Lambda::Alias', { FunctionName: { Ref: 'Worker' }, FunctionVersion: '1', Name: 'live' }],
  Api: ['AWS::ApiGateway::RestApi', { Name: 'orders' }],
  ...Object.fromEntries([...Array(count).keys()].map(index => [`Permission${index}`, {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { Ref: 'Worker' },
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Sub': `arn:aws:execute-api:eu-west-1:111111111111:\${Api}/prod/GET/orders/${index}` },
      ...properties(index),
    },
  }])),
});

describeRule(resourcePolicySize, [
  ['forty routes fit whatever their names', many(40, () => ({})), {}],
  ['sixty may fit or not', many(60, () => ({})), { unknown: ['Worker'] }],
  ['a hundred do not', many(100, () => ({})), { finds: ['error Worker'] }],
  ['every qualifier has a policy of its own', many(100, index => (index % 2 ? { FunctionName: { Ref: 'Live' } } : {})), { unknown: ['Worker', 'Worker'] }],
  ['long sources fill it sooner', many(60, index => ({ SourceArn: `arn:aws:execute-api:eu-west-1:111111111111:abc/prod/GET/${'a'.repeat(120)}${index}` })), { finds: ['error Worker'] }],
  ['wrong types', many(3, () => ({ SourceArn: { a: 1 }, Principal: 5 })), {}],
]);

test('it says how many there are and what fits', () => {
  expect(findingsOf(resourcePolicySize, many(100, () => ({})))[0].message).toMatch(/^100 permissions on Worker come to at least \d+\.\d KB; Lambda keeps 20 KB\.$/);
});
