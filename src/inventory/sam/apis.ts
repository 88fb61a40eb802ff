import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { Entry } from './entry';
import { gatewayUri } from './gateway-uri';
import { notExpanded } from './not-expanded';

/** The APIs that SAM makes for events that name none. */
const IMPLICIT_REST = 'ServerlessRestApi';
const IMPLICIT_HTTP = 'ServerlessHttpApi';

/** The SAM properties of a template's APIs by logical id, those of Globals merged in, implicit ones included. */
export type Apis = ReadonlyMap<string, RawMap>;

/** The API that serves an event; nothing when it is not in the template. */
function apiOf(reference: unknown, apis: Apis): RawMap | undefined {
  const id = isMap(reference) ? ownText(reference, 'Ref') : undefined;
  return id === undefined ? undefined : apis.get(id);
}

/** A method of a REST API, as an event of type `Api` writes it. */
export function restMethod(id: string, properties: RawMap, target: RawMap, apis: Apis): Entry {
  const reference = own(properties, 'RestApiId') ?? { Ref: IMPLICIT_REST };
  const api = apiOf(reference, apis);
  const key = own(ownMap(properties, 'Auth'), 'ApiKeyRequired') ?? own(ownMap(api ?? {}, 'Auth'), 'ApiKeyRequired');
  return [id, {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: reference,
      HttpMethod: upper(own(properties, 'Method')),
      AuthorizationType: authorization(properties, api, one => (own(one, 'UserPoolArn') === undefined ? 'CUSTOM' : 'COGNITO_USER_POOLS')),
      ApiKeyRequired: key,
      Integration: { Type: 'AWS_PROXY', Uri: gatewayUri(target), TimeoutInMillis: own(properties, 'TimeoutInMillis') },
    },
  }];
}

/** An integration of an HTTP API and its route, as an event of type `HttpApi` writes them. */
export function httpRoute(id: string, properties: RawMap, target: RawMap, apis: Apis): readonly Entry[] {
  const reference = own(properties, 'ApiId') ?? { Ref: IMPLICIT_HTTP };
  const [method, path] = [upper(own(properties, 'Method')), own(properties, 'Path')];
  return [
    [id, {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { ApiId: reference, IntegrationType: 'AWS_PROXY', IntegrationUri: target, TimeoutInMillis: own(properties, 'TimeoutInMillis') },
    }],
    [`${id}Route`, {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: reference,
        RouteKey: path === undefined ? '$default' : { 'Fn::Join': ['', [method ?? 'ANY', ' ', path]] },
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: id }]] },
        AuthorizationType: authorization(properties, apiOf(reference, apis), one => (own(one, 'FunctionArn') === undefined ? 'JWT' : 'CUSTOM')),
      },
    }],
  ];
}

/** SAM writes methods in lower case and `any` for `*`. */
function upper(method: unknown): unknown {
  return typeof method !== 'string' ? method : method === '*' ? 'ANY' : method.toUpperCase();
}

/** The authorization type of a route: that of its own authorizer or of the API's default one. */
function authorization(properties: RawMap, api: RawMap | undefined, typeOf: (authorizer: RawMap) => string): unknown {
  const asked = own(ownMap(properties, 'Auth'), 'Authorizer');
  const auth = ownMap(api ?? {}, 'Auth');
  const authorizer = asked ?? own(auth, 'DefaultAuthorizer');
  if (isOpaque(own(properties, 'Auth')) || (asked === undefined && (!api || isOpaque(own(api, 'Auth'))))) {
    return notExpanded('Auth');
  }
  if (authorizer === undefined || authorizer === 'NONE' || authorizer === 'AWS_IAM') {
    return authorizer ?? 'NONE';
  }
  return typeof authorizer === 'string' ? typeOf(ownMap(ownMap(auth, 'Authorizers'), authorizer)) : notExpanded('Auth');
}

/** An intrinsic function where a map is expected. */
function isOpaque(value: unknown): boolean {
  return isMap(value) && Object.keys(value).some(key => /^(Ref|Fn::)/.test(key));
}

/** The SAM properties of all APIs; the implicit ones stand here whether anybody needs them or not. */
export function apisOf(resources: RawMap, globals: RawMap, merge: (globals: RawMap, properties: RawMap) => RawMap): Apis {
  const apis = new Map<string, RawMap>([[IMPLICIT_REST, ownMap(globals, 'Api')], [IMPLICIT_HTTP, ownMap(globals, 'HttpApi')]]);
  for (const [id, raw] of Object.entries(resources)) {
    const type = isMap(raw) ? /^AWS::Serverless::(Api|HttpApi)$/.exec(ownText(raw, 'Type') ?? '') : null;
    if (isMap(raw) && type) {
      apis.set(id, merge(ownMap(globals, type[1]), ownMap(raw, 'Properties')));
    }
  }
  return apis;
}

/** The implicit APIs that some event needs. */
export function implicitApis(events: readonly RawMap[], apis: Apis): readonly Entry[] {
  const needed = (type: string, key: string): boolean =>
    events.some(event => ownText(event, 'Type') === type && own(ownMap(event, 'Properties'), key) === undefined);
  return [
    ...(needed('Api', 'RestApiId') ? restApi(IMPLICIT_REST, apis.get(IMPLICIT_REST) ?? {}) : []),
    ...(needed('HttpApi', 'ApiId') ? httpApi(IMPLICIT_HTTP, apis.get(IMPLICIT_HTTP) ?? {}) : []),
  ];
}

/** What a template may call the stages and deployments that SAM makes (`Api.Stage`), and the logical ids they have. */
export function stageIds(apis: Apis): readonly (readonly [name: string, id: string])[] {
  return [...apis.keys()].flatMap(id => [[`${id}.Stage`, `${id}Stage`], [`${id}.Deployment`, `${id}Deployment`]] as const);
}

/** The stage that SAM deploys an API to; its name is the user's, `Prod` or `$default`. */
function stage(id: string, properties: RawMap, type: string, key: string, implied: string): Entry {
  return [`${id}Stage`, { Type: type, Properties: { [key]: { Ref: id }, StageName: own(properties, 'StageName') ?? implied } }];
}

/** A REST API with its Lambda authorizers. */
export function restApi(id: string, properties: RawMap): readonly Entry[] {
  const policy = own(ownMap(properties, 'Auth'), 'ResourcePolicy');
  return [
    [id, {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        ...properties,
        EndpointConfiguration: endpoint(own(properties, 'EndpointConfiguration')),
        Body: definition(properties),
        Policy: policy === undefined ? undefined : notExpanded('ResourcePolicy'),
      },
    }],
    stage(id, properties, 'AWS::ApiGateway::Stage', 'RestApiId', 'Prod'),
    ...lambdaAuthorizers(properties).map(([name, uri]): Entry => [
      `${id}${name}Authorizer`, { Type: 'AWS::ApiGateway::Authorizer', Properties: { RestApiId: { Ref: id }, Name: name, AuthorizerUri: gatewayUri(uri) } },
    ]),
  ];
}

/** An HTTP API with its Lambda authorizers. */
export function httpApi(id: string, properties: RawMap): readonly Entry[] {
  return [
    [id, { Type: 'AWS::ApiGatewayV2::Api', Properties: { ...properties, ProtocolType: 'HTTP', Body: definition(properties) } }],
    stage(id, properties, 'AWS::ApiGatewayV2::Stage', 'ApiId', '$default'),
    ...lambdaAuthorizers(properties).map(([name, uri]): Entry => [
      `${id}${name}Authorizer`, { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId: { Ref: id }, Name: name, AuthorizerUri: gatewayUri(uri) } },
    ]),
  ];
}

/** SAM writes its `Auth` into the definition, so with one what is given is not what is deployed. */
function definition(properties: RawMap): unknown {
  const given = own(properties, 'DefinitionBody');
  return given !== undefined && own(properties, 'Auth') !== undefined ? notExpanded('DefinitionBody') : given;
}

function endpoint(configuration: unknown): unknown {
  const type = isMap(configuration) ? own(configuration, 'Type') : configuration;
  return type === undefined ? configuration : { Types: [type] };
}

function lambdaAuthorizers(properties: RawMap): readonly (readonly [name: string, target: unknown])[] {
  return Object.entries(ownMap(ownMap(properties, 'Auth'), 'Authorizers')).flatMap(([name, one]) => {
    const target = isMap(one) ? own(one, 'FunctionArn') : undefined;
    return target === undefined ? [] : [[name, target] as const];
  });
}
