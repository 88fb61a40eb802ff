import { Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** A statement as it stands in a template. */
export interface RenderedStatement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** Every statement of a function's role, from all policies that are attached to it. */
export function statementsOf(fn: lambda.IFunction): RenderedStatement[] {
  const stack = Stack.of(fn);
  const roleId = stack.getLogicalId((fn.role as iam.Role).node.defaultChild as iam.CfnRole);
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy');
  return Object.values(policies)
    .filter((policy) => JSON.stringify(policy.Properties.Roles).includes(roleId))
    .flatMap((policy) => policy.Properties.PolicyDocument.Statement as RenderedStatement[]);
}

/** Every action a function's role allows, sorted. */
export function actionsOf(fn: lambda.IFunction): string[] {
  return [...new Set(statementsOf(fn).flatMap((statement) => statement.Action))].sort();
}
