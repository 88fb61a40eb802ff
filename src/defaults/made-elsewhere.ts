import { aws_iam as iam } from 'aws-cdk-lib';

/**
 * Whether an app may not make a role (`iam.Role.customizeRoles`): somebody else does, by the report that CDK writes.
 *
 * Such a role has no resource. What it is granted is put into the report at once: a statement that grows later does not.
 */
export function isMadeElsewhere(role: iam.IRole): boolean {
  return reportedRole(role) !== undefined;
}

/** Leaves policies of AWS out of the report on a role that is made elsewhere. */
export function reportWithout(role: iam.IRole, isLeftOut: (policyArn: string) => boolean): void {
  // CDK has no other way to them, and reports what it holds when the app is synthesized.
  const { managedPolicies } = reportedRole(role) as unknown as { managedPolicies: iam.IManagedPolicy[] };
  managedPolicies.splice(0, Infinity, ...managedPolicies.filter(({ managedPolicyArn }) => !isLeftOut(managedPolicyArn)));
}

/** What CDK puts below a role that it reports on. */
function reportedRole(role: iam.IRole): object | undefined {
  return role.node.tryFindChild(`PrecreatedRole${role.node.id}`);
}
