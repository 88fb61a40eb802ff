import { aws_iam as iam } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { requireThat } from './steadfast-error';

/** Refuses a grantee of whom no role is known, where the policy of a resource has to name somebody. */
export function refuseUnknown(resource: IConstruct, { grantPrincipal }: iam.IGrantable): void {
  requireThat(resource, !(grantPrincipal instanceof iam.UnknownPrincipal), {
    must: 'Somebody must be known to be let in',
    given: 'an imported function without its role',
    remedy: 'Import the function with its role: lambda.Function.fromFunctionAttributes(this, id, { functionArn, role, sameEnvironment: true }).',
  });
}
