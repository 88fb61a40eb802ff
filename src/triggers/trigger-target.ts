import { Duration, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastFunction } from '../function/steadfast-function';
import { SteadfastNodejsFunction } from '../function/steadfast-nodejs-function';
import { SERVICE_DEFAULTS } from '../reference/service-defaults';

/**
 * The function behind whatever a trigger is bound to.
 *
 * @returns undefined for an imported function, of which only the ARN is known
 */
export function functionBehind(target: lambda.IFunction): lambda.Function | undefined {
  if (target instanceof lambda.Function) return target;
  if (target instanceof lambda.Alias || target instanceof lambda.Version) return resourceBehind(target.lambda);
  return undefined;
}

/** A version of a steadfast function names the function by a view of it, whose parent is the function. */
function resourceBehind(target: lambda.IFunction): lambda.Function | undefined {
  return [target, target.node.scope].find(construct => construct instanceof lambda.Function);
}

/** A target as a function of this library, if it is one. */
export function asSteadfast(target: lambda.IFunction): SteadfastFunction | SteadfastNodejsFunction | undefined {
  return target instanceof SteadfastFunction || target instanceof SteadfastNodejsFunction ? target : undefined;
}

/** The timeout of a target, where it is known. */
export function timeoutOf(target: lambda.IFunction): Duration | undefined {
  const fn = functionBehind(target);
  return fn && (fn.timeout ?? Duration.seconds(SERVICE_DEFAULTS.functionTimeout));
}

/** The reserved concurrency of a target, where it has one and it is known. */
export function reservedConcurrencyOf(target: lambda.IFunction): number | undefined {
  const resource = functionBehind(target)?.node.defaultChild as lambda.CfnFunction | undefined;
  return resource?.reservedConcurrentExecutions;
}

/** A target as the scope of what connects it to a source: that stands below the function. */
export function constructOf(target: lambda.IFunction): Construct {
  return target as lambda.FunctionBase;
}

/**
 * Lets a role invoke a target, and nothing beside it.
 *
 * A plain function's own `grantInvoke` opens every version and alias with a wildcard; whoever answers by one ARN grants that one,
 * and learns by it that somebody may call.
 */
export function grantInvokeOnly(target: lambda.IFunction, role: iam.IRole): iam.Grant {
  if (target.resourceArnsForGrantInvoke.length === 1) return target.grantInvoke(role);
  return iam.Grant.addToPrincipal({ grantee: role, actions: ['lambda:InvokeFunction'], resourceArns: [target.functionArn] });
}
