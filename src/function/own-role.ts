import { Lazy, Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';

/** The policies of AWS that CDK attaches to every function's role, replaced here by exact statements. */
const REPLACED = ['service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaVPCAccessExecutionRole'];

/**
 * The rights without which Lambda cannot attach a function to a network.
 *
 * None of them takes a resource that is known before the interfaces exist (AWS Lambda Developer Guide, "Giving Lambda functions access to resources in a VPC").
 */
const NETWORK_RIGHTS = [
  'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
];

/**
 * Takes the AWS-managed policies off the role that CDK made for a function.
 *
 * A role that the user gave is kept as it is.
 */
export function ownRole(fn: lambda.Function, given: iam.IRole | undefined): void {
  if (!given && fn.role instanceof iam.Role) detachManagedPolicies(fn.role);
  if (fn.isBoundToVpc) fn.addToRolePolicy(new iam.PolicyStatement({ actions: NETWORK_RIGHTS, resources: ['*'] }));
}

/** Policies that the user attaches later still arrive: the list is read when the template is written. */
function detachManagedPolicies(role: iam.Role): void {
  const resource = role.node.defaultChild as iam.CfnRole;
  const attached = resource.managedPolicyArns;
  resource.managedPolicyArns = Lazy.list({
    produce: () => {
      const arns = (Stack.of(role).resolve(attached) ?? []) as string[];
      return arns.filter((arn) => !REPLACED.some((name) => JSON.stringify(arn).includes(name)));
    },
  }, { omitEmpty: true });
}
