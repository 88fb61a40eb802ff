/** A metric as AWS documents it: what its alarms may read, and how. */
export interface DocumentedMetric {
  readonly metric: string;
  /** Each set of dimensions under which it is published, its names sorted. */
  readonly dimensions: readonly string[];
  /** The statistics by which it is to be viewed. */
  readonly statistics: readonly string[];
  readonly source: string;
}

const TYPES = 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html';
const HTTP_APIS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html';
const REST_APIS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html';
const QUEUES = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html';

/**
 * Where the dimensions of AWS/Lambda stand: by function, by resource (version or alias), by the version that an alias executed
 * (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html).
 */
const FUNCTION = 'FunctionName';
const RESOURCE = 'FunctionName,Resource';
const EXECUTED = 'ExecutedVersion,FunctionName,Resource';
const MAPPING = 'EventSourceMappingUUID';

/** Every metric that an alarm of this library may read; read November 2026. */
export const DOCUMENTED: readonly DocumentedMetric[] = [
  { metric: 'AWS/Lambda Invocations', dimensions: [FUNCTION, RESOURCE, EXECUTED], statistics: ['Sum'], source: `${TYPES}#invocation-metrics` },
  { metric: 'AWS/Lambda Errors', dimensions: [FUNCTION, RESOURCE, EXECUTED], statistics: ['Sum'], source: `${TYPES}#invocation-metrics` },
  { metric: 'AWS/Lambda Throttles', dimensions: [FUNCTION, RESOURCE], statistics: ['Sum'], source: `${TYPES}#invocation-metrics` },
  { metric: 'AWS/Lambda DestinationDeliveryFailures', dimensions: [FUNCTION, RESOURCE], statistics: ['Sum'], source: `${TYPES}#invocation-metrics` },
  { metric: 'AWS/Lambda ProvisionedConcurrencySpilloverInvocations', dimensions: [FUNCTION, RESOURCE], statistics: ['Sum'], source: `${TYPES}#invocation-metrics` },
  { metric: 'AWS/Lambda Duration', dimensions: [FUNCTION, RESOURCE], statistics: ['Average', 'Maximum', 'p99'], source: `${TYPES}#performance-metrics` },
  { metric: 'AWS/Lambda IteratorAge', dimensions: [FUNCTION, RESOURCE], statistics: ['Average', 'Maximum'], source: `${TYPES}#performance-metrics` },
  { metric: 'AWS/Lambda ConcurrentExecutions', dimensions: [FUNCTION, RESOURCE], statistics: ['Maximum'], source: `${TYPES}#concurrency-metrics` },
  { metric: 'AWS/Lambda AsyncEventAge', dimensions: [FUNCTION, RESOURCE], statistics: ['Average', 'Maximum'], source: `${TYPES}#async-invocation-metrics` },
  { metric: 'AWS/Lambda AsyncEventsDropped', dimensions: [FUNCTION, RESOURCE], statistics: ['Sum'], source: `${TYPES}#async-invocation-metrics` },
  { metric: 'AWS/Lambda OnFailureDestinationDeliveredEventCount', dimensions: [MAPPING], statistics: ['Sum'], source: `${TYPES}#event-source-mapping-metrics` },
  { metric: 'AWS/Lambda DroppedEventCount', dimensions: [MAPPING], statistics: ['Sum'], source: `${TYPES}#event-source-mapping-metrics` },
  { metric: 'AWS/ApiGateway 5xx', dimensions: ['ApiId', 'ApiId,Stage'], statistics: ['Sum'], source: HTTP_APIS },
  { metric: 'AWS/ApiGateway 5XXError', dimensions: ['ApiName', 'ApiName,Stage'], statistics: ['Sum', 'Average'], source: REST_APIS },
  { metric: 'AWS/ApiGateway Count', dimensions: ['ApiId', 'ApiId,Stage', 'ApiName', 'ApiName,Stage'], statistics: ['SampleCount'], source: `${HTTP_APIS} ${REST_APIS}` },
  { metric: 'AWS/SQS ApproximateNumberOfMessagesVisible', dimensions: ['QueueName'], statistics: ['Maximum'], source: QUEUES },
];
