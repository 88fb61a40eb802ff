import { Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** A statement as it stands in a template. */
export interface RenderedStatement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: RenderedStatement[] };
}

/** Every statement of a role, or of a function's, from the policies in it and all that are attached to it. */
export function statementsOf(holder: lambda.IFunction | iam.Role): RenderedStatement[] {
  const stack = Stack.of(holder);
  const role = holder instanceof iam.Role ? holder : holder.role as iam.Role;
  const roleId = stack.getLogicalId(role.node.defaultChild as iam.CfnRole);
  const template = Template.fromStack(stack);
  const attached = Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(policy => JSON.stringify(policy.Properties.Roles).includes(roleId))
    .map(policy => policy.Properties as Policy);
  const { Policies: own = [] } = template.findResources('AWS::IAM::Role')[roleId].Properties as { Policies?: Policy[] };
  return [...own, ...attached].flatMap(policy => policy.PolicyDocument.Statement);
}

/** Every action a role or a function's role allows, sorted. */
export function actionsOf(holder: lambda.IFunction | iam.Role): string[] {
  return [...new Set(statementsOf(holder).flatMap(statement => statement.Action))].sort();
}
