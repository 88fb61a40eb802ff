import { InvokerFact, Operation } from '../function-facts';
import { FunctionTargets } from '../function-targets';
import { Properties, Resource } from '../model';
import { Survey } from '../reading/survey';
import { known } from '../value';
import { patience, restMode } from './integration';
import { invoker, linkTo } from './invoker';
import { Quota, QUOTAS } from '../../reference/quotas';

const INTEGRATION = 'x-amazon-apigateway-integration';
const KEYS = { type: 'type', parameters: 'requestParameters' };

/** Functions that an API's OpenAPI definition names, once an operation. */
export function definitions(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return [
    ...survey.ofType('AWS::ApiGateway::RestApi').flatMap(api => operationsOf(api).map(([operation, integration]) => {
      const mode = restMode(integration, KEYS);
      return invoker(api, {
        via: 'rest-api',
        mode,
        target: targets.at(integration, 'uri'),
        source: linkTo(api),
        patience: mode === 'sync' ? patience(integration, 'timeoutInMillis', QUOTAS.restIntegration) : undefined,
        settings: integration,
        operation,
      });
    })),
    ...survey.ofType('AWS::ApiGatewayV2::Api').flatMap(api => operationsOf(api).map(([operation, integration]) => invoker(api, {
      via: 'http-api',
      mode: 'sync',
      target: targets.at(integration, 'uri'),
      source: linkTo(api),
      patience: patience(integration, 'timeoutInMillis', QUOTAS.httpIntegration),
      settings: integration,
      operation,
    }))),
    ...survey.ofType('AWS::ApiGateway::RestApi').flatMap(api => authorizersOf(api, targets, 'rest-authorizer', QUOTAS.restIntegration)),
    ...survey.ofType('AWS::ApiGatewayV2::Api').flatMap(api => authorizersOf(api, targets, 'http-authorizer', QUOTAS.httpAuthorizer)),
  ];
}

/** Functions that a security scheme of the definition asks whether a request may pass. */
function authorizersOf(api: Resource, targets: FunctionTargets, via: InvokerFact['via'], most: Quota): readonly InvokerFact[] {
  return ['Body.components.securitySchemes', 'Body.securityDefinitions'].flatMap(key => api.properties.map(key).entries().flatMap(([, scheme]) => {
    const authorizer = scheme.map('x-amazon-apigateway-authorizer');
    return authorizer.has('authorizerUri')
      ? [invoker(api, { via, mode: 'sync', target: targets.at(authorizer, 'authorizerUri'), source: linkTo(api), patience: known(most.value), settings: authorizer })]
      : [];
  }));
}

function operationsOf(api: Resource): readonly (readonly [operation: Operation, integration: Properties])[] {
  const shared = api.properties.map(`Body.components.${INTEGRATION}s`);
  return api.properties.map('Body.paths').entries().flatMap(([path, item]) => item.entries().flatMap(([method, definition]) => {
    const integration = integrationOf(definition, shared);
    return isLambda(integration) ? [[{ name: nameOf(method, path), definition }, integration] as const] : [];
  }));
}

/** The integration of an operation, also one that is written once for several. */
function integrationOf(operation: Properties, shared: Properties): Properties {
  const own = operation.map(INTEGRATION);
  const reference = own.text('$ref').known;
  return reference === undefined ? own : shared.map(reference.slice(reference.lastIndexOf('/') + 1));
}

function isLambda(integration: Properties): boolean {
  return (integration.text('type').known ?? '').toUpperCase().startsWith('AWS')
    && (integration.link('uri').service === 'lambda' || /lambda:path/.test(integration.text('uri').written));
}

function nameOf(method: string, path: string): string {
  return `${method === 'x-amazon-apigateway-any-method' ? 'ANY' : method.toUpperCase()} ${path}`;
}
