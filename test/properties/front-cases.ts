import {
  Size, Stack, aws_apigateway as apigateway, aws_apigatewayv2 as apigatewayv2, aws_apigatewayv2_authorizers as authorizers, aws_cognito as cognito,
  aws_ec2 as ec2, aws_elasticloadbalancingv2 as elb, aws_kinesisfirehose as firehose, aws_lambda as lambda, aws_s3 as s3, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import { Connect, Connection } from './connection';
import { durationOf, numberOf, OddNumber } from './odd-values';
import { keyOf, oneOf, shared } from './shared';
import {
  DeliveryTransform, FunctionTask, FunctionTaskProps, HttpIntegration, LoadBalancerTarget, RestIntegration, RestJwtAuthorizer, SteadfastHttpApi,
  SteadfastRestApi, UrlTrigger, UserPoolTrigger, WebSocketIntegration,
} from '../../src';

const { CUSTOM_EMAIL_SENDER, CUSTOM_SMS_SENDER, POST_CONFIRMATION, PRE_SIGN_UP, PRE_TOKEN_GENERATION_CONFIG } = cognito.UserPoolOperation;

/** What nothing else of a stack is called: CDK says in its own words where two are called the same. */
const fresh = (stack: Stack): string => String(stack.node.findAll().length);

function restApi(stack: Stack, { source }: Connection): SteadfastRestApi {
  return shared(stack, `RestApi${source}`, () => new SteadfastRestApi(stack, `RestApi${source}`, {
    defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
  }));
}

function addToWebSocketApi(api: apigatewayv2.WebSocketApi, target: lambda.IFunction, { variant, text, numbers: [open] }: Connection): void {
  const routeKey = oneOf(variant, () => '$connect', () => '$disconnect', () => '$default', () => 'order');
  if (api.node.tryFindChild(`${routeKey}-Route`)) return;
  api.addRoute(routeKey, {
    integration: new WebSocketIntegration('Integration', target, { openBecause: text }),
    authorizer: routeKey === '$connect' && open === undefined ? new authorizers.WebSocketIamAuthorizer() : undefined,
  });
}

/** A listener takes what stands behind a path of its own. */
function listenerOf(stack: Stack): elb.ApplicationListener {
  const vpc = shared(stack, 'Vpc', () => new ec2.Vpc(stack, 'Vpc', { natGateways: 0, restrictDefaultSecurityGroup: false }));
  const balancer = shared(stack, 'Balancer', () => new elb.ApplicationLoadBalancer(stack, 'Balancer', { vpc }));
  return balancer.listeners[0] ?? balancer.addListener('Http', { port: 80, open: false, defaultAction: elb.ListenerAction.fixedResponse(404) });
}

function taskProps(stack: Stack, id: string, { variant, numbers: [open], times: [timeout, heartbeat] }: Connection): Partial<FunctionTaskProps> {
  const whole = typeof timeout === 'number' && timeout % 1_000 === 0 && timeout > 0;
  return oneOf<Partial<FunctionTaskProps>>(variant,
    () => ({ taskTimeout: whole ? sfn.Timeout.duration(durationOf(timeout)) : undefined }),
    () => ({ whenFailed: new sfn.Pass(stack, `${id}Failed`), retryOnServiceExceptions: open === undefined }),
    () => ({
      integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: sfn.TaskInput.fromObject({ token: sfn.JsonPath.taskToken }),
      heartbeatTimeout: typeof heartbeat === 'number' && heartbeat % 1_000 === 0 && heartbeat > 0 ? sfn.Timeout.duration(durationOf(heartbeat)) : undefined,
    }),
    () => ({ taskTimeout: sfn.Timeout.at('$.seconds'), payloadResponseOnly: true }),
  );
}

function sizeOf(megabytes: OddNumber | undefined): Size | undefined {
  if (megabytes === undefined || Number.isNaN(megabytes) || Number(megabytes) < 0) return undefined;
  return Number(megabytes) % 4 === 3 ? Size.kibibytes(Number(megabytes) * 512) : Size.mebibytes(numberOf(megabytes));
}

/** What waits for a function, by name. */
export const FRONTS = {
  url: (_stack, target, given) => new UrlTrigger({
    streaming: given.variant % 2 === 0, openBecause: given.source === 'One' ? undefined : given.text,
  }).bind(target),
  userPool: (stack, target, { source, variant }) => new UserPoolTrigger(
    shared(stack, `Pool${source}`, () => new cognito.UserPool(stack, `Pool${source}`, source === 'One' ? { customSenderKmsKey: keyOf(stack) } : {})),
    ...oneOf(variant,
      () => [PRE_SIGN_UP, POST_CONFIRMATION],
      () => [CUSTOM_EMAIL_SENDER],
      () => [],
      () => [CUSTOM_SMS_SENDER, CUSTOM_EMAIL_SENDER],
      () => [PRE_TOKEN_GENERATION_CONFIG],
      () => [PRE_SIGN_UP, CUSTOM_SMS_SENDER],
    ),
  ).bind(target),
  task: (stack, target, given) => {
    const id = `Task${given.source}${fresh(stack)}`;
    const task = new FunctionTask(stack, id, { lambdaFunction: target, ...taskProps(stack, id, given), comment: given.text });
    new sfn.StateMachine(stack, `${id}Machine`, { definitionBody: sfn.DefinitionBody.fromChainable(task) });
  },
  httpApi: (stack, target, { source, times: [timeout], text, numbers: [open] }) => {
    const api = shared(stack, `HttpApi${source}`, () => new SteadfastHttpApi(stack, `HttpApi${source}`, { defaultAuthorizer: new authorizers.HttpIamAuthorizer() }));
    api.addRoutes({
      path: `/${fresh(stack)}`,
      authorizer: open === undefined ? undefined : new apigatewayv2.HttpNoneAuthorizer(),
      integration: new HttpIntegration('Integration', target, { timeout: durationOf(timeout), openBecause: text }),
    });
  },
  restApi: (stack, target, given) => {
    const { times: [timeout], text, numbers: [open] } = given;
    restApi(stack, given).root.resourceForPath(`/${fresh(stack)}`).addMethod('GET', new RestIntegration(target, {
      options: { timeout: durationOf(timeout) }, openBecause: text,
    }), open === undefined ? {} : { authorizationType: apigateway.AuthorizationType.NONE });
  },
  restApiOfIssuer: (stack, target, given) => {
    const { times: [reuseFor], text, variant } = given;
    const api = restApi(stack, given);
    const authorizer = new RestJwtAuthorizer(stack, `Authorizer${fresh(stack)}`, {
      issuer: variant % 3 === 2 ? text : 'https://issuer.example',
      audience: variant % 4 === 3 ? [] : [text],
      scopes: variant % 2 === 0 ? undefined : [text],
      reuseFor: durationOf(reuseFor),
    });
    api.root.resourceForPath(`/${fresh(stack)}`).addMethod('GET', new RestIntegration(target), { authorizer, authorizationType: apigateway.AuthorizationType.CUSTOM });
  },
  webSocketApi: (stack, target, given) => {
    const id = `WebSocketApi${given.source}`;
    addToWebSocketApi(shared(stack, id, () => new apigatewayv2.WebSocketApi(stack, id)), target, given);
  },
  loadBalancer: (stack, target, { source, variant, times: [, idleTimeout] }) => {
    const targets = [new LoadBalancerTarget(target, { idleTimeout: durationOf(idleTimeout) })];
    const id = `Group${fresh(stack)}`;
    oneOf<unknown>(variant,
      () => new elb.ApplicationTargetGroup(stack, id, { targetGroupName: id, targets }),
      () => new elb.ApplicationTargetGroup(stack, id, { targets }),
      () => shared(stack, `Balanced${source}`, () => new elb.ApplicationTargetGroup(stack, `Balanced${source}`, { targetGroupName: `group-${source}` })).addTarget(...targets),
      () => listenerOf(stack).addTargets(id, { targetGroupName: id, targets, priority: Number(fresh(stack)), conditions: [elb.ListenerCondition.pathPatterns([`/${id}`])] }),
    );
  },
  delivery: (stack, target, { variant, numbers: [megabytes, retries], times: [bufferInterval], text }) => {
    const lake = shared(stack, 'Lake', () => new s3.Bucket(stack, 'Lake'));
    const processor = new DeliveryTransform(target, {
      bufferSize: sizeOf(megabytes),
      retries: numberOf(retries),
      bufferInterval: durationOf(bufferInterval),
    });
    new firehose.DeliveryStream(stack, `Delivery${fresh(stack)}`, {
      destination: new firehose.S3Bucket(lake, { processors: [processor], errorOutputPrefix: variant === 0 ? undefined : `failed/${text}` }),
    });
  },
} satisfies Record<string, Connect>;
