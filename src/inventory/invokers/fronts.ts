import { InvokerFact } from '../function-facts';
import { FunctionTargets } from '../function-targets';
import { Properties, Resource, Value } from '../model';
import { Survey } from '../reading/survey';
import { known, unknown } from '../value';
import { definitions } from './definitions';
import { patience, restMode } from './integration';
import { invoker, linkTo } from './invoker';
import { QUOTAS } from '../../reference/quotas';
import { SERVICE_DEFAULTS } from '../../reference/service-defaults';

/** Those who answer a request with what the function returns: APIs, load balancers, URLs. */
export function fronts(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return [
    ...restMethods(survey, targets),
    ...restAuthorizers(survey, targets),
    ...integrations(survey, targets),
    ...quickCreated(survey, targets),
    ...definitions(survey, targets),
    ...authorizers(survey, targets),
    ...loadBalancers(survey, targets),
    ...functionUrls(survey, targets),
    ...resolvers(survey, targets),
  ];
}

function restMethods(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::ApiGateway::Method').filter(isLambdaIntegration).map(resource => {
    const integration = resource.properties.map('Integration');
    const mode = restMode(integration, { type: 'Type', parameters: 'RequestParameters' });
    return invoker(resource, {
      via: 'rest-api',
      mode,
      target: targets.at(integration, 'Uri'),
      source: resource.properties.link('RestApiId'),
      patience: mode === 'sync' ? patience(integration, 'TimeoutInMillis', QUOTAS.restIntegration) : undefined,
      settings: integration,
    });
  });
}

function isLambdaIntegration(method: Resource): boolean {
  const integration = method.properties.map('Integration');
  const type = integration.text('Type').known ?? '';
  return type.startsWith('AWS') && /lambda:path|functions\//.test(integration.text('Uri').written);
}

function restAuthorizers(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::ApiGateway::Authorizer').filter(one => one.properties.has('AuthorizerUri')).map(resource =>
    invoker(resource, {
      via: 'rest-authorizer',
      mode: 'sync',
      target: targets.at(resource.properties, 'AuthorizerUri'),
      source: resource.properties.link('RestApiId'),
      patience: known(QUOTAS.restIntegration.value),
      settings: resource.properties,
    }));
}

function protocolOf(resource: Resource): Value<string> {
  const api = resource.properties.link('ApiId').resource;
  return api ? api.properties.text('ProtocolType') : unknown('the API is not in the template');
}

function integrations(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::ApiGatewayV2::Integration').filter(isLambda).map(resource => {
    const { properties } = resource;
    const socket = protocolOf(resource).known === 'WEBSOCKET';
    return invoker(resource, {
      via: socket ? 'websocket-api' : 'http-api',
      mode: socketMode(properties),
      target: targets.at(properties, 'IntegrationUri'),
      source: properties.link('ApiId'),
      patience: patience(properties, 'TimeoutInMillis', socket ? QUOTAS.webSocketIntegration : QUOTAS.httpIntegration),
      settings: properties,
    });
  });
}

/** An API that is created with its `Target` gets an integration and a `$default` route of its own. */
function quickCreated(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  const overrides = new Map(survey.ofType('AWS::ApiGatewayV2::ApiGatewayManagedOverrides').map(one => [one.properties.link('ApiId').resource, one]));
  return survey.ofType('AWS::ApiGatewayV2::Api').filter(api => api.properties.link('Target').service === 'lambda').map(api => {
    const settings = overrides.get(api)?.properties ?? api.properties;
    return invoker(api, {
      via: 'http-api',
      mode: 'sync',
      target: targets.at(api.properties, 'Target'),
      source: linkTo(api),
      patience: patience(settings, 'Integration.TimeoutInMillis', QUOTAS.httpIntegration),
      settings,
    });
  });
}

function isLambda(resource: Resource): boolean {
  const { properties } = resource;
  return (properties.text('IntegrationType').known ?? '').startsWith('AWS')
    && !properties.has('IntegrationSubtype') && properties.has('IntegrationUri')
    && (properties.link('IntegrationUri').service === 'lambda' || /lambda/.test(properties.text('IntegrationUri').written));
}

function socketMode(properties: Properties): InvokerFact['mode'] {
  const header = properties.node('RequestParameters');
  const written = header.kind === 'map' ? header.entries['integration.request.header.X-Amz-Invocation-Type'] : undefined;
  return written === '\'Event\'' ? 'async' : 'sync';
}

function authorizers(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::ApiGatewayV2::Authorizer').filter(one => one.properties.has('AuthorizerUri')).map(resource => {
    const socket = protocolOf(resource).known === 'WEBSOCKET';
    return invoker(resource, {
      via: socket ? 'websocket-authorizer' : 'http-authorizer',
      mode: 'sync',
      target: targets.at(resource.properties, 'AuthorizerUri'),
      source: resource.properties.link('ApiId'),
      patience: socket ? undefined : known(QUOTAS.httpAuthorizer.value),
      settings: resource.properties,
    });
  });
}

function loadBalancers(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  const balancers = balancersOf(survey);
  return survey.ofType('AWS::ElasticLoadBalancingV2::TargetGroup')
    .filter(resource => resource.properties.text('TargetType').known === 'lambda')
    .flatMap(resource => resource.properties.maps('Targets').map(target => {
      const balancer = balancers.get(resource);
      return invoker(resource, {
        via: 'alb',
        mode: 'sync',
        target: targets.at(target, 'Id'),
        source: balancer ? linkTo(balancer) : linkTo(resource),
        patience: balancer ? idleTimeout(balancer) : unknown('the load balancer is not in the template'),
        settings: target,
      });
    }));
}

/** Target groups by the load balancer whose listeners or listener rules forward to them. */
function balancersOf(survey: Survey): ReadonlyMap<Resource, Resource> {
  const balancers = new Map<Resource, Resource>();
  const forward = (actions: readonly Properties[], balancer: Resource | undefined): void => {
    const groups = actions.flatMap(action => [action.link('TargetGroupArn'), ...action.maps('ForwardConfig.TargetGroups').map(group => group.link('TargetGroupArn'))]);
    groups.forEach(group => group.resource && balancer && balancers.set(group.resource, balancer));
  };
  for (const listener of survey.ofType('AWS::ElasticLoadBalancingV2::Listener')) {
    forward(listener.properties.maps('DefaultActions'), listener.properties.link('LoadBalancerArn').resource);
  }
  for (const rule of survey.ofType('AWS::ElasticLoadBalancingV2::ListenerRule')) {
    const listener = rule.properties.link('ListenerArn').resource;
    forward(rule.properties.maps('Actions'), listener?.properties.link('LoadBalancerArn').resource);
  }
  return balancers;
}

function idleTimeout(balancer: Resource): Value<number> {
  const attributes = balancer.properties.maps('LoadBalancerAttributes');
  const idle = attributes.find(attribute => attribute.text('Key').known === 'idle_timeout.timeout_seconds');
  return idle ? idle.number('Value') : known(SERVICE_DEFAULTS.loadBalancerIdle);
}

function functionUrls(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::Lambda::Url').map(resource =>
    invoker(resource, {
      via: 'url', mode: 'sync', target: targets.at(resource.properties, 'TargetFunctionArn', 'Qualifier'), source: linkTo(resource), settings: resource.properties,
    }));
}

function resolvers(survey: Survey, targets: FunctionTargets): readonly InvokerFact[] {
  return survey.ofType('AWS::AppSync::DataSource').filter(one => one.properties.has('LambdaConfig')).map(resource =>
    invoker(resource, {
      via: 'appsync',
      mode: 'unknown',
      target: targets.at(resource.properties, 'LambdaConfig.LambdaFunctionArn'),
      source: resource.properties.link('ApiId'),
      patience: known(QUOTAS.graphqlRequest.value),
      settings: resource.properties,
    }));
}
