import { leads, told } from './support';
import { Properties, Resource } from '../../src/inventory/model';
import { writtenForm } from '../../src/inventory/reading/resolved';
import { inventoryOf } from '../rules/support';

/* What SAM makes of APIs and of the events that they serve, as the inventory then knows it. */

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const fn = (properties: object = {}) => ({ Type: 'AWS::Serverless::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'i.h', ...properties } });
const serving = (...events: readonly (readonly [type: string, properties: object])[]) =>
  fn({ Events: Object.fromEntries(events.map(([type, properties], index) => [`E${index}`, { Type: type, Properties: properties }])) });
const inventory = (resources: object, sections: object = {}) => inventoryOf({ Transform: 'AWS::Serverless-2016-10-31', Resources: resources, ...sections });
const api = (type: string, properties: object = {}) => ({ Type: `AWS::Serverless::${type}`, Properties: properties });
const typed = (resources: readonly Resource[], type: string): readonly Properties[] =>
  resources.filter(one => one.type === type).map(one => one.properties);
const written = (properties: Properties, key: string) => writtenForm(properties.node(key));

describe('a method of a REST API', () => {
  const methodOf = (event: object, properties: object = {}, sections: object = {}) => {
    const { resources } = inventory({ Worker: serving(['Api', { Path: '/', Method: 'get', RestApiId: { Ref: 'Shop' }, ...event }]), Shop: api('Api', { StageName: 'v1', ...properties }) }, sections);
    return typed(resources, 'AWS::ApiGateway::Method')[0];
  };
  const authorizers = { Pool: { UserPoolArn: 'p' }, Own: { FunctionArn: arn('Worker') } };

  test('invokes the function and waits as long as it says', () => {
    const method = methodOf({ TimeoutInMillis: 5000 });
    expect([method.text('HttpMethod').known, method.number('Integration.TimeoutInMillis').known, leads(method.link('RestApiId')), leads(method.link('Integration.Uri'))])
      .toEqual(['GET', 5000, 'here Shop', 'here Worker']);
    expect(written(method, 'Integration.Uri')).toBe('arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations');
  });

  test.each([['*', 'known ANY'], ['any', 'known ANY'], ['post', 'known POST'], [{ Ref: 'AWS::StackName' }, 'unknown ${AWS::StackName}']])('%j is read as %s', (Method, expected) => {
    expect(told(methodOf({ Method }).text('HttpMethod'))).toBe(expected);
  });

  test.each<[string, object, object, string]>([
    ['nothing', {}, {}, 'known NONE'],
    ['IAM', { Authorizer: 'AWS_IAM' }, {}, 'known AWS_IAM'],
    ['a user pool', { Authorizer: 'Pool' }, { Authorizers: authorizers }, 'known COGNITO_USER_POOLS'],
    ['a function', { Authorizer: 'Own' }, { Authorizers: authorizers }, 'known CUSTOM'],
    ['the default of the API', {}, { DefaultAuthorizer: 'Pool', Authorizers: authorizers }, 'known COGNITO_USER_POOLS'],
    ['the API\'s IAM', {}, { DefaultAuthorizer: 'AWS_IAM' }, 'known AWS_IAM'],
    ['none, against the default of the API', { Authorizer: 'NONE' }, { DefaultAuthorizer: 'Pool', Authorizers: authorizers }, 'known NONE'],
    ['an authorizer that is not told', { Authorizer: { Ref: 'AWS::StackName' } }, {}, 'unknown ?'],
    ['what is not told', { 'Fn::If': ['A', {}, {}] }, {}, 'unknown ?'],
    ['what is not told of the API', {}, { 'Fn::If': ['A', {}, {}] }, 'unknown ?'],
    ['its own, whatever is not told of the API', { Authorizer: 'AWS_IAM' }, { 'Fn::If': ['A', {}, {}] }, 'known AWS_IAM'],
    ['settings whose names only hold a function\'s', { 'My::Fn::If': 1, 'Authorizer': 'AWS_IAM' }, {}, 'known AWS_IAM'],
    ['a function among other settings', { Authorizer: 'AWS_IAM', Ref: 'x' }, {}, 'unknown ?'],
  ])('is guarded by %s', (_title, Auth, ofApi, expected) => expect(told(methodOf({ Auth }, { Auth: ofApi }).text('AuthorizationType'))).toBe(expected));

  test.each<[string, object, object, string]>([
    ['nobody', {}, {}, 'absent'], ['the event', { ApiKeyRequired: true }, {}, 'known true'], ['the API', {}, { ApiKeyRequired: true }, 'known true'],
    ['the event, against the API', { ApiKeyRequired: false }, { ApiKeyRequired: true }, 'known false'],
  ])('asks for a key where it is told so by %s', (_title, Auth, ofApi, expected) => expect(told(methodOf({ Auth }, { Auth: ofApi }).flag('ApiKeyRequired'))).toBe(expected));

  test('of an API elsewhere is guarded by nobody knows what', () => {
    expect(told(methodOf({ RestApiId: 'abc' }).text('AuthorizationType'))).toBe('unknown ?');
    expect(told(methodOf({ RestApiId: 'abc', Auth: { Authorizer: 'AWS_IAM' } }).text('AuthorizationType'))).toBe('known AWS_IAM');
  });

  test('takes what Globals say of its API', () => {
    expect(told(methodOf({}, {}, { Globals: { Api: { Auth: { DefaultAuthorizer: 'AWS_IAM' } } } }).text('AuthorizationType'))).toBe('known AWS_IAM');
  });
});

describe('a route of an HTTP API', () => {
  const routed = (event: object, properties: object = {}) => {
    const { resources } = inventory({ Worker: serving(['HttpApi', { ApiId: { Ref: 'Shop' }, ...event }]), Shop: api('HttpApi', properties) });
    return { route: typed(resources, 'AWS::ApiGatewayV2::Route')[0], integration: typed(resources, 'AWS::ApiGatewayV2::Integration')[0] };
  };

  test('leads to an integration with the function', () => {
    const { route, integration } = routed({ TimeoutInMillis: 5000 });
    expect([leads(route.link('ApiId')), written(route, 'Target'), leads(integration.link('ApiId')), leads(integration.link('IntegrationUri')), integration.number('TimeoutInMillis').known])
      .toEqual(['here Shop', 'integrations/${WorkerE0}', 'here Shop', 'here Worker', 5000]);
  });

  test.each<[object, string]>([
    [{}, '$default'], [{ Path: '/orders', Method: 'post' }, 'POST /orders'], [{ Path: '/orders' }, 'ANY /orders'], [{ Path: '/orders', Method: '*' }, 'ANY /orders'],
  ])('%j is called %s', (event, expected) => expect(routed(event).route.text('RouteKey').known).toBe(expected));

  test.each<[string, object, object, string]>([
    ['nothing', {}, {}, 'known NONE'],
    ['a token', { Authorizer: 'Token' }, { Authorizers: { Token: { JwtConfiguration: {} } } }, 'known JWT'],
    ['a function', { Authorizer: 'Own' }, { Authorizers: { Own: { FunctionArn: arn('Worker') } } }, 'known CUSTOM'],
  ])('is guarded by %s', (_title, Auth, ofApi, expected) => expect(told(routed({ Auth }, { Auth: ofApi }).route.text('AuthorizationType'))).toBe(expected));
});

describe('an implicit API', () => {
  const ids = (resources: object) => inventory(resources).resources.map(one => one.logicalId).filter(id => id.startsWith('Serverless'));

  test.each<[string, object, readonly string[]]>([
    ['a REST API', { Worker: serving(['Api', { Path: '/', Method: 'get' }]) }, ['ServerlessRestApi', 'ServerlessRestApiStage']],
    ['an HTTP API', { Worker: serving(['HttpApi', {}]) }, ['ServerlessHttpApi', 'ServerlessHttpApiStage']],
    ['a REST API for one event among others', { Worker: serving(['Schedule', { Schedule: 'rate(1 day)' }], ['Api', { Path: '/', Method: 'get' }]) }, ['ServerlessRestApi', 'ServerlessRestApiStage']],
    ['none where the event names another', { Worker: serving(['Api', { RestApiId: { Ref: 'Shop' } }], ['HttpApi', { ApiId: { Ref: 'Own' } }]) }, []],
    ['none for other events', { Worker: serving(['Schedule', { Schedule: 'rate(1 day)' }]) }, []],
  ])('is %s', (_title, resources, expected) => expect(ids(resources)).toEqual(expected));

  test('has the stage that SAM gives it', () => {
    const { resources } = inventory({ Worker: serving(['Api', { Path: '/', Method: 'get' }], ['HttpApi', {}]) });
    const [rest, http] = ['AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage'].map(type => typed(resources, type)[0]);
    expect([leads(rest.link('RestApiId')), rest.text('StageName').known, leads(http.link('ApiId')), http.text('StageName').known])
      .toEqual(['here ServerlessRestApi', 'Prod', 'here ServerlessHttpApi', '$default']);
  });
});

describe('an API', () => {
  const lambdas = { Auth: { Authorizers: { Own: { FunctionArn: arn('Worker') }, Pool: { UserPoolArn: 'p' }, Odd: 'x' } } };

  test('asks its Lambda authorizers', () => {
    const { invokers, resources } = inventory({ Worker: fn(), Rest: api('Api', lambdas), Http: api('HttpApi', lambdas) });
    expect(invokers.map(one => `${one.via} ${one.logicalId} ${one.source.resource?.logicalId} ${one.target.function?.logicalId}`)).toEqual([
      'rest-authorizer RestOwnAuthorizer Rest Worker', 'http-authorizer HttpOwnAuthorizer Http Worker',
    ]);
    expect(typed(resources, 'AWS::ApiGateway::Authorizer')[0].text('Name').known).toBe('Own');
  });

  test('keeps what it says, and is an HTTP API where it is one', () => {
    const { resources } = inventory({ Rest: api('Api', { Name: 'shop', StageName: 'v1' }), Http: api('HttpApi', { Name: 'shop', StageName: 'v2' }) });
    const [rest, http] = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'].map(type => typed(resources, type)[0]);
    expect([rest.text('Name').known, http.text('Name').known, http.text('ProtocolType').known]).toEqual(['shop', 'shop', 'HTTP']);
    expect(['AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage'].map(type => typed(resources, type)[0].text('StageName').known)).toEqual(['v1', 'v2']);
  });

  test.each<[string, unknown, readonly string[]]>([
    ['nothing', undefined, []], ['a type', 'PRIVATE', ['known PRIVATE']], ['a map', { Type: 'REGIONAL' }, ['known REGIONAL']], ['a map without a type', { VpcEndpointIds: [] }, []],
  ])('has the endpoint that it gives by %s', (_title, EndpointConfiguration, expected) => {
    const { resources } = inventory({ Rest: api('Api', { EndpointConfiguration }) });
    expect(typed(resources, 'AWS::ApiGateway::RestApi')[0].texts('EndpointConfiguration.Types').map(told)).toEqual(expected);
  });

  test.each<[string, object, string]>([['none', {}, 'absent'], ['one that SAM writes', { ResourcePolicy: { IpRangeWhitelist: [] } }, 'unknown']])('has a policy: %s', (_title, Auth, expected) => {
    expect(inventory({ Rest: api('Api', { Auth }) }).resources[0].properties.map('Policy').state).toBe(expected);
  });

  test.each<[string, object, boolean]>([['alone', {}, true], ['with authorization that SAM writes into it', { Auth: { DefaultAuthorizer: 'AWS_IAM' } }, false]])('has the definition that it gives: %s', (_title, more, known) => {
    const { resources } = inventory({ Rest: api('Api', { DefinitionBody: { paths: {} }, ...more }), Http: api('HttpApi', { DefinitionBody: { paths: {} }, ...more }) });
    const bodies = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'].map(type => typed(resources, type)[0].map('Body.paths').state === 'map');
    expect(bodies).toEqual([known, known]);
  });

  test('of a type that only looks like SAM\'s is none', () => {
    const given = { Worker: serving(['Api', { RestApiId: { Ref: 'Shop' } }]), Shop: { Type: 'My::AWS::Serverless::Api' } };
    expect(told(typed(inventory(given).resources, 'AWS::ApiGateway::Method')[0].text('AuthorizationType'))).toBe('unknown ?');
    expect(told(typed(inventory({ ...given, Shop: { Type: 'AWS::Serverless::ApiKey' } }).resources, 'AWS::ApiGateway::Method')[0].text('AuthorizationType'))).toBe('unknown ?');
  });
});

test('an event of an API lets API Gateway in', () => {
  const { permissions } = inventory({ Worker: serving(['Api', { Path: '/', Method: 'get' }], ['HttpApi', {}]) });
  const permitted = permissions.all.map(({ logicalId, principal, action, sourceArn, target }) =>
    [logicalId, principal.known, action.known, sourceArn.kind, target.function?.logicalId]);
  expect(permitted).toEqual([
    ['WorkerE0Permission', 'apigateway.amazonaws.com', 'lambda:InvokeFunction', 'unknown', 'Worker'],
    ['WorkerE1Permission', 'apigateway.amazonaws.com', 'lambda:InvokeFunction', 'unknown', 'Worker'],
  ]);
});
