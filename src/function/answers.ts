import { Lazy, aws_iam as iam, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_logs as logs, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { vouchForAliasEndpoint } from './alias-endpoint';
import { acknowledge } from '../bridge/resource-metadata';
import { mayCallAsynchronously } from '../failure/asynchronous-callers';
import { requireThat } from '../validation/steadfast-error';
import { warn } from '../validation/warning';

/** What stands behind a function's face. */
export interface Behind {
  /** Where everything arrives. */
  readonly alias: lambda.Alias;
  /** The function itself, for versions and whoever insists on $LATEST. */
  readonly unqualified: lambda.IFunction;
  /** Where the function writes its logs. */
  readonly logGroup: logs.ILogGroup;
  /** The queue that CDK would have made the function's own dead-letter queue. */
  readonly deadLetterQueue?: sqs.IQueue;
  /** The topic that CDK would have made the function's own dead-letter topic. */
  readonly deadLetterTopic?: sns.ITopic;
  /** Called whenever somebody binds who may invoke asynchronously. */
  onAsynchronousCaller(): void;
  /** Called when the user decides about asynchronous invocations. */
  onConfigureAsyncInvoke(options: lambda.EventInvokeConfigOptions): void;
  /** Called when one of CDK's own event sources connects a stream. */
  onStream(): void;
}

/** The members of a function that its live alias answers for. */
type Answered =
  | 'functionArn' | 'functionName' | 'resourceArnsForGrantInvoke' | 'latestVersion' | 'logGroup' | 'deadLetterQueue' | 'deadLetterTopic'
  | 'metric' | 'addPermission' | 'grantInvoke' | 'grantInvokeVersion' | 'grantInvokeLatestVersion'
  | 'grantInvokeUrl' | 'configureAsyncInvoke' | 'addEventSource' | 'addFunctionUrl' | 'considerWarningOnInvokeFunctionPermissions';

/**
 * Lets the live alias answer for a function, so that whatever binds to the function binds to the alias.
 *
 * One place for every kind of function: they descend from different classes of CDK and share no other parent
 * (docs/decisions/001-the-function-extends-lambda-function.md).
 */
export function answerThroughAlias(fn: lambda.Function, behind: Behind): void {
  const { alias, unqualified } = behind;
  const addPermission = fn.addPermission.bind(fn);
  const grantInvoke = fn.grantInvoke.bind(fn);
  const addEventSource = fn.addEventSource.bind(fn);

  const answers: Pick<lambda.Function, Answered> = {
    functionArn: alias.functionArn,
    functionName: nameFor(alias, unqualified),
    resourceArnsForGrantInvoke: [alias.functionArn],
    latestVersion: unqualified.latestVersion,
    logGroup: behind.logGroup,
    deadLetterQueue: behind.deadLetterQueue,
    deadLetterTopic: behind.deadLetterTopic,
    metric: (name, options) => alias.metric(name, options),
    addPermission: (id, permission) => {
      if (mayCallAsynchronously(fn, permission.principal)) behind.onAsynchronousCaller();
      if (permission.principal instanceof iam.ServicePrincipal && permission.principal.service === 'sns.amazonaws.com') vouchForAliasEndpoint(fn);
      addPermission(id, permission);
    },
    grantInvoke: grantee => {
      if (mayCallAsynchronously(fn, grantee.grantPrincipal)) behind.onAsynchronousCaller();
      return grantInvoke(grantee);
    },
    grantInvokeVersion: (grantee: iam.IGrantable, version) => unqualified.grantInvokeVersion(grantee, version),
    grantInvokeLatestVersion: (grantee: iam.IGrantable) => unqualified.grantInvokeLatestVersion(grantee),
    grantInvokeUrl: (grantee: iam.IGrantable) => unqualified.grantInvokeUrl(grantee),
    configureAsyncInvoke: options => behind.onConfigureAsyncInvoke(options),
    addEventSource: source => {
      addEventSource(source);
      if (source instanceof sources.DynamoEventSource || source instanceof sources.KinesisEventSource) behind.onStream();
    },
    addFunctionUrl: options => keepAddress(fn, unqualified, options),
    // CDK warns who permits callers on $LATEST beside a version; here they are permitted on the alias.
    considerWarningOnInvokeFunctionPermissions: () => {},
  };
  Object.defineProperties(fn, Object.getOwnPropertyDescriptors(answers));
}

/**
 * Everybody who asks for a name gets the alias's, but a version or an alias that the user makes: those belong to the function itself.
 *
 * CDK tells who is asking only while it prepares a synth, so that is when such a resource is given the function's own name.
 */
function nameFor(alias: lambda.Alias, unqualified: lambda.IFunction): string {
  return Lazy.uncachedString({
    produce: ({ scope }) => {
      if (scope instanceof lambda.CfnEventInvokeConfig) refuseLatest(scope);
      else if (!(scope instanceof lambda.CfnVersion || scope instanceof lambda.CfnAlias)) return alias.functionName;
      scope.functionName = unqualified.functionName;
      return unqualified.functionName;
    },
  });
}

/** Where nobody names a qualifier, CDK configures $LATEST. */
function refuseLatest(config: lambda.CfnEventInvokeConfig): void {
  requireThat(config, config.qualifier !== '$LATEST', {
    must: 'Asynchronous events must be configured where they arrive, on the live alias',
    given: 'an EventInvokeConfig for $LATEST',
    remedy: 'Call fn.configureAsyncInvoke() instead, or name fn.unqualified as its function where somebody invokes $LATEST.',
  });
}

/**
 * A URL that is deployed keeps its public address only while it stays where it is, on the function itself
 * (docs/decisions/005-a-function-url-keeps-its-address.md).
 */
function keepAddress(fn: lambda.Function, unqualified: lambda.IFunction, options?: lambda.FunctionUrlOptions): lambda.FunctionUrl {
  warn(fn, 'url-bypasses-alias', {
    must: 'A function URL must lead to the live alias, or a canary is bypassed',
    given: 'addFunctionUrl, which keeps the address that is deployed and leads to $LATEST',
    remedy: 'Call fn.liveAlias.addFunctionUrl() for a new URL, or acknowledge this to keep the old address.',
  });
  const url = new lambda.FunctionUrl(fn, 'FunctionUrl', { function: unqualified, ...options });
  acknowledge(url.node.defaultChild as lambda.CfnUrl, 'alias-bypassed', 'The address that is deployed is kept.');
  return url;
}
