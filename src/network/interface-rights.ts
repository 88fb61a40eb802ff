import { aws_iam as iam } from 'aws-cdk-lib';

/** What Lambda does with the network interfaces of a function (AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC"). */
const INTERFACE_ACTIONS = [
  'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
];

/**
 * The rights with which Lambda attaches a function to a network, and which the function's own code is refused.
 *
 * Lambda asks for them on every resource: the interfaces do not exist yet. It uses them from outside, where requests carry no source function;
 * requests from the code carry one (same guide, "Using source function ARN to control function access behavior").
 */
export function interfaceRights(): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({ actions: INTERFACE_ACTIONS, resources: ['*'] }),
    new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      actions: INTERFACE_ACTIONS,
      resources: ['*'],
      conditions: { Null: { 'lambda:SourceFunctionArn': 'false' } },
    }),
  ];
}
