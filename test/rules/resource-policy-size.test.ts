import { describeRule, findingsOf, template, verdictOn } from './support';
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
  ['fifty short ones fit', many(50, () => ({ SourceArn: undefined }), { FunctionName: 'worker' }), {}],
  ['wrong types', many(3, () => ({ SourceArn: { a: 1 }, Principal: 5 })), {}],
]);

test('it says how many there are and what fits', () => {
  expect(findingsOf(resourcePolicySize, many(100, () => ({})))[0].message).toMatch(/^100 permissions on Worker come to at least \d+\.\d KB; Lambda keeps 20 KB\.$/);
});

describe('the bounds that it tells hold what Lambda writes', () => {
  const TAIL = '1A2B3C4D5E6F';
  const written = (index: number, name: string, conditions: object) => JSON.stringify({
    Sid: `orders-prod-Permission${index}-${TAIL}`,
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: `arn:aws:lambda:eu-west-1:111111111111:function:${name}`,
    Condition: conditions,
  });
  const source = (index: number) => `arn:aws:execute-api:eu-west-1:111111111111:a1b2c3d4e5/prod/GET/orders/${index}`;

  test.each([
    ['a name of CloudFormation\'s', 55, {}, {}, (index: number) => written(index, `orders-prod-Worker-${TAIL}`, { ArnLike: { 'AWS:SourceArn': source(index) } })],
    ['a name of its own', 55, { FunctionName: 'orders-worker' }, {}, (index: number) => written(index, 'orders-worker', { ArnLike: { 'AWS:SourceArn': source(index) } })],
    ['an account beside the source', 46, { FunctionName: 'orders-worker' }, { SourceAccount: { Ref: 'AWS::AccountId' } },
      (index: number) => written(index, 'orders-worker', { ArnLike: { 'AWS:SourceArn': source(index) }, StringEquals: { 'AWS:SourceAccount': '111111111111' } })],
    ['no source', 65, { FunctionName: 'orders-worker-of-the-shop' }, { SourceArn: undefined, SourceAccount: '111111111111' },
      (index: number) => written(index, 'orders-worker-of-the-shop', { StringEquals: { 'AWS:SourceAccount': '111111111111' } })],
  ])('%s', (_title, count, worker, properties, statement) => {
    const [{ message }] = verdictOn(resourcePolicySize, many(count, () => properties, worker)).unknown;
    const [least, most] = [...message.matchAll(/(\d+\.\d) KB/g)].map(([, kilobytes]) => Number(kilobytes) * 1024);
    const usual = [...Array(count).keys()].reduce((sum, index) => sum + statement(index).length + ','.length, 0);
    expect(least / usual).toBeGreaterThan(0.8);
    expect(least / usual).toBeLessThanOrEqual(1);
    expect(most / usual).toBeGreaterThanOrEqual(1);
    expect(most / usual).toBeLessThan(1.7);
  });
});
