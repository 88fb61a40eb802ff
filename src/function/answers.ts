import { aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { mayCallAsynchronously } from '../failure/asynchronous-callers';

/** What stands behind a function's face. */
export interface Behind {
  /** Where everything arrives. */
  readonly alias: lambda.Alias;
  /** The function itself, for versions and whoever insists on $LATEST. */
  readonly unqualified: lambda.IFunction;
  /** Where the function writes its logs. */
  readonly logGroup: logs.ILogGroup;
  /** Called whenever somebody binds who may invoke asynchronously. */
  onAsynchronousCaller(): void;
  /** Called when the user decides about asynchronous invocations. */
  onConfigureAsyncInvoke(options: lambda.EventInvokeConfigOptions): void;
}

/** The members of a function that its live alias answers for. */
type Answered =
  | 'functionArn' | 'functionName' | 'resourceArnsForGrantInvoke' | 'latestVersion' | 'logGroup'
  | 'metric' | 'addPermission' | 'grantInvoke' | 'grantInvokeVersion' | 'grantInvokeLatestVersion'
  | 'configureAsyncInvoke' | 'addFunctionUrl' | 'considerWarningOnInvokeFunctionPermissions';

/**
 * Lets the live alias answer for a function, so that whatever binds to the function binds to the alias.
 *
 * One place for every kind of function: they descend from different classes of CDK and share no other parent
 * (docs/decisions/001-function-answers-through-alias.md).
 */
export function answerThroughAlias(fn: lambda.Function, behind: Behind): void {
  const { alias, unqualified } = behind;
  const addPermission = fn.addPermission.bind(fn);
  const grantInvoke = fn.grantInvoke.bind(fn);

  const answers: Pick<lambda.Function, Answered> = {
    functionArn: alias.functionArn,
    functionName: alias.functionName,
    resourceArnsForGrantInvoke: [alias.functionArn],
    latestVersion: unqualified.latestVersion,
    logGroup: behind.logGroup,
    metric: (name, options) => alias.metric(name, options),
    addPermission: (id, permission) => {
      if (mayCallAsynchronously(permission.principal)) behind.onAsynchronousCaller();
      addPermission(id, permission);
    },
    grantInvoke: (grantee) => {
      if (mayCallAsynchronously(grantee.grantPrincipal)) behind.onAsynchronousCaller();
      return grantInvoke(grantee);
    },
    grantInvokeVersion: (grantee: iam.IGrantable, version) => unqualified.grantInvokeVersion(grantee, version),
    grantInvokeLatestVersion: (grantee: iam.IGrantable) => unqualified.grantInvokeLatestVersion(grantee),
    configureAsyncInvoke: (options) => behind.onConfigureAsyncInvoke(options),
    addFunctionUrl: (options) => new lambda.FunctionUrl(fn, 'FunctionUrl', { function: alias, ...options }),
    // CDK warns who permits callers on $LATEST beside a version; here they are permitted on the alias.
    considerWarningOnInvokeFunctionPermissions: () => {},
  };
  Object.defineProperties(fn, Object.getOwnPropertyDescriptors(answers));
}
