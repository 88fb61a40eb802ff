import { aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { refuseUnnarrowed } from './narrowed-principal';

/**
 * Invoke a function through the one address that events take.
 *
 * The function itself grants: it knows its alias, lets other accounts in, and learns who may invoke it asynchronously.
 */
export function invoke(fn: lambda.IFunction, grantee: iam.IGrantable): iam.Grant {
  refuseUnnarrowed(fn, grantee);
  return answersForOneAddress(fn) ? fn.grantInvoke(grantee) : fn.grantInvokeLatestVersion(grantee);
}

/** A plain function of CDK grants itself and every version and alias there will ever be. */
function answersForOneAddress(fn: lambda.IFunction): boolean {
  return fn.resourceArnsForGrantInvoke.length === 1;
}
