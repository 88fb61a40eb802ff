import { lambdaFunction } from '../../src/rules/example-parts';
import { judge } from '../../src/rules/judging/judge';
import { publicInvoke } from '../../src/rules/public-invoke';
import { timeoutChain } from '../../src/rules/timeout-chain';
import { inventoryOf, template } from '../rules/support';

/* APIs that name their functions themselves: quick-created ones, and those that are written in OpenAPI. */

const target = { 'Fn::GetAtt': ['Worker', 'Arn'] };
const uri = { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations' };
const INTEGRATION = 'x-amazon-apigateway-integration';

describe('an HTTP API that is created with its target', () => {
  const quick = (more: object = {}, timeout = 20) => template({
    Worker: lambdaFunction({ Timeout: timeout }), Api: ['AWS::ApiGatewayV2::Api', { Name: 'a', ProtocolType: 'HTTP', Target: target }], ...more,
  });
  const overrides = (settings: object) => ({ Overrides: ['AWS::ApiGatewayV2::ApiGatewayManagedOverrides', { ApiId: { Ref: 'Api' }, ...settings }] });

  test('invokes it and waits 30 seconds', () => {
    const [invoker, ...others] = inventoryOf(quick()).invokers;
    expect([invoker.via, invoker.mode, invoker.target.function?.logicalId, invoker.patience?.known, others.length]).toEqual(['http-api', 'sync', 'Worker', 30, 0]);
  });

  test('a target that is no function invokes nothing', () => {
    expect(inventoryOf(template({ Api: ['AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP', Target: 'https://example.com' }] })).invokers).toEqual([]);
  });

  test('its one route is open to everybody', () => {
    expect(judge(inventoryOf(quick()), [publicInvoke]).findings.map(found => found.message)).toEqual(['$default of Api invokes Worker without authorization.']);
  });

  test('unless an override authorizes it', () => {
    expect(judge(inventoryOf(quick(overrides({ Route: { AuthorizationType: 'AWS_IAM' } }))), [publicInvoke])).toMatchObject({ findings: [], unknown: [] });
  });

  test('an override given at deployment cannot be told', () => {
    const open = { ...quick(overrides({ Route: { AuthorizationType: { Ref: 'P' } } })), Parameters: { P: { Type: 'String' } } };
    expect(judge(inventoryOf(open), [publicInvoke])).toMatchObject({ findings: [], unknown: [{ logicalId: 'Api' }] });
  });

  test.each([
    ['as long as the API waits by default', {}, 40, 1],
    ['as long as an override says', overrides({ Integration: { TimeoutInMillis: 5000 } }), 10, 1],
    ['less long', overrides({ Integration: { TimeoutInMillis: 15_000 } }), 10, 0],
  ])('its function may run %s', (_title, more, timeout, expected) => {
    expect(judge(inventoryOf(quick(more, timeout)), [timeoutChain]).findings).toHaveLength(expected);
  });
});

describe('an API that is written in OpenAPI', () => {
  const body = (operation: object, more: object = {}) => ({ openapi: '3.0.1', paths: { '/orders/{id}.json': { get: operation } }, ...more });
  const integrated = (more: object = {}) => ({ [INTEGRATION]: { type: 'aws_proxy', httpMethod: 'POST', uri, ...more } });
  const rest = (definition: unknown, more: object = {}, timeout = 20) => template({
    Worker: lambdaFunction({ Timeout: timeout }), Api: ['AWS::ApiGateway::RestApi', { Body: definition, ...more }],
  });
  const http = (definition: unknown) => template({ Worker: lambdaFunction(), Api: ['AWS::ApiGatewayV2::Api', { Body: definition }] });

  test.each([
    ['REST', rest(body(integrated())), 'rest-api', 29],
    ['REST, with a timeout', rest(body(integrated({ timeoutInMillis: 4000 }))), 'rest-api', 4],
    ['HTTP', http(body(integrated())), 'http-api', 30],
    ['HTTP, with the integration written once', http(body(
      { [INTEGRATION]: { $ref: `#/components/${INTEGRATION}s/one` } }, { components: { [`${INTEGRATION}s`]: { one: { type: 'AWS_PROXY', uri: target } } } },
    )), 'http-api', 30],
  ])('invokes the functions of its operations: %s', (_title, written, via, patience) => {
    const { invokers } = inventoryOf(written);
    expect(invokers.map(one => [one.via, one.mode, one.target.function?.logicalId, one.patience?.known, one.operation?.name]))
      .toEqual([[via, 'sync', 'Worker', patience, 'GET /orders/{id}.json']]);
  });

  test('does not wait for what it hands over', () => {
    const handed = integrated({ type: 'aws', requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': '\'Event\'' } });
    expect(inventoryOf(rest(body(handed))).invokers.map(one => [one.mode, one.patience])).toEqual([['async', undefined]]);
  });

  test.each([
    ['other integrations', body({ [INTEGRATION]: { type: 'http_proxy', uri: 'https://example.com' } })],
    ['a definition in a file', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } }],
    ['no paths', {}],
    ['nonsense', 'openapi'],
    ['paths that are a list', { paths: [1, 2] }],
  ])('invokes nothing by %s', (_title, definition) => {
    expect(inventoryOf(rest(definition)).invokers).toEqual([]);
  });

  const schemes = {
    components: {
      securitySchemes: {
        token: { 'type': 'apiKey', 'name': 'Authorization', 'in': 'header', 'x-amazon-apigateway-authorizer': { type: 'token' } },
        key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
        signed: { 'type': 'apiKey', 'name': 'Authorization', 'in': 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
        social: { type: 'oauth2', flows: {} },
      },
    },
  };
  test.each([
    ['nothing', {}, {}, {}, ['error']],
    ['IAM', { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }, {}, {}, []],
    ['an authorizer', { security: [{ token: [] }] }, schemes, {}, []],
    ['an authorizer of the whole API', {}, { ...schemes, security: [{ token: [] }] }, {}, []],
    ['nothing, against the whole API', { security: [] }, { ...schemes, security: [{ token: [] }] }, {}, ['error']],
    ['a key', { security: [{ key: [] }] }, schemes, {}, ['warning']],
    ['an authorizer that API Gateway writes as a key', { security: [{ signed: [] }] }, schemes, {}, []],
    ['a token of somebody else', { security: [{ social: [] }] }, schemes, {}, []],
    ['a key, as Swagger 2 writes it', { security: [{ key: [] }] }, { securityDefinitions: schemes.components.securitySchemes }, {}, ['warning']],
    ['a key or an authorizer', { security: [{ key: [] }, { token: [] }] }, schemes, {}, ['unknown']],
    ['a key or nothing', { security: [{}] }, schemes, {}, ['unknown']],
    ['what is given at deployment', { 'x-amazon-apigateway-auth': { type: { Ref: 'P' } } }, {}, {}, ['unknown']],
    ['a scheme that is not there', { security: [{ other: [] }] }, schemes, {}, ['unknown']],
    ['a policy of the API', {}, {}, { Policy: { Statement: [] } }, ['unknown']],
    ['a policy in the definition', {}, { 'x-amazon-apigateway-policy': { Statement: [] } }, {}, ['unknown']],
  ])('an operation guarded by %s', (_title, operation, definition, api, expected) => {
    const written = { ...rest(body({ ...integrated(), ...operation }, definition), api), Parameters: { P: { Type: 'String' } } };
    const { findings, unknown } = judge(inventoryOf(written), [publicInvoke]);
    expect([...findings.map(found => found.severity), ...unknown.map(() => 'unknown')]).toEqual(expected);
  });

  test('a finding names the operation', () => {
    expect(judge(inventoryOf(rest(body(integrated()))), [publicInvoke]).findings.map(found => found.message)).toEqual(['GET /orders/{id}.json of Api invokes Worker without authorization.']);
  });

  test('OPTIONS is open to browsers', () => {
    expect(judge(inventoryOf(rest({ paths: { '/orders': { options: integrated() } } })), [publicInvoke])).toMatchObject({ findings: [], unknown: [] });
  });

  const guarded = { type: 'request', authorizerUri: uri };
  test.each([
    ['REST', rest({ components: { securitySchemes: { token: { 'type': 'apiKey', 'x-amazon-apigateway-authorizer': guarded } } } }), [['rest-authorizer', 'Worker', 29]]],
    ['REST, as Swagger 2 writes it', rest({ securityDefinitions: { token: { 'type': 'apiKey', 'x-amazon-apigateway-authorizer': guarded } } }), [['rest-authorizer', 'Worker', 29]]],
    ['HTTP', http({ components: { securitySchemes: { token: { 'type': 'apiKey', 'x-amazon-apigateway-authorizer': guarded } } } }), [['http-authorizer', 'Worker', 10]]],
    ['one that asks no function', http({ components: { securitySchemes: { token: { 'type': 'oauth2', 'x-amazon-apigateway-authorizer': { type: 'jwt' } } } } }), []],
    ['nonsense', rest({ components: { securitySchemes: [7, { 'x-amazon-apigateway-authorizer': 7 }] } }), []],
  ])('asks the functions of its security schemes: %s', (_title, written, expected) => {
    expect(inventoryOf(written).invokers.map(one => [one.via, one.target.function?.logicalId, one.patience?.known])).toEqual(expected);
  });

  test('its functions answer in time', () => {
    const slow = judge(inventoryOf(rest(body(integrated({ timeoutInMillis: 10_000 })))), [timeoutChain]);
    expect(slow.findings.map(found => found.message)).toEqual(['It may run for 20 s, but rest-api Api waits 10 s only.']);
    expect(judge(inventoryOf(rest(body(integrated({ timeoutInMillis: 10_000, responseTransferMode: 'STREAM' })))), [timeoutChain]).findings).toEqual([]);
  });

  test('a definition inside a SAM template is read as well', () => {
    const sam = { Transform: 'AWS::Serverless-2016-10-31', ...template({ Worker: lambdaFunction(), Api: ['AWS::Serverless::Api', { DefinitionBody: body(integrated()) }] }) };
    expect(inventoryOf(sam).invokers.map(one => [one.via, one.target.function?.logicalId])).toEqual([['rest-api', 'Worker']]);
  });
});
