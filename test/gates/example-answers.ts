import type { Answer } from './answers';

const NETWORK = 'The network stands in for one that an organisation has already, and whose keeper decides: flow logs, the default security group, which subnets are public.';
const DATABASE = 'The database stands in for one that is there already. It is private, in two zones, backed up and protected from deletion; the rest is of whoever keeps it.';
const PIPELINE = 'CDK Pipelines writes this; what it may do in an account is decided by the roles that the account was bootstrapped with.';
const ARTIFACTS = 'CDK Pipelines makes this bucket. It holds what each deployment makes anew, encrypted by a key of its own and closed to the public.';
const [PROXY, CHUNKED, PIPELINE_STACK] = ['02-database-behind-a-proxy', '11-chunked-job', '14-two-stages.OrdersPipeline'];

/** What of an example is not of this library: the network, the database, the pipeline that are there in real life, and buckets of the user's. */
export const EXAMPLE_ANSWERS: readonly Answer[] = [
  { on: 'AWS::EC2::VPC', rules: ['VPC7', 'VPCFlowLogsEnabled', 'VPCDefaultSecurityGroupClosed'], only: PROXY, reason: NETWORK },
  { on: 'AWS::EC2::Subnet', rules: ['VPCSubnetAutoAssignPublicIpDisabled', 'CT.EC2.PR.11'], only: PROXY, reason: NETWORK },
  { on: 'AWS::EC2::Route', rules: ['VPCNoUnrestrictedRouteToIGW'], only: PROXY, reason: NETWORK },
  {
    on: 'AWS::EC2::SecurityGroupIngress',
    rules: ['EC2RestrictedCommonPorts', 'EC2RestrictedSSH'],
    only: PROXY,
    reason: 'The port is a reference to the database\'s own, which the rule cannot read; the source is one security group, of the proxy.',
  },
  {
    on: 'AWS::RDS::DBInstance',
    rules: ['RDS11', 'RDSEnhancedMonitoringEnabled', 'RDSInBackupPlan', 'CKV_AWS_118', 'CT.RDS.PR.2', 'CT.RDS.PR.20', 'CT.RDS.PR.30'],
    only: PROXY,
    reason: DATABASE,
  },
  {
    on: 'AWS::IAM::Policy',
    rules: ['IAMNoInlinePolicy'],
    only: PROXY,
    resources: /^DatabaseProxyIAMRole/,
    reason: 'CDK makes the role of the proxy. Its policy opens the one secret, belongs to this role and goes away with it.',
  },
  {
    on: 'AWS::SecretsManager::Secret',
    rules: ['SMG4', 'SecretsManagerRotationEnabled'],
    only: PROXY,
    reason: 'The provider changes its key when it is asked to, and the function picks it up; the password is the proxy\'s alone, and the keeper of the database rotates it.',
  },
  {
    on: 'AWS::SecretsManager::Secret',
    rules: ['SecretsManagerUsingKMSKey', 'CKV_AWS_149'],
    only: PROXY,
    reason: 'Secrets Manager encrypts by the key that AWS manages for it; a key of yours is a prop of the secret, and the function is granted it too.',
  },
  {
    on: 'AWS::S3::Bucket',
    rules: ['S1', 'S3BucketLoggingEnabled', 'S3BucketReplicationEnabled', 'S3BucketDefaultLockEnabled', 'S3DefaultEncryptionKMS', 'CKV_AWS_18',
      'CT.S3.PR.2', 'CT.S3.PR.4', 'CT.S3.PR.9', 'CT.S3.PR.10'],
    only: CHUNKED,
    resources: /^Archive/,
    reason: 'The archive stands in for a bucket that is there already; who logs, copies, locks and encrypts it is decided where it is made.',
  },
  {
    on: 'AWS::S3::Bucket',
    rules: ['S1', 'S3BucketLoggingEnabled', 'S3BucketReplicationEnabled', 'S3BucketDefaultLockEnabled', 'S3BucketVersioningEnabled', 'CKV_AWS_18', 'CKV_AWS_21',
      'CT.S3.PR.2', 'CT.S3.PR.4', 'CT.S3.PR.6', 'CT.S3.PR.9', 'CT.S3.PR.11'],
    only: PIPELINE_STACK,
    reason: ARTIFACTS,
  },
  { on: 'AWS::IAM::Policy', rules: ['IAM5', 'IAMNoInlinePolicy', 'CKV_AWS_111', 'RESOURCE_MISMATCH', 'RESOURCE_STAR'], only: PIPELINE_STACK, reason: PIPELINE },
  {
    on: 'AWS::CodeBuild::Project',
    rules: ['CodeBuildProjectSourceRepoUrl'],
    only: PIPELINE_STACK,
    reason: 'The source of the project is the pipeline: no address of a repository stands there, and so no password in it.',
  },
  {
    on: 'AWS::CodeBuild::Project',
    rules: ['CT.CODEBUILD.PR.3'],
    only: PIPELINE_STACK,
    reason: 'CodeBuild writes its logs to CloudWatch Logs unless it is told not to.',
  },
  {
    on: 'AWS::CodePipeline::Pipeline',
    rules: ['E3703'],
    only: PIPELINE_STACK,
    reason: 'A matter of taste: CDK joins an ARN by Fn::Join, and Fn::Sub would say the same.',
  },
];
