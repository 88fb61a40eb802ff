/** One limit of AWS, as it stood on a day. */
export interface Quota {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  /** The day on which the number was held against the source, or against a stored copy of it; undefined where the source could not be read. */
  readonly date?: string;
}

const LAMBDA_QUOTAS = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const LAMBDA_API = 'botocore 1.43.106, service model lambda 2015-03-31, https://github.com/boto/botocore/tree/1.43.106/botocore/data/lambda';
const EDGE_QUOTAS = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge';
const FILTERS = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html';
const CODEDEPLOY = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codedeploy-deploymentgroup-alarmconfiguration.html';
const SQS_PARAMETERS = 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html';
const HTTP_API = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html';
const SQS_SCALING = 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html';

/** Every limit that both wings go by; they change, so each says where it stands and since when. */
export const QUOTAS = {
  timeout: quota('function timeout', 900, 's', LAMBDA_QUOTAS),
  managedTimeout: quota('function timeout on managed instances, asynchronous invocations and mappings', 5_400, 's', LAMBDA_API),
  smallestMemory: quota('smallest function memory', 128, 'MB', LAMBDA_API),
  memory: quota('function memory', 10_240, 'MB', LAMBDA_QUOTAS),
  managedMemory: quota('function memory on managed instances', 32_768, 'MB', LAMBDA_API),
  smallestStorage: quota('smallest /tmp', 512, 'MB', LAMBDA_API),
  storage: quota('/tmp', 10_240, 'MB', LAMBDA_QUOTAS),
  acceleratedStorage: quota('/tmp with an accelerator', 32_768, 'MB', LAMBDA_API),
  stackResources: quota('resources of a template', 500, 'resources', CLOUDFORMATION),
  environment: quota('environment variables together', 4_096, 'bytes', LAMBDA_QUOTAS),
  layers: quota('layers', 5, 'layers', LAMBDA_QUOTAS),
  unzipped: quota('function and layers together, unzipped', 250 * 1024 * 1024, 'bytes', LAMBDA_QUOTAS),
  subnets: quota('subnets of a function', 16, 'subnets', LAMBDA_API),
  securityGroups: quota('security groups of a function', 5, 'security groups', LAMBDA_API),
  accountConcurrency: quota('concurrent executions of an account in a region', 1_000, 'executions', LAMBDA_QUOTAS),
  keptUnreserved: quota('executions that stay unreserved', 100, 'executions', 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html'),
  smallestMaximumConcurrency: quota('smallest maximum concurrency of a queue mapping', 2, 'executions', LAMBDA_API),
  maximumConcurrency: quota('maximum concurrency of a queue mapping', 1_000, 'executions', SQS_SCALING),
  batch: quota('batch of a mapping', 10_000, 'records', LAMBDA_API),
  batchWithoutWindow: quota('batch of a queue mapping without a window', 10, 'messages', LAMBDA_API),
  fifoBatch: quota('batch of a FIFO queue mapping', 10, 'messages', SQS_PARAMETERS),
  window: quota('batching window of a mapping', 300, 's', LAMBDA_API),
  parallelization: quota('concurrent batches a shard', 10, 'batches', LAMBDA_API),
  streamRetries: quota('retries of a stream mapping', 10_000, 'retries', LAMBDA_API),
  streamAge: quota('record age of a stream mapping', 604_800, 's', LAMBDA_API),
  tumblingWindow: quota('tumbling window of a stream mapping', 900, 's', LAMBDA_API),
  smallestStreamAge: quota('smallest record age of a stream mapping', 60, 's', LAMBDA_API),
  asyncRetries: quota('retries of an asynchronous event', 2, 'retries', LAMBDA_API),
  smallestAsyncAge: quota('smallest age of an asynchronous event', 60, 's', LAMBDA_API),
  asyncAge: quota('age of an asynchronous event', 21_600, 's', LAMBDA_API),
  filters: quota('filters of a mapping', 5, 'filters', FILTERS),
  filtersOnRequest: quota('filters of a mapping, on request', 10, 'filters', FILTERS),
  filterPattern: quota('filter pattern', 4_096, 'characters', LAMBDA_API),
  // CodeDeploy's own page of quotas says 50, adjustable; CloudFormation and the API (AlarmsLimitExceededException) say 10.
  deploymentAlarms: quota('alarms of a deployment group', 10, 'alarms', CODEDEPLOY),
  edgeViewerTimeout: quota('timeout of an edge function on viewer events', 5, 's', EDGE_QUOTAS),
  edgeOriginTimeout: quota('timeout of an edge function on origin events', 30, 's', EDGE_QUOTAS),
  edgeViewerMemory: quota('memory of an edge function on viewer events', 128, 'MB', EDGE_QUOTAS),
  edgeStorage: { name: '/tmp of an edge function', value: 512, unit: 'MB', source: EDGE_QUOTAS },
  // Raised on request for regional and private APIs, for fewer requests a second.
  restIntegration: quota('wait of a REST API', 29, 's', 'https://aws.amazon.com/about-aws/whats-new/2024/06/amazon-api-gateway-integration-timeout-limit-29-seconds/'),
  httpIntegration: quota('wait of an HTTP API', 30, 's', HTTP_API),
  httpAuthorizer: quota('wait of an HTTP API for an authorizer', 10, 's', HTTP_API),
  webSocketIntegration: quota('wait of a WebSocket API', 29, 's',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html'),
  deliveryTransform: quota('wait of a delivery stream', 300, 's', 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html'),
  graphqlRequest: { name: 'wait of AppSync', value: 30, unit: 's', source: 'https://docs.aws.amazon.com/general/latest/gr/appsync.html' },
  userPoolTrigger: {
    name: 'wait of a user pool', value: 5, unit: 's', source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html',
  },
  snapStartStorage: quota('/tmp with SnapStart', 512, 'MB', 'https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html'),
} as const satisfies Readonly<Record<string, Quota>>;

function quota(name: string, value: number, unit: string, source: string): Quota {
  return { name, value, unit, source, date: '2026-11-21' };
}
