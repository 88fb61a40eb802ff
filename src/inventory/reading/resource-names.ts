import { own } from '../raw';

/** How a type of resource is named, and how its ARN is written. */
export interface ResourceName {
  /** The service in its ARN. */
  readonly service: string;
  /** The property that names it. @default - nothing in the template can */
  readonly name?: string;
  /** What stands before the name in the last part of the ARN. @default - no ARN is led back to this type */
  readonly before?: string;
  /** The attribute that is its ARN, where the ARN is regional, owned by an account, and ends in what `Ref` returns. */
  readonly arn?: string;
}

const RESOURCE_NAMES: Readonly<Record<string, ResourceName>> = {
  'AWS::Lambda::Function': { service: 'lambda', name: 'FunctionName', before: 'function:', arn: 'Arn' },
  'AWS::Lambda::Alias': { service: 'lambda' },
  'AWS::Lambda::Version': { service: 'lambda' },
  'AWS::SQS::Queue': { service: 'sqs', name: 'QueueName', before: '', arn: 'Arn' },
  'AWS::SNS::Topic': { service: 'sns', name: 'TopicName', before: '' },
  'AWS::S3::Bucket': { service: 's3', name: 'BucketName', before: '' },
  'AWS::DynamoDB::Table': { service: 'dynamodb', name: 'TableName', before: 'table/', arn: 'Arn' },
  'AWS::DynamoDB::GlobalTable': { service: 'dynamodb', name: 'TableName' },
  'AWS::Kinesis::Stream': { service: 'kinesis', name: 'Name', before: 'stream/', arn: 'Arn' },
  'AWS::Kinesis::StreamConsumer': { service: 'kinesis' },
  'AWS::KinesisFirehose::DeliveryStream': { service: 'firehose', name: 'DeliveryStreamName', before: 'deliverystream/' },
  'AWS::Events::EventBus': { service: 'events', name: 'Name', before: 'event-bus/', arn: 'Arn' },
  'AWS::Events::Rule': { service: 'events', name: 'Name', before: 'rule/', arn: 'Arn' },
  'AWS::Logs::LogGroup': { service: 'logs', name: 'LogGroupName', before: 'log-group:' },
  'AWS::IAM::Role': { service: 'iam', name: 'RoleName', before: 'role/' },
  'AWS::IAM::ManagedPolicy': { service: 'iam', name: 'ManagedPolicyName', before: 'policy/' },
  'AWS::KMS::Key': { service: 'kms', before: 'key/', arn: 'Arn' },
  'AWS::KMS::Alias': { service: 'kms', name: 'AliasName', before: 'alias/' },
  'AWS::CloudWatch::Alarm': { service: 'cloudwatch', name: 'AlarmName', before: 'alarm:', arn: 'Arn' },
  'AWS::CloudWatch::CompositeAlarm': { service: 'cloudwatch', name: 'AlarmName' },
  'AWS::StepFunctions::StateMachine': { service: 'states', name: 'StateMachineName', before: 'stateMachine:' },
  'AWS::SecretsManager::Secret': { service: 'secretsmanager', name: 'Name' },
  'AWS::MSK::Cluster': { service: 'kafka', name: 'ClusterName' },
  'AWS::DocDB::DBCluster': { service: 'rds' },
  'AWS::AmazonMQ::Broker': { service: 'mq', name: 'BrokerName' },
  'AWS::CodeDeploy::Application': { service: 'codedeploy', name: 'ApplicationName' },
};

const EVERY_NAME = Object.entries(RESOURCE_NAMES);

/** How resources of a type are named; undefined for a type that nobody refers to by name. */
export function namesOf(type: string): ResourceName | undefined {
  return own(RESOURCE_NAMES, type);
}

/** The type that an ARN of a service means, and its last part without what stands before the name. */
export function typeNamedBy(service: string, path: string): { readonly type: string; readonly name: string } | undefined {
  const found = EVERY_NAME.find(([, one]) => one.service === service && one.before !== undefined && path.startsWith(one.before));
  return found && { type: found[0], name: path.slice(found[1].before?.length) };
}
