import { ManagedPolicyUse } from '../../inventory/policy-facts';

const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

const NETWORK = [
  'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
];

const TRACES = [
  'xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:GetSamplingStatisticSummaries',
];

/**
 * What AWS's own policies for functions allow, on every resource.
 * Source: AWS Managed Policy Reference Guide, one page a policy (2026-11).
 */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  AWSLambdaBasicExecutionRole: LOGS,
  AWSLambdaVPCAccessExecutionRole: [...LOGS, ...NETWORK],
  AWSLambdaENIManagementAccess: NETWORK,
  AWSLambdaSQSQueueExecutionRole: [...LOGS, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  AWSLambdaKinesisExecutionRole: [
    ...LOGS, 'kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator',
    'kinesis:ListShards', 'kinesis:ListStreams', 'kinesis:SubscribeToShard',
  ],
  AWSLambdaDynamoDBExecutionRole: [...LOGS, 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
  AWSXRayDaemonWriteAccess: TRACES,
  AWSXrayWriteOnlyAccess: TRACES,
  // Its log rights are on the group of Lambda Insights alone.
  CloudWatchLambdaInsightsExecutionRolePolicy: [],
};

/** The actions that an AWS-managed policy allows on every resource; undefined for one that this table does not hold. */
export function actionsOfManagedPolicy(use: ManagedPolicyUse): readonly string[] | undefined {
  const name = use.value.written.slice(use.value.written.lastIndexOf('/') + 1);
  return use.byAws && Object.prototype.hasOwnProperty.call(ACTIONS, name) ? ACTIONS[name] : undefined;
}
