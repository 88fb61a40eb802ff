import { aws_apigateway as apigateway } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { accessLogFormat, accessLogGroup, THROTTLE } from './api-guards';
import { OWN_ANSWERS } from '../../acknowledgements/own-answers';
import { acknowledgeRules } from '../../acknowledgements/rule-answer';
import { holdToBoundary } from '../../defaults/role-boundary';

/** Properties of a SteadfastRestApi: those of CDK's REST API, with the same meaning. */
export interface SteadfastRestApiProps extends apigateway.RestApiProps {}

const FORMAT = accessLogFormat({ method: '$context.httpMethod', path: '$context.resourcePath', caller: '$context.identity.userArn' });

/**
 * A REST API whose methods ask who calls (IAM), that is throttled, traced, and logs every access.
 *
 * It takes the place of `apigateway.RestApi`; its functions are called by a RestIntegration.
 * It takes 1,000 requests a second and 1,000 at once unless `deployOptions` say otherwise.
 *
 * @example
 * const api = new SteadfastRestApi(this, 'Orders');
 * api.root.addMethod('GET', new RestIntegration(fn));
 */
export class SteadfastRestApi extends apigateway.RestApi {
  constructor(scope: Construct, id: string, props: SteadfastRestApiProps = {}) {
    super(scope, id, {
      ...props,
      // API Gateway writes access logs with a role that an account sets once for a region.
      cloudWatchRole: props.cloudWatchRole ?? props.deploy !== false,
      defaultMethodOptions: authorized(props.defaultMethodOptions),
      deployOptions: props.deploy === false ? props.deployOptions : guarded(props.deployOptions),
    });
    holdToBoundary(this);
    this.answerRules();
    if (props.deploy !== false && !props.deployOptions?.accessLogDestination) this.logAccess(props.deployOptions?.accessLogFormat);
  }

  private answerRules(): void {
    const stage = this.deploymentStage?.node.defaultChild;
    if (stage) acknowledgeRules(stage, OWN_ANSWERS.accessLogs);
    const role = this.node.tryFindChild('CloudWatchRole')?.node.defaultChild;
    if (role) acknowledgeRules(role, OWN_ANSWERS.accessLogRole);
  }

  private logAccess(format: apigateway.AccessLogFormat | undefined): void {
    const stage = this.deploymentStage.node.defaultChild as apigateway.CfnStage;
    stage.accessLogSetting = { destinationArn: accessLogGroup(this).logGroupArn, format: format?.toString() ?? FORMAT };
  }
}

function guarded(options: apigateway.StageOptions = {}): apigateway.StageOptions {
  return { tracingEnabled: true, throttlingRateLimit: THROTTLE.rateLimit, throttlingBurstLimit: THROTTLE.burstLimit, ...options };
}

function authorized(options: apigateway.MethodOptions = {}): apigateway.MethodOptions {
  return options.authorizer || options.authorizationType ? options : { ...options, authorizationType: apigateway.AuthorizationType.IAM };
}
