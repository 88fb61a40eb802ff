import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { Fact, factOf } from '../inventory/fact';
import { FunctionTarget, InvokerFact, Operation, PermissionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Properties, Resource } from '../inventory/model';
import { RawMap } from '../inventory/raw';
import { isOpen } from '../inventory/value';

/** Whoever finds the address may run the code, and the bill. */
export const publicInvoke: Rule = {
  id: 'public-invoke',
  severity: 'error',
  title: 'Nobody may invoke a function without being authorized',
  why: 'A permission for everybody, a URL or a route without authorization lets anybody on the internet run the function, at your cost and with its role.',
  remedy: 'Name the principal, or narrow the permission with PrincipalOrgID, SourceArn or SourceAccount.',
  inCdk: '`authType: lambda.FunctionUrlAuthType.AWS_IAM`, an `authorizer`, or `authorizationType`. `SteadfastRestApi` and '
    + '`HttpIntegration` refuse a route that is open, unless `openBecause` says why.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  keeping: withUrl('AWS_IAM'),
  breaking: withUrl('NONE'),

  *check(inventory) {
    for (const url of inventory.urls) {
      if (url.authType.known === 'NONE') {
        yield finding(url, `Anybody may invoke ${url.target.function?.logicalId ?? url.target.written} through its URL.`, {
          remedy: 'Set AuthType to AWS_IAM; in front of a browser put a distribution with origin access control.',
        });
      } else if (isOpen(url.authType)) {
        yield cannotTell(url, `Its AuthType is ${url.authType.written}.`);
      }
    }
    for (const permission of inventory.permissions) {
      yield* judgePermission(permission, inventory);
    }
    yield* judgeRestMethods(inventory);
    yield* judgeRoutes(inventory);
    yield* judgeWholeApis(inventory);
  },
};

function* judgePermission(one: PermissionFact, { urls }: Inventory): Iterable<Judgement> {
  if (one.principal.known !== '*' || urls.all.some(url => url.authType.known === 'NONE' && isSame(url.target, one.target))) {
    return;
  }
  const narrowing = [one.organization, one.sourceArn, one.sourceAccount, one.eventSourceToken].filter(value => value.kind !== 'absent');
  if (narrowing.every(value => value.known === '*')) {
    yield finding(one, `Everybody may invoke ${one.target.function?.logicalId ?? one.target.written}.`);
  } else if (narrowing.every(value => value.known === '*' || value.alternatives !== undefined)) {
    yield cannotTell(one, 'Everybody may invoke it unless a condition narrows that.');
  }
}

/** An imported function is known by its ARN only. */
function isSame(one: FunctionTarget, other: FunctionTarget): boolean {
  return one.function ? one.function === other.function : one.written === other.written;
}

function* judgeRestMethods({ invokers }: Inventory): Iterable<Judgement> {
  for (const invoker of invokers.filter(one => one.resource.type === 'AWS::ApiGateway::Method')) {
    const { properties } = invoker.resource;
    const method = properties.text('HttpMethod');
    const verdict = authorized(properties, invoker.source.resource);
    const what = `${method.written} of ${invoker.source.resource?.logicalId ?? invoker.source.written}`;
    if (method.known !== 'OPTIONS') {
      yield* judgeRoute(invoker, invoker, what, verdict === false && properties.flag('ApiKeyRequired').known ? 'key' : verdict);
    }
  }
}

function authorized(method: Properties, api: Resource | undefined): boolean | undefined {
  const type = method.text('AuthorizationType', 'NONE');
  if (type.known !== 'NONE') {
    return type.known === undefined ? undefined : true;
  }
  return api === undefined || isNarrowed(api) ? undefined : false;
}

/** A private API is reached from its own networks only, and a policy on the API decides for all its methods. */
function isNarrowed({ properties }: Resource): boolean {
  return properties.has('Policy') || properties.has('Body.x-amazon-apigateway-policy')
    || properties.texts('EndpointConfiguration.Types').some(one => one.known === 'PRIVATE');
}

function* judgeRoutes(inventory: Inventory): Iterable<Judgement> {
  const invokers = new Map(inventory.invokers.map(one => [one.resource, one]));
  for (const route of inventory.resourcesOfType('AWS::ApiGatewayV2::Route')) {
    const { properties } = route;
    const integration = properties.text('Target').reference?.resource;
    const invoker = integration && invokers.get(integration);
    const key = properties.text('RouteKey').written;
    const open = invoker?.via === 'http-api' ? !key.startsWith('OPTIONS ') : key === '$connect';
    if (invoker && open) {
      const type = properties.text('AuthorizationType', 'NONE');
      const verdict = type.known === undefined ? undefined : type.known !== 'NONE';
      yield* judgeRoute(invoker, factOf(route), `${key} of ${invoker.source.resource?.logicalId ?? invoker.source.written}`, verdict);
    }
  }
}

/** APIs that name the function themselves: by an OpenAPI definition, or by the target they were created with. */
function* judgeWholeApis({ invokers }: Inventory): Iterable<Judgement> {
  for (const invoker of invokers) {
    const { operation, resource } = invoker;
    if (operation && !operation.name.startsWith('OPTIONS ')) {
      yield* judgeRoute(invoker, invoker, `${operation.name} of ${resource.logicalId}`, securityOf(operation, resource));
    } else if (!operation && resource.type === 'AWS::ApiGatewayV2::Api') {
      const type = invoker.settings.text('Route.AuthorizationType', 'NONE');
      yield* judgeRoute(invoker, invoker, `$default of ${resource.logicalId}`, type.known === undefined ? undefined : type.known !== 'NONE');
    }
  }
}

/** Whether somebody asks who calls: true, false, only for an API key, or undefined when that cannot be told. */
type Authorized = boolean | 'key' | undefined;

function securityOf({ definition }: Operation, api: Resource): Authorized {
  const type = definition.text('x-amazon-apigateway-auth.type', 'NONE');
  if (type.known?.toUpperCase() !== 'NONE') {
    return type.known === undefined ? undefined : true;
  }
  const body = api.properties.map('Body');
  const required = definition.has('security') ? definition.maps('security') : body.maps('security');
  if (required.length === 0) {
    return isNarrowed(api) ? undefined : false;
  }
  const schemes = new Map([...body.map('components.securitySchemes').entries(), ...body.map('securityDefinitions').entries()]);
  const keys = required.flatMap(one => one.keys()).map(name => isPlainKey(schemes.get(name)));
  if (keys.length === 0 || keys.includes(undefined) || new Set(keys).size > 1) {
    return undefined;
  }
  return keys[0] ? 'key' : true;
}

/** A key that only meters; authorizers are written as keys too. */
function isPlainKey(scheme: Properties | undefined): boolean | undefined {
  if (scheme?.state !== 'map') {
    return undefined;
  }
  return scheme.text('type').known === 'apiKey' && !scheme.has('x-amazon-apigateway-authorizer') && !scheme.has('x-amazon-apigateway-authtype');
}

function* judgeRoute(invoker: InvokerFact, place: Fact, what: string, verdict: Authorized): Iterable<Judgement> {
  const called = invoker.target.function;
  if (!called || verdict === true) {
    return;
  }
  if (verdict === undefined) {
    yield cannotTell(place, `${what} invokes ${called.logicalId}; who is authorized cannot be told.`);
  } else if (verdict === 'key') {
    yield finding(place, `${what} invokes ${called.logicalId} for anybody who has an API key.`, {
      severity: 'warning', remedy: 'Add an authorizer, or AuthorizationType AWS_IAM: a key meters its holder and proves nothing.',
    });
  } else {
    yield finding(place, `${what} invokes ${called.logicalId} without authorization.`, {
      remedy: 'Add an authorizer to the route, or set its AuthorizationType to AWS_IAM.',
    });
  }
}

function withUrl(authType: string): RawMap {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, AuthType: authType } },
    },
  };
}
