import { describeRule, findingsOf, plus, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { publicInvoke } from '../../src/rules/public-invoke';

const arn = { 'Fn::GetAtt': ['Worker', 'Arn'] };
const stage = { Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } } };
const everybody = (properties: object, sections = {}) => template({
  Worker: lambdaFunction(),
  Permission: ['AWS::Lambda::Permission', { FunctionName: { Ref: 'Worker' }, Action: 'lambda:InvokeFunction', Principal: '*', ...properties }],
}, sections);
const rest = (method: object, api: object = {}) => template({
  Worker: lambdaFunction(),
  Api: ['AWS::ApiGateway::RestApi', { Name: 'orders', ...api }],
  Method: ['AWS::ApiGateway::Method', {
    RestApiId: { Ref: 'Api' },
    HttpMethod: 'POST',
    Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations' } },
    ...method,
  }],
});
const http = (route: object, protocol = 'HTTP', sections = {}) => template({
  Worker: lambdaFunction(),
  Api: ['AWS::ApiGatewayV2::Api', { Name: 'orders', ProtocolType: protocol }],
  Integration: ['AWS::ApiGatewayV2::Integration', { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn }],
  Route: ['AWS::ApiGatewayV2::Route', { ApiId: { Ref: 'Api' }, RouteKey: 'POST /orders', Target: { 'Fn::Sub': 'integrations/${Integration}' }, ...route }],
}, sections);
const url = (authType: unknown, sections = {}) => template({ Worker: lambdaFunction(), Url: ['AWS::Lambda::Url', { TargetFunctionArn: arn, AuthType: authType }] }, sections);

describeRule(publicInvoke, [
  ['a permission for everybody', everybody({}), { finds: ['error Permission'] }],
  ['everybody of an organization', everybody({ PrincipalOrgID: 'o-abc' }), {}],
  ['everybody from one source', everybody({ SourceArn: 'arn:aws:s3:::b' }), {}],
  ['a source that is everything', everybody({ SourceArn: '*' }), { finds: ['error Permission'] }],
  ['an organization that a condition may leave out', everybody({ PrincipalOrgID: { 'Fn::If': ['C', 'o-abc', { Ref: 'AWS::NoValue' }] } }, stage), { unknown: ['Permission'] }],
  ['an organization given at deployment', everybody({ PrincipalOrgID: { Ref: 'P' } }, stage), {}],
  ['an organization that a condition may leave out, beside a source that is everything', everybody({ SourceArn: '*', PrincipalOrgID: { 'Fn::If': ['C', 'o-abc', { Ref: 'AWS::NoValue' }] } }, stage), { unknown: ['Permission'] }],
  ['an organization that a condition may leave out, beside an account', everybody({ SourceAccount: '111111111111', PrincipalOrgID: { 'Fn::If': ['C', 'o-abc', { Ref: 'AWS::NoValue' }] } }, stage), {}],
  ['another account', everybody({ Principal: '222222222222' }), {}],
  ['everybody, on a function elsewhere', everybody({ FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }), { finds: ['error Permission'], says: ['function:f.'] }],
  ['everybody, beside a URL that asks for IAM', plus(url('AWS_IAM'), { Permission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Worker' }, Action: 'lambda:InvokeFunction', Principal: '*' } } }), { finds: ['error Permission'] }],
  ['a URL and its permissions are one finding', plus(url('NONE'), {
    Permission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Worker' }, Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'NONE' } },
  }), { finds: ['error Url'] }],
  ['a URL whose authorization is given at deployment', url({ Ref: 'P' }, stage), { unknown: ['Url'] }],

  ['a REST method without authorization', rest({ AuthorizationType: 'NONE' }), { finds: ['error Method'], says: ['POST of Api invokes Worker without'] }],
  ['or with none said', rest({}), { finds: ['error Method'] }],
  ['an authorizer that also asks for a key', rest({ AuthorizationType: 'COGNITO_USER_POOLS', ApiKeyRequired: true }), {}],
  ['an authorizer', rest({ AuthorizationType: 'COGNITO_USER_POOLS' }), {}],
  ['OPTIONS must be open to browsers', rest({ HttpMethod: 'OPTIONS', AuthorizationType: 'NONE' }), {}],
  ['an API key is no authorization', rest({ AuthorizationType: 'NONE', ApiKeyRequired: true }), { finds: ['warning Method'], mends: ['proves nothing'] }],
  ['a policy on the API may decide', rest({}, { Policy: { Statement: [] } }), { unknown: ['Method'] }],
  ['a private API', rest({}, { EndpointConfiguration: { Types: ['PRIVATE'] } }), { unknown: ['Method'] }],
  ['a regional API', rest({}, { EndpointConfiguration: { Types: ['REGIONAL'] } }), { finds: ['error Method'] }],
  ['a method whose authorization is given at deployment', { ...rest({ AuthorizationType: { Ref: 'P' } }), ...stage }, { unknown: ['Method'] }],
  ['an API of another stack', rest({ RestApiId: { 'Fn::ImportValue': 'api' } }), { unknown: ['Method'] }],

  ['an HTTP route without authorization', http({}), { finds: ['error Route'], says: ['POST /orders of Api invokes Worker without'] }],
  ['with authorization', http({ AuthorizationType: 'JWT' }), {}],
  ['the route for OPTIONS', http({ RouteKey: 'OPTIONS /{proxy+}' }), {}],
  ['given at deployment', http({ AuthorizationType: { Ref: 'P' } }, 'HTTP', stage), { unknown: ['Route'] }],
  ['$connect decides for a WebSocket', http({ RouteKey: '$connect' }, 'WEBSOCKET'), { finds: ['error Route'] }],
  ['and no other route of it', http({ RouteKey: 'sendMessage' }, 'WEBSOCKET'), {}],
  ['an API of another stack in front of a function here', http({ ApiId: { 'Fn::ImportValue': 'api' } }), { finds: ['error Route'] }],
  ['a route to something else', http({ Target: 'integrations/abc' }), {}],
  ['the wrong types', http({ RouteKey: 5, AuthorizationType: { a: 1 }, Target: [] }), {}],
]);

test('every way in gets its own remedy', () => {
  expect(findingsOf(publicInvoke, http({}))[0].remedy).toContain('authorizer');
  expect(findingsOf(publicInvoke, url('NONE'))[0].remedy).toContain('AWS_IAM');
  expect(findingsOf(publicInvoke, everybody({}))[0].remedy).toContain('PrincipalOrgID');
});
