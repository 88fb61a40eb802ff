/** What a price is for: the service as its bill names it, the thing that is counted, and its unit. */
export interface PricedThing {
  readonly service: string;
  readonly what: string;
  readonly unit: string;
}

/** Everything the cost sheet can price, by the id that price lists use. */
export const CATALOGUE = {
  'lambda.requests': { service: 'Lambda', what: 'requests', unit: 'request' },
  'lambda.duration.x86_64': { service: 'Lambda', what: 'duration', unit: 'GB-s' },
  'lambda.duration.arm64': { service: 'Lambda', what: 'duration', unit: 'GB-s' },
  'lambda.provisioned.capacity.x86_64': { service: 'Lambda', what: 'provisioned capacity', unit: 'GB-s' },
  'lambda.provisioned.capacity.arm64': { service: 'Lambda', what: 'provisioned capacity', unit: 'GB-s' },
  'lambda.provisioned.duration.x86_64': { service: 'Lambda', what: 'duration on provisioned capacity', unit: 'GB-s' },
  'lambda.provisioned.duration.arm64': { service: 'Lambda', what: 'duration on provisioned capacity', unit: 'GB-s' },
  'lambda.storage': { service: 'Lambda', what: '/tmp beyond 512 MB', unit: 'GB-s' },
  'lambda.snapstart.cache': { service: 'Lambda', what: 'SnapStart cache', unit: 'GB-s' },
  'lambda.snapstart.restore': { service: 'Lambda', what: 'SnapStart restores', unit: 'GB' },
  'lambda.edge.requests': { service: 'Lambda@Edge', what: 'requests', unit: 'request' },
  'lambda.edge.duration': { service: 'Lambda@Edge', what: 'duration', unit: 'GB-s' },
  'api.rest': { service: 'API Gateway', what: 'REST requests', unit: 'request' },
  'api.http': { service: 'API Gateway', what: 'HTTP requests', unit: 'request' },
  'api.websocket': { service: 'API Gateway', what: 'WebSocket messages', unit: 'message' },
  'sqs.standard': { service: 'SQS', what: 'requests', unit: 'request' },
  'sqs.fifo': { service: 'SQS', what: 'FIFO requests', unit: 'request' },
  'sns.publish': { service: 'SNS', what: 'publishes', unit: 'request' },
  'events.custom': { service: 'EventBridge', what: 'events', unit: 'event' },
  'events.opt-in': { service: 'EventBridge', what: 'events of S3', unit: 'event' },
  'scheduler.invocations': { service: 'EventBridge Scheduler', what: 'invocations', unit: 'invocation' },
  'dynamodb.write': { service: 'DynamoDB', what: 'writes on demand', unit: 'unit' },
  'dynamodb.read': { service: 'DynamoDB', what: 'reads on demand', unit: 'unit' },
  'dynamodb.write-capacity': { service: 'DynamoDB', what: 'provisioned write capacity', unit: 'unit-hour' },
  'dynamodb.read-capacity': { service: 'DynamoDB', what: 'provisioned read capacity', unit: 'unit-hour' },
  'dynamodb.storage': { service: 'DynamoDB', what: 'storage', unit: 'GB-month' },
  'dynamodb.pitr': { service: 'DynamoDB', what: 'point-in-time recovery', unit: 'GB-month' },
  'dynamodb.stream-reads': { service: 'DynamoDB', what: 'stream reads', unit: 'request' },
  'kinesis.shard-hour': { service: 'Kinesis', what: 'shards', unit: 'hour' },
  'kinesis.put': { service: 'Kinesis', what: 'put units', unit: 'unit' },
  'kinesis.on-demand.hour': { service: 'Kinesis', what: 'streams on demand', unit: 'hour' },
  'kinesis.on-demand.in': { service: 'Kinesis', what: 'data in', unit: 'GB' },
  'kinesis.on-demand.out': { service: 'Kinesis', what: 'data out', unit: 'GB' },
  'states.standard': { service: 'Step Functions', what: 'state transitions', unit: 'transition' },
  'states.express.requests': { service: 'Step Functions', what: 'express requests', unit: 'request' },
  'states.express.duration': { service: 'Step Functions', what: 'express duration', unit: 'GB-s' },
  'logs.ingest': { service: 'CloudWatch', what: 'logs in', unit: 'GB' },
  'logs.storage': { service: 'CloudWatch', what: 'logs stored', unit: 'GB-month' },
  'cloudwatch.alarm': { service: 'CloudWatch', what: 'alarm metrics', unit: 'metric' },
  'cloudwatch.alarm.high-resolution': { service: 'CloudWatch', what: 'high-resolution alarm metrics', unit: 'metric' },
  'cloudwatch.composite-alarm': { service: 'CloudWatch', what: 'composite alarms', unit: 'alarm' },
  'cloudwatch.dashboard': { service: 'CloudWatch', what: 'dashboards', unit: 'dashboard' },
  'cloudwatch.metric': { service: 'CloudWatch', what: 'custom metrics', unit: 'metric' },
  'xray.traces': { service: 'X-Ray', what: 'traces', unit: 'trace' },
  'secrets.secret': { service: 'Secrets Manager', what: 'secrets', unit: 'secret' },
  'secrets.calls': { service: 'Secrets Manager', what: 'calls', unit: 'call' },
  'kms.key': { service: 'KMS', what: 'keys', unit: 'key' },
  'kms.requests': { service: 'KMS', what: 'requests', unit: 'request' },
  's3.put': { service: 'S3', what: 'put requests', unit: 'request' },
  's3.get': { service: 'S3', what: 'get requests', unit: 'request' },
  's3.storage': { service: 'S3', what: 'storage', unit: 'GB-month' },
  'nat.hour': { service: 'VPC', what: 'NAT gateways', unit: 'hour' },
  'nat.data': { service: 'VPC', what: 'NAT data', unit: 'GB' },
  'endpoint.hour': { service: 'VPC', what: 'interface endpoints', unit: 'hour' },
  'endpoint.data': { service: 'VPC', what: 'endpoint data', unit: 'GB' },
  'rds-proxy.vcpu-hour': { service: 'RDS', what: 'proxy', unit: 'vCPU-hour' },
  'transfer.out': { service: 'Data transfer', what: 'to the internet', unit: 'GB' },
  'fargate.vcpu.x86_64': { service: 'Fargate', what: 'vCPU', unit: 'vCPU-hour' },
  'fargate.memory.x86_64': { service: 'Fargate', what: 'memory', unit: 'GB-hour' },
  'fargate.vcpu.arm64': { service: 'Fargate', what: 'vCPU', unit: 'vCPU-hour' },
  'fargate.memory.arm64': { service: 'Fargate', what: 'memory', unit: 'GB-hour' },
  'ec2.t3.small': { service: 'EC2', what: 't3.small', unit: 'hour' },
  'ec2.t3.medium': { service: 'EC2', what: 't3.medium', unit: 'hour' },
  'ec2.t3.large': { service: 'EC2', what: 't3.large', unit: 'hour' },
  'ec2.surplus-credits': { service: 'EC2', what: 'surplus CPU credits', unit: 'vCPU-hour' },
} satisfies Readonly<Record<string, PricedThing>>;

/** The id of something the cost sheet can price. */
export type PriceId = keyof typeof CATALOGUE;

/** Whether a text is the id of something the cost sheet can price. */
export function isPriceId(text: string): text is PriceId {
  return Object.prototype.hasOwnProperty.call(CATALOGUE, text);
}
