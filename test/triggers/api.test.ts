import {
  Duration, Stack, aws_apigateway as rest, aws_apigatewayv2 as http, aws_apigatewayv2_authorizers as authorizers, aws_kms as kms,
  aws_lambda as lambda, aws_logs as logs,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { HttpIntegration, RestIntegration, SteadfastDefaults, SteadfastHttpApi, SteadfastRestApi, WebSocketIntegration } from '../../src';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
let fn: lambda.Function;
beforeEach(() => {
  stack = stackWith();
  fn = steadfastFunction(stack);
});

const LIVE = { Ref: Match.stringLikeRegexp('^FunctionLive') };
const permissions = (): { Properties: Record<string, unknown> }[] => (
  Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Permission')) as { Properties: Record<string, unknown> }[]
);
const slow = (): lambda.Function => plainFunction(stack, 'Slow', { timeout: Duration.seconds(60) });

describe('a REST API', () => {
  test('of 300 methods needs one permission, for its stage and not for the test button', () => {
    const api = new rest.RestApi(stack, 'Api', { defaultMethodOptions: { authorizationType: rest.AuthorizationType.IAM }, cloudWatchRole: false });
    for (let number = 0; number < 60; number++) {
      const resource = api.root.addResource(`path${number}`);
      ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'].forEach(method => resource.addMethod(method, new RestIntegration(fn)));
    }
    Template.fromStack(stack).resourceCountIs('AWS::ApiGateway::Method', 300);
    const [permission, ...others] = permissions();
    expect(others).toEqual([]);
    expect(permission.Properties).toMatchObject({ Principal: 'apigateway.amazonaws.com', FunctionName: { Ref: expect.stringMatching(/^FunctionLive/) } });
    const text = JSON.stringify(permission.Properties.SourceArn);
    expect(text).toMatch(/"Ref":"ApiDeploymentStage/);
    expect(text).toMatch(/"\/\*\/\*"/);
    expect(text).not.toMatch(/test-invoke/);
  });

  test('calls the live alias', () => {
    new SteadfastRestApi(stack, 'Api').root.addMethod('GET', new RestIntegration(fn));
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Method', {
      Integration: {
        Type: 'AWS_PROXY',
        Uri: { 'Fn::Join': ['', Match.arrayWith([LIVE, '/invocations'])] },
      },
    });
  });

  test('of ours asks who calls, is throttled, traced and logged for three months', () => {
    new SteadfastRestApi(stack, 'Api').root.addMethod('GET', new RestIntegration(fn));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGateway::Method', { AuthorizationType: 'AWS_IAM' });
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      TracingEnabled: true,
      AccessLogSetting: { DestinationArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ApiAccessLogs'), 'Arn'] }, Format: Match.stringLikeRegexp('requestId') },
      MethodSettings: [Match.objectLike({ ThrottlingRateLimit: 1_000, ThrottlingBurstLimit: 1_000 })],
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  test('of ours keeps what the user decides', () => {
    const mine = new logs.LogGroup(stack, 'Mine');
    new SteadfastRestApi(stack, 'Api', {
      deployOptions: { tracingEnabled: false, throttlingRateLimit: 5, accessLogDestination: new rest.LogGroupLogDestination(mine) },
      defaultMethodOptions: { authorizer: new rest.TokenAuthorizer(stack, 'Token', { handler: plainFunction(stack) }) },
      defaultCorsPreflightOptions: { allowOrigins: ['https://shop.example'] },
    }).root.addMethod('GET', new RestIntegration(fn));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      TracingEnabled: false, AccessLogSetting: { DestinationArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Mine'), 'Arn'] } },
    });
    template.hasResourceProperties('AWS::ApiGateway::Method', { HttpMethod: 'GET', AuthorizationType: 'CUSTOM' });
    template.hasResourceProperties('AWS::ApiGateway::Method', { HttpMethod: 'OPTIONS', AuthorizationType: 'NONE' });
  });

  test('that is not deployed by itself permits its stages', () => {
    new SteadfastRestApi(stack, 'Api', { deploy: false }).root.addMethod('GET', new RestIntegration(fn));
    expect(JSON.stringify(permissions()[0].Properties.SourceArn)).toMatch(/"\/\*\/\*\/\*"/);
  });

  test('whose method anybody may call is refused, unless it says why', () => {
    const open = { authorizationType: rest.AuthorizationType.NONE };
    const api = new rest.RestApi(stack, 'Api');
    api.root.addMethod('GET', new RestIntegration(fn, { openBecause: 'the public catalogue' }), open);
    Template.fromStack(stack).hasResource('AWS::ApiGateway::Method', {
      Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'public-invoke', reason: 'the public catalogue' }] } },
    });
    const other = stackWith();
    new rest.RestApi(other, 'Api').root.addMethod('GET', new RestIntegration(steadfastFunction(other)));
    expect(() => Template.fromStack(other)).toThrow('GET / must tell who may call it; given: no authorization');
  });

  test('that gives up before the function does is refused, but for a stream', () => {
    const { root } = new SteadfastRestApi(stack, 'Api');
    expect(() => root.addMethod('GET', new RestIntegration(slow()))).toThrow('A REST API waits 29 seconds');
    const impatient = new RestIntegration(fn, { options: { timeout: Duration.seconds(5) } });
    expect(() => root.addMethod('PUT', impatient)).toThrow('waits 5 seconds for a function, so the function must time out within them; given: a timeout of 15');
    const streaming = new RestIntegration(stack.node.findChild('Slow') as lambda.Function, {
      options: { responseTransferMode: rest.ResponseTransferMode.STREAM },
    });
    expect(() => root.addMethod('POST', streaming)).not.toThrow();
  });

  test('needs no failure path: the caller sees the error', () => {
    new SteadfastRestApi(stack, 'Api').root.addMethod('GET', new RestIntegration(fn));
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
  });
});

describe('an HTTP API', () => {
  test('of 300 routes needs one permission and one integration', () => {
    const api = new SteadfastHttpApi(stack, 'Api');
    const integration = new HttpIntegration('Orders', fn);
    for (let number = 0; number < 300; number++) api.addRoutes({ path: `/path${number}`, integration });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::Permission', 1);
    template.resourceCountIs('AWS::ApiGatewayV2::Integration', 1);
    template.hasResourceProperties('AWS::Lambda::Permission', { FunctionName: LIVE, SourceArn: { 'Fn::Join': ['', Match.arrayWith(['/*/*'])] } });
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { IntegrationUri: LIVE, PayloadFormatVersion: '2.0' });
  });

  test('of ours asks who calls, is throttled and logged', () => {
    new SteadfastHttpApi(stack, 'Api').addRoutes({ path: '/', integration: new HttpIntegration('Orders', fn) });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', { AuthorizationType: 'AWS_IAM' });
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ApiAccessLogs'), 'Arn'] } },
      DefaultRouteSettings: { ThrottlingRateLimit: 1_000, ThrottlingBurstLimit: 1_000 },
    });
  });

  test('lets its logs use the key of the organisation, and those of no other account', () => {
    const encrypted = stackWith();
    SteadfastDefaults.of(encrypted).set({ encryptionKey: new kms.Key(encrypted, 'Key') });
    new SteadfastHttpApi(encrypted, 'Api');
    Template.fromStack(encrypted).hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([Match.objectLike({
          Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
          Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::Join': ['', Match.arrayWith([{ Ref: 'AWS::AccountId' }])] } } },
        })]),
      },
    });
  });

  test('takes the authorizer of the user', () => {
    const api = new SteadfastHttpApi(stack, 'Api', {
      defaultAuthorizer: new authorizers.HttpJwtAuthorizer('Jwt', 'https://issuer.example', { jwtAudience: ['shop'] }),
      corsPreflight: { allowOrigins: ['https://shop.example'] },
    });
    api.addRoutes({ path: '/', integration: new HttpIntegration('Orders', fn) });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGatewayV2::Route', { AuthorizationType: 'JWT' });
  });

  test('whose route anybody may call is refused, unless it says why', () => {
    const open = new http.HttpNoneAuthorizer();
    const api = new SteadfastHttpApi(stack, 'Api');
    api.addRoutes({ path: '/', integration: new HttpIntegration('Catalogue', fn, { openBecause: 'the public catalogue' }), authorizer: open });
    Template.fromStack(stack).hasResource('AWS::ApiGatewayV2::Route', {
      Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'public-invoke', reason: 'the public catalogue' }] } },
    });
    const other = stackWith();
    new http.HttpApi(other, 'Api').addRoutes({ path: '/', integration: new HttpIntegration('Orders', steadfastFunction(other)) });
    expect(() => Template.fromStack(other)).toThrow('must tell who may call it; given: no authorization');
  });

  test('that gives up before the function does is refused', () => {
    const api = new SteadfastHttpApi(stack, 'Api');
    expect(() => api.addRoutes({ path: '/', integration: new HttpIntegration('Orders', slow()) })).toThrow('An HTTP API waits 30 seconds');
  });
});

describe('a WebSocket API', () => {
  test('needs one permission for all its routes, on the live alias', () => {
    const api = new http.WebSocketApi(stack, 'Api', {
      connectRouteOptions: { integration: new WebSocketIntegration('Connect', fn), authorizer: new authorizers.WebSocketIamAuthorizer() },
      disconnectRouteOptions: { integration: new WebSocketIntegration('Disconnect', fn) },
    });
    for (let number = 0; number < 30; number++) api.addRoute(`route${number}`, { integration: new WebSocketIntegration(`Route${number}`, fn) });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::Permission', 1);
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::Join': ['', Match.arrayWith([LIVE, '/invocations'])] },
    });
  });

  test('to which anybody may connect is refused, unless it says why', () => {
    const connecting = (props = {}): Stack => {
      const own = stackWith();
      const integration = new WebSocketIntegration('Connect', steadfastFunction(own), props);
      new http.WebSocketApi(own, 'Api', { connectRouteOptions: { integration } });
      return own;
    };
    expect(() => Template.fromStack(connecting())).toThrow('The route $connect of Stack/Api must tell who may call it');
    expect(() => Template.fromStack(connecting({ openBecause: 'a public chat' }))).not.toThrow();
  });

  test('that gives up before the function does is refused', () => {
    const api = new http.WebSocketApi(stack, 'Api');
    expect(() => api.addRoute('say', { integration: new WebSocketIntegration('Say', slow()) })).toThrow('A WebSocket API waits 29 seconds');
  });
});
