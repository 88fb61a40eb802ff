import { Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** A statement as it stands in a template. */
export interface RenderedStatement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** Every statement of a role, or of a function's, from all policies that are attached to it. */
export function statementsOf(holder: lambda.IFunction | iam.Role): RenderedStatement[] {
  const stack = Stack.of(holder);
  const role = holder instanceof iam.Role ? holder : holder.role as iam.Role;
  const roleId = stack.getLogicalId(role.node.defaultChild as iam.CfnRole);
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy');
  return Object.values(policies)
    .filter(policy => JSON.stringify(policy.Properties.Roles).includes(roleId))
    .flatMap(policy => policy.Properties.PolicyDocument.Statement as RenderedStatement[]);
}

/** Every action a role or a function's role allows, sorted. */
export function actionsOf(holder: lambda.IFunction | iam.Role): string[] {
  return [...new Set(statementsOf(holder).flatMap(statement => statement.Action))].sort();
}
