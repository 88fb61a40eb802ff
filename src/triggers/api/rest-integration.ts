import { Duration, aws_apigateway as apigateway, aws_lambda as lambda } from 'aws-cdk-lib';
import { permitOnce } from './one-permission';
import { refuseOpen } from './open-route';
import { QUOTAS } from '../../reference/quotas';
import { EventPath, ITrigger } from '../event-path';
import { callerPath } from '../failure-stages';
import { refuseImpossibleWait, refuseSlow } from '../front-timeout';

const FRONT = { name: 'A REST API', waits: Duration.seconds(QUOTAS.restIntegration.value) };

/** Properties of a RestIntegration. */
export interface RestIntegrationProps {
  /**
   * How the request becomes an event and the result an answer.
   *
   * @default - the event is the whole request and the result is the whole answer, within 29 seconds
   */
  readonly options?: apigateway.IntegrationOptions;

  /**
   * Whether the event is the whole request and the result the whole answer.
   *
   * @default true
   */
  readonly proxy?: boolean;

  /**
   * Why anybody may call the methods behind this integration; it stands in the template and in the report.
   *
   * @default - a method without authorization is refused
   */
  readonly openBecause?: string;
}

/**
 * Lets the methods of a REST API call a function.
 *
 * All methods of an API share one permission, for its deployed stage only: the test button of the console has none.
 * The caller sees the error; a function that times out after the API gave up is refused.
 *
 * @example
 * const api = new SteadfastRestApi(this, 'Orders');
 * api.root.addResource('orders').addMethod('POST', new RestIntegration(fn));
 */
export class RestIntegration extends apigateway.AwsIntegration implements ITrigger {
  /** What becomes of a request that fails. */
  public readonly eventPath: EventPath = callerPath('REST API');

  /**
   * @param target the function that answers the requests
   * @param integration what API Gateway adds on the way there and back
   */
  constructor(private readonly target: lambda.IFunction, private readonly integration: RestIntegrationProps = {}) {
    refuseImpossibleWait(target, FRONT, integration.options?.timeout);
    super({
      proxy: integration.proxy ?? true,
      service: 'lambda',
      path: `2015-03-31/functions/${target.functionArn}/invocations`,
      options: integration.options,
    });
  }

  /**
   * Connects a method to the function; called by `resource.addMethod`.
   *
   * @throws when the function may run longer than the API waits
   */
  public bind(method: apigateway.Method): apigateway.IntegrationConfig {
    const { options, openBecause } = this.integration;
    if (options?.responseTransferMode !== apigateway.ResponseTransferMode.STREAM) {
      refuseSlow(this.target, options?.timeout ? { ...FRONT, waits: options.timeout } : FRONT);
    }
    const resource = (): apigateway.CfnMethod | undefined => method.node.defaultChild as apigateway.CfnMethod | undefined;
    refuseOpen(method, {
      name: `${method.httpMethod} ${method.resource.path}`,
      resource,
      open: () => method.httpMethod !== 'OPTIONS' && resource()?.authorizationType === apigateway.AuthorizationType.NONE,
      remedy: 'Set authorizationType: apigateway.AuthorizationType.IAM or an authorizer on the method or as defaultMethodOptions,',
    }, openBecause);
    const { api } = method;
    permitOnce(this.target, api as apigateway.RestApi, this.eventPath, () => api.arnForExecuteApi('*', '/*', stageOf(api)));
    return super.bind(method);
  }
}

/** The one stage that the API deploys itself; stages that were made by hand are all meant. */
function stageOf(api: apigateway.IRestApi): string {
  return api instanceof apigateway.RestApi && api.latestDeployment ? api.deploymentStage.stageName : '*';
}
