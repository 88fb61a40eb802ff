import { InvokerKind } from '../inventory/function-facts';
import { Link, Resource } from '../inventory/model';

const TYPES: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'Function',
  'AWS::SQS::Queue': 'Queue',
  'AWS::SNS::Topic': 'Topic',
  'AWS::S3::Bucket': 'Bucket',
  'AWS::DynamoDB::Table': 'Table',
  'AWS::DynamoDB::GlobalTable': 'Table',
  'AWS::Kinesis::Stream': 'Stream',
  'AWS::Kinesis::StreamConsumer': 'Stream consumer',
  'AWS::KinesisFirehose::DeliveryStream': 'Firehose',
  'AWS::Events::EventBus': 'Event bus',
  'AWS::Events::Rule': 'Rule',
  'AWS::Scheduler::Schedule': 'Schedule',
  'AWS::ApiGateway::RestApi': 'REST API',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Load balancer',
  'AWS::Cognito::UserPool': 'User pool',
  'AWS::StepFunctions::StateMachine': 'Workflow',
  'AWS::CloudFront::Distribution': 'Distribution',
  'AWS::Lambda::Url': 'Function URL',
  'AWS::AppSync::GraphQLApi': 'GraphQL API',
  'AWS::Logs::SubscriptionFilter': 'Log subscription',
  'AWS::IoT::TopicRule': 'IoT rule',
  'AWS::SES::ReceiptRule': 'Mail rule',
  'AWS::Config::ConfigRule': 'Config rule',
  'AWS::CloudWatch::Alarm': 'Alarm',
  'AWS::CloudWatch::CompositeAlarm': 'Alarm',
  'AWS::SecretsManager::RotationSchedule': 'Secret rotation',
  'AWS::SecretsManager::Secret': 'Secret',
  'AWS::Pipes::Pipe': 'Pipe',
  'AWS::CodeDeploy::DeploymentGroup': 'Deployment',
  'AWS::KMS::Key': 'Key',
  'AWS::Logs::LogGroup': 'Log group',
  'AWS::MSK::Cluster': 'Kafka cluster',
  'AWS::AmazonMQ::Broker': 'Broker',
  'AWS::DocDB::DBCluster': 'DocumentDB',
  'AWS::RDS::DBProxy': 'RDS Proxy',
  'AWS::EC2::VPC': 'VPC',
};

const PROTOCOLS: Readonly<Record<string, string>> = { WEBSOCKET: 'WebSocket API', HTTP: 'HTTP API' };

/** What a resource is, in a reader's words. */
export function kindOfType({ type, properties }: Resource): string {
  if (type === 'AWS::ApiGatewayV2::Api') {
    return PROTOCOLS[properties.text('ProtocolType').known ?? 'HTTP'] ?? 'API';
  }
  if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') {
    return 'Custom resource';
  }
  return TYPES[type] ?? type.split('::').slice(1).join(' ');
}

const SERVICES: Readonly<Record<string, string>> = {
  lambda: 'Function',
  sqs: 'Queue',
  sns: 'Topic',
  s3: 'Bucket',
  dynamodb: 'Table',
  kinesis: 'Stream',
  events: 'Event bus',
  firehose: 'Firehose',
  states: 'Workflow',
  logs: 'Log group',
  kms: 'Key',
  secretsmanager: 'Secret',
  kafka: 'Kafka cluster',
  mq: 'Broker',
  ssm: 'Parameter',
};

/** What stands at the end of a link, as far as it tells. */
export function kindOfLink({ resource, service }: Link): string {
  return resource ? kindOfType(resource) : (service && SERVICES[service]) ?? 'Elsewhere';
}

const INVOKERS: Readonly<Record<InvokerKind, string>> = {
  's3': 'bucket notification',
  'sns': 'subscription',
  'eventbridge': 'rule',
  'scheduler': 'schedule',
  'logs': 'log subscription',
  'iot': 'IoT rule',
  'ses': 'mail rule',
  'config': 'Config rule',
  'cloudformation': 'custom resource',
  'rest-api': 'method',
  'http-api': 'route',
  'websocket-api': 'route',
  'rest-authorizer': 'authorizer',
  'http-authorizer': 'authorizer',
  'websocket-authorizer': 'authorizer',
  'alb': 'target',
  'cognito': 'user pool trigger',
  'step-functions': 'task',
  'firehose': 'transformation',
  'cloudfront': 'edge',
  'url': 'function URL',
  'appsync': 'resolver',
  'secretsmanager': 'rotation',
  'lambda-destination': 'destination',
  'alarm': 'alarm action',
  'pipe': 'pipe',
  'codedeploy': 'deployment hook',
  'other': 'permission',
};

/** What connects a caller with the function. */
export function wordFor(via: InvokerKind): string {
  return INVOKERS[via];
}
