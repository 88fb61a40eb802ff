import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A policy that is a resource of its own. */
export type PolicyResource = iam.CfnPolicy | iam.CfnManagedPolicy;

export function isPolicy(construct: IConstruct): construct is PolicyResource {
  return construct instanceof iam.CfnPolicy || construct instanceof iam.CfnManagedPolicy;
}

/** Whether a policy is attached to a role: the policy names the role, or the role names the policy. */
export function isAttached(policy: PolicyResource, role: iam.Role): boolean {
  const resource = role.node.defaultChild as iam.CfnRole | undefined;
  const rendered = (value: unknown): string => JSON.stringify(Stack.of(role).resolve(value));
  const named = [resource?.ref, role.roleName].map(rendered);
  const roles = (Stack.of(policy).resolve(policy.roles) ?? []) as unknown[];
  const policies = (Stack.of(role).resolve(resource?.managedPolicyArns) ?? []) as unknown[];
  return roles.some(name => named.includes(JSON.stringify(name)))
    || policies.some(arn => JSON.stringify(arn) === JSON.stringify(Stack.of(policy).resolve(policy.ref)));
}
