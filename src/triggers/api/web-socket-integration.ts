import { Duration, Stack, aws_apigatewayv2 as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { permitOnce } from './one-permission';
import { refuseOpen } from './open-route';
import { QUOTAS } from '../../reference/quotas';
import { EventPath, ITrigger } from '../event-path';
import { callerPath } from '../failure-stages';
import { refuseSlow } from '../front-timeout';

const FRONT = { name: 'A WebSocket API', waits: Duration.seconds(QUOTAS.webSocketIntegration.value) };

/** Properties of a WebSocketIntegration. */
export interface WebSocketIntegrationProps {
  /**
   * Why anybody may connect; it stands in the template and in the report.
   *
   * @default - a $connect route without authorization is refused
   */
  readonly openBecause?: string;
}

/**
 * Lets the routes of a WebSocket API call a function.
 *
 * All routes of an API share one permission; who may connect is asked at $connect. A client that vanishes may send no $disconnect:
 * keep connections in a table with a time to live, and forget one when posting to it answers 410.
 *
 * @example
 * const integration = new WebSocketIntegration('Chat', fn);
 * new apigatewayv2.WebSocketApi(this, 'Chat', {
 *   connectRouteOptions: { integration, authorizer: new apigatewayv2_authorizers.WebSocketIamAuthorizer() },
 * });
 */
export class WebSocketIntegration extends apigateway.WebSocketRouteIntegration implements ITrigger {
  /** What becomes of a message that fails. */
  public readonly eventPath: EventPath = callerPath('WebSocket API');

  /**
   * @param id how the integration is called below its route
   * @param target the function that answers the messages
   */
  constructor(id: string, private readonly target: lambda.IFunction, private readonly props: WebSocketIntegrationProps = {}) {
    super(id);
  }

  /**
   * Connects a route to the function; called by `api.addRoute`.
   *
   * @throws when the function may run longer than the API waits
   */
  public bind({ route }: apigateway.WebSocketRouteIntegrationBindOptions): apigateway.WebSocketRouteIntegrationConfig {
    refuseSlow(this.target, FRONT);
    const api = route.webSocketApi;
    const stack = Stack.of(api);
    permitOnce(this.target, api as unknown as Construct, this.eventPath, () => stack.formatArn({
      service: 'execute-api', resource: api.apiId, resourceName: '*/*',
    }));
    this.refuseOpenConnect(route);
    return {
      type: apigateway.WebSocketIntegrationType.AWS_PROXY,
      uri: stack.formatArn({
        service: 'apigateway', account: 'lambda', resource: 'path/2015-03-31/functions', resourceName: `${this.target.functionArn}/invocations`,
      }),
    };
  }

  private refuseOpenConnect(route: apigateway.IWebSocketRoute): void {
    if (route.routeKey !== '$connect') return;
    const resource = (): apigateway.CfnRoute | undefined => route.node.defaultChild as apigateway.CfnRoute | undefined;
    refuseOpen(route, {
      name: `The route $connect of ${route.webSocketApi.node.path}`,
      resource,
      open: () => (resource()?.authorizationType ?? 'NONE') === 'NONE',
      remedy: 'Set connectRouteOptions.authorizer on the API,',
    }, this.props.openBecause);
  }
}
