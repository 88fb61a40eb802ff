import { Duration, Stack, aws_apigatewayv2 as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { permitOnce } from './one-permission';
import { refuseOpen } from './open-route';
import { QUOTAS } from '../../reference/quotas';
import { EventPath, ITrigger } from '../event-path';
import { callerPath } from '../failure-stages';
import { refuseImpossibleWait, refuseSlow } from '../front-timeout';

const FRONT = { name: 'An HTTP API', waits: Duration.seconds(QUOTAS.httpIntegration.value) };

/** Properties of an HttpIntegration. */
export interface HttpIntegrationProps {
  /**
   * How the request is written into the event.
   *
   * @default apigatewayv2.PayloadFormatVersion.VERSION_2_0
   */
  readonly payloadFormatVersion?: apigateway.PayloadFormatVersion;

  /**
   * What of the request is changed on the way.
   *
   * @default - nothing
   */
  readonly parameterMapping?: apigateway.ParameterMapping;

  /**
   * How long the API waits; at most 30 seconds (Amazon API Gateway quotas).
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * Why anybody may call the routes behind this integration; it stands in the template and in the report.
   *
   * @default - a route without authorization is refused
   */
  readonly openBecause?: string;
}

/**
 * Lets the routes of an HTTP API call a function.
 *
 * All routes of an API share one permission and, by one HttpIntegration, one integration.
 * The caller sees the error; a function that times out after the API gave up is refused.
 *
 * @example
 * const api = new SteadfastHttpApi(this, 'Orders', { defaultAuthorizer: new apigatewayv2_authorizers.HttpIamAuthorizer() });
 * api.addRoutes({ path: '/orders', methods: [apigatewayv2.HttpMethod.POST], integration: new HttpIntegration('Orders', fn) });
 */
export class HttpIntegration extends apigateway.HttpRouteIntegration implements ITrigger {
  /** What becomes of a request that fails. */
  public readonly eventPath: EventPath = callerPath('HTTP API');

  /**
   * @param id how the integration is called below its route
   * @param target the function that answers the requests
   */
  constructor(id: string, private readonly target: lambda.IFunction, private readonly props: HttpIntegrationProps = {}) {
    super(id);
  }

  /**
   * Connects the first route to the function; called by `api.addRoutes`.
   *
   * @throws when the function may run longer than the API waits
   */
  public bind(_options: apigateway.HttpRouteIntegrationBindOptions): apigateway.HttpRouteIntegrationConfig {
    const { payloadFormatVersion = apigateway.PayloadFormatVersion.VERSION_2_0, parameterMapping, timeout } = this.props;
    refuseImpossibleWait(this.target, FRONT, timeout);
    refuseSlow(this.target, timeout ? { ...FRONT, waits: timeout } : FRONT);
    return {
      type: apigateway.HttpIntegrationType.AWS_PROXY, uri: this.target.functionArn, payloadFormatVersion, parameterMapping, timeout,
    };
  }

  /** Permits the API and judges each route. */
  protected completeBind({ route }: apigateway.HttpRouteIntegrationBindOptions): void {
    const api = route.httpApi;
    permitOnce(this.target, api as unknown as Construct, this.eventPath, () => Stack.of(api).formatArn({
      service: 'execute-api', resource: api.apiId, resourceName: '*/*',
    }));
    const resource = (): apigateway.CfnRoute | undefined => route.node.defaultChild as apigateway.CfnRoute | undefined;
    refuseOpen(route, {
      name: `The route ${route.node.path}`,
      resource,
      open: () => !resource()?.routeKey.startsWith('OPTIONS ') && (resource()?.authorizationType ?? 'NONE') === 'NONE',
      remedy: 'Set an authorizer on the route or a defaultAuthorizer on the API,',
    }, this.props.openBecause);
  }
}
