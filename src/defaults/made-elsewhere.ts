import { aws_iam as iam } from 'aws-cdk-lib';

/** Whether an app may not make a role (`iam.Role.customizeRoles`): somebody else does, by the report that CDK writes. It has no resource. */
export function isMadeElsewhere(role: iam.IRole): boolean {
  return isReportedOn(role) && role.node.defaultChild === undefined;
}

/** Whether CDK reports what a role is granted, made elsewhere or not; a statement that grows after it was granted is reported as it was. */
export function isReportedOn(role: iam.IRole): boolean {
  return reportedRole(role) !== undefined;
}

/** Leaves policies of AWS out of the report on a role. */
export function reportWithout(role: iam.IRole, isLeftOut: (policyArn: string) => boolean): void {
  // CDK has no other way to them, and reports what it holds when the app is synthesized.
  const { managedPolicies } = reportedRole(role) as unknown as { managedPolicies: iam.IManagedPolicy[] };
  managedPolicies.splice(0, Infinity, ...managedPolicies.filter(({ managedPolicyArn }) => !isLeftOut(managedPolicyArn)));
}

/** What CDK puts below a role that it reports on. */
function reportedRole(role: iam.IRole): object | undefined {
  return role.node.tryFindChild(`PrecreatedRole${role.node.id}`);
}
