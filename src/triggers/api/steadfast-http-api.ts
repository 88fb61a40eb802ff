import { aws_apigatewayv2 as apigateway, aws_apigatewayv2_authorizers as authorizers } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { accessLogFormat, accessLogGroup, THROTTLE } from './api-guards';

/** Properties of a SteadfastHttpApi: those of CDK's HTTP API, with the same meaning. */
export interface SteadfastHttpApiProps extends apigateway.HttpApiProps {}

const FORMAT = accessLogFormat({ route: '$context.routeKey', path: '$context.path', caller: '$context.identity.userArn' });

/**
 * An HTTP API whose routes ask who calls (IAM), that is throttled and logs every access.
 *
 * It takes the place of `apigatewayv2.HttpApi`; its functions are called by an HttpIntegration.
 * It takes 1,000 requests a second and 1,000 at once; an HTTP API has no X-Ray, its functions have.
 *
 * @example
 * const defaultAuthorizer = new apigatewayv2_authorizers.HttpJwtAuthorizer('Customers', 'https://issuer.example', { jwtAudience: ['shop'] });
 * new SteadfastHttpApi(this, 'Orders', { defaultAuthorizer });
 */
export class SteadfastHttpApi extends apigateway.HttpApi {
  constructor(scope: Construct, id: string, props: SteadfastHttpApiProps = {}) {
    super(scope, id, { ...props, defaultAuthorizer: props.defaultAuthorizer ?? new authorizers.HttpIamAuthorizer() });
    const stage = this.defaultStage?.node.defaultChild;
    if (stage instanceof apigateway.CfnStage) this.guard(stage);
  }

  private guard(stage: apigateway.CfnStage): void {
    stage.accessLogSettings = { destinationArn: accessLogGroup(this).logGroupArn, format: FORMAT };
    stage.defaultRouteSettings ??= { throttlingRateLimit: THROTTLE.rateLimit, throttlingBurstLimit: THROTTLE.burstLimit };
  }
}
