import { Stack, aws_apigatewayv2 as apigatewayv2, aws_apigatewayv2_authorizers as authorizers, aws_apigateway as apigateway, Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ItemVerb, patterns, SteadfastFunction } from '../../src';
import { snapshotSerializer } from '../../src/testing/snapshot-serializer';
import { Simulation } from '../support/simulation';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

expect.addSnapshotSerializer(snapshotSerializer);

const RULES = { issuer: 'https://issuer.example', audience: ['orders'] };
const authorization = patterns.ApiAuthorization.jwt(RULES);

let stack: Stack;
let handler: SteadfastFunction;
beforeEach(() => {
  stack = stackWith();
  handler = steadfastFunction(stack, 'Handler');
});

test('its smallest use', () => {
  new patterns.TableApi(stack, 'Orders', { handler, authorization });
  expect(stack).toMatchSnapshot();
});

test('the function works on items by their keys, and neither scans nor touches another table', async () => {
  const { table } = new patterns.TableApi(stack, 'Orders', { handler, authorization });
  const role = new Simulation(handler);
  for (const verb of Object.values(ItemVerb)) expect(await role.allows(verb, table.tableArn)).toBe(true);
  expect(await role.allows('dynamodb:Scan', table.tableArn)).toBe(false);
  expect(await role.allows('dynamodb:BatchWriteItem', table.tableArn)).toBe(false);
  expect(await role.allows('dynamodb:DeleteTable', table.tableArn)).toBe(false);
});

test('a second function for other routes may do what is named for it, and nothing more', async () => {
  const reader = steadfastFunction(stack, 'Reader');
  const api = new patterns.TableApi(stack, 'Orders', { handler, authorization, routes: ['POST /orders'], verbs: [ItemVerb.PUT] });
  api.addRoutes(['GET /orders/{id}'], reader, [ItemVerb.GET]);
  const [writes, reads] = [new Simulation(handler), new Simulation(reader)];
  expect(await writes.allows('dynamodb:PutItem', api.table.tableArn)).toBe(true);
  expect(await writes.allows('dynamodb:GetItem', api.table.tableArn)).toBe(false);
  expect(await reads.allows('dynamodb:GetItem', api.table.tableArn)).toBe(true);
  expect(await reads.allows('dynamodb:PutItem', api.table.tableArn)).toBe(false);
  Template.fromStack(stack).resourceCountIs('AWS::ApiGatewayV2::Integration', 2);
});

test('however many routes there are, one permission and one integration do', () => {
  const routes = ['GET /orders', 'POST /orders', 'GET /orders/{id}', 'PUT /orders/{id}', 'DELETE /orders/{id}'];
  new patterns.TableApi(stack, 'Orders', { handler, authorization, routes });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::ApiGatewayV2::Route', 5);
  template.resourceCountIs('AWS::Lambda::Permission', 1);
  template.resourceCountIs('AWS::ApiGatewayV2::Integration', 1);
});

describe('an HTTP API', () => {
  test('takes tokens of the issuer, for the audience, with a scope', () => {
    new patterns.TableApi(stack, 'Orders', { handler, authorization: patterns.ApiAuthorization.jwt({ ...RULES, scopes: ['orders.write'] }) });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT', JwtConfiguration: { Issuer: 'https://issuer.example', Audience: ['orders'] },
    });
    template.allResourcesProperties('AWS::ApiGatewayV2::Route', { AuthorizationType: 'JWT', AuthorizationScopes: ['orders.write'] });
  });

  test('takes signed requests', () => {
    new patterns.TableApi(stack, 'Orders', { handler, authorization: patterns.ApiAuthorization.iam() });
    Template.fromStack(stack).allResourcesProperties('AWS::ApiGatewayV2::Route', { AuthorizationType: 'AWS_IAM' });
  });

  test('takes anybody where somebody said why, and the template says so too', () => {
    new patterns.TableApi(stack, 'Orders', { handler, authorization: patterns.ApiAuthorization.none('a public catalogue') });
    Template.fromStack(stack).hasResource('AWS::ApiGatewayV2::Route', {
      Properties: { AuthorizationType: 'NONE' },
      Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'public-invoke', reason: 'a public catalogue' }] } },
    });
  });

  test('with an authorizer of its own beside is refused', () => {
    const front = patterns.ApiFront.http({ defaultAuthorizer: new authorizers.HttpIamAuthorizer() });
    expect(() => new patterns.TableApi(stack, 'Orders', { handler, authorization, front })).toThrow('Who may call must be said in one place');
  });

  test('is made as its own props say', () => {
    const front = patterns.ApiFront.http({ corsPreflight: { allowOrigins: ['https://shop.example'] } });
    const { api } = new patterns.TableApi(stack, 'Orders', { handler, authorization, front });
    expect(api).toBeInstanceOf(apigatewayv2.HttpApi);
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGatewayV2::Api', { CorsConfiguration: { AllowOrigins: ['https://shop.example'] } });
  });
});

describe('a REST API', () => {
  const front = patterns.ApiFront.rest();

  test('asks the shipped authorizer for every request, which fits the JWT authorizer of an HTTP API', () => {
    new patterns.TableApi(stack, 'Orders', { handler, front, authorization: patterns.ApiAuthorization.jwt({ ...RULES, scopes: ['orders.write'] }) });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'TOKEN', AuthorizerResultTtlInSeconds: 0, IdentityValidationExpression: Match.stringLikeRegexp('^\\^\\[Bb\\]earer'),
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { ISSUER: 'https://issuer.example', AUDIENCE: '["orders"]', SCOPES: '["orders.write"]' } },
    });
    template.hasResourceProperties('AWS::ApiGateway::Method', { AuthorizationType: 'CUSTOM', HttpMethod: 'ANY' });
  });

  test('lets the authorizer be called by this API only, through its live alias', () => {
    new patterns.TableApi(stack, 'Orders', { handler, front, authorization });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: { Ref: Match.stringLikeRegexp('JwtFunction.*Live') },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: Match.objectLike({ 'Fn::Join': Match.anyValue() }),
    });
  });

  test('watches the authorizer together with the function and the API', () => {
    new patterns.TableApi(stack, 'Orders', { handler, front, authorization });
    const alarms = Object.keys(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.filter(id => id.includes('JwtFunction'))).toEqual([]);
    expect(alarms.filter(id => id.startsWith('OrdersHealthAlarm'))).not.toEqual([]);
  });

  test('uses an answer again for as long as is asked, and no longer than an hour', () => {
    const reuse = (minutes: number) => patterns.ApiAuthorization.jwt({ ...RULES, reuseFor: Duration.minutes(minutes) });
    new patterns.TableApi(stack, 'Orders', { handler, front, authorization: reuse(5) });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Authorizer', { AuthorizerResultTtlInSeconds: 300 });
    expect(() => new patterns.TableApi(stackWith(), 'Orders', { handler, front, authorization: reuse(61) })).toThrow('at most an hour');
  });

  test.each([
    ['signed requests', patterns.ApiAuthorization.iam(), 'AWS_IAM'],
    ['anybody, where somebody said why', patterns.ApiAuthorization.none('a public catalogue'), 'NONE'],
  ])('takes %s', (_name, who, type) => {
    new patterns.TableApi(stack, 'Orders', { handler, front, authorization: who });
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::ApiGateway::Method', { AuthorizationType: type });
    template.resourceCountIs('AWS::ApiGateway::Authorizer', 0);
  });

  test('with an authorizer of its own beside is refused', () => {
    const other = patterns.ApiFront.rest({ defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM } });
    expect(() => new patterns.TableApi(stack, 'Orders', { handler, authorization, front: other })).toThrow('Who may call must be said in one place');
  });
});

test.each([
  ['an issuer without https', { issuer: 'http://issuer.example', audience: ['orders'] }, 'reached by https'],
  ['no audience', { issuer: 'https://issuer.example', audience: [] }, 'a known audience'],
])('%s is refused, on both kinds of API', (_name, rules, complaint) => {
  for (const front of [patterns.ApiFront.http(), patterns.ApiFront.rest()]) {
    const own = stackWith();
    expect(() => new patterns.TableApi(own, 'Orders', { handler: steadfastFunction(own), front, authorization: patterns.ApiAuthorization.jwt(rules) }))
      .toThrow(complaint);
  }
});

test.each(['orders', 'get /orders', 'GET orders', 'FETCH /orders', 'GET  /orders'])('the route "%s" is refused, with the way to write it', route => {
  expect(() => new patterns.TableApi(stack, 'Orders', { handler, authorization, routes: [route] })).toThrow('Write it like GET /orders/{id}.');
});

test.each(['GET /orders/', 'GET /two//slashes', 'GET /{all+}/more', 'GET /größe'])('the path of "%s" is refused, on both kinds of API', route => {
  for (const front of [patterns.ApiFront.http(), patterns.ApiFront.rest()]) {
    const own = stackWith();
    expect(() => new patterns.TableApi(own, 'Orders', { handler: steadfastFunction(own), front, authorization, routes: [route] }))
      .toThrow('A path must begin with a slash');
  }
});

test('a route that is named twice is refused', () => {
  const api = new patterns.TableApi(stack, 'Orders', { handler, authorization, routes: ['GET /', 'GET /orders/{id}'] });
  expect(() => api.addRoutes(['GET /'], steadfastFunction(stack, 'Other'))).toThrow('given: GET / twice');
});

test('it works with a function that is not ours', () => {
  new patterns.TableApi(stack, 'Orders', { handler: plainFunction(stack, 'Plain', { timeout: Duration.seconds(5) }), authorization });
  Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 3 + 1); // those of the function that stands beside, and the API's
});
