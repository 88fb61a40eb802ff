import {
  Duration, RemovalPolicy, Stack, aws_apigatewayv2 as http, aws_apigatewayv2_authorizers as authorizers,
  aws_apigatewayv2_integrations as integrations, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_dynamodb as dynamodb,
  aws_events as events, aws_events_targets as targets, aws_iam as iam, aws_lambda as lambda, aws_lambda_destinations as destinations,
  aws_lambda_event_sources as sources, aws_logs as logs, aws_s3 as s3, aws_sns as sns, aws_sns_subscriptions as subscriptions,
  aws_sqs as sqs,
} from 'aws-cdk-lib';

/** A stack that has nothing wrong with it; whatever a tool says of it is false. */
export interface WellBuilt {
  readonly name: string;
  readonly build: (stack: Stack) => void;
}

const DAYS_14 = Duration.days(14);

/** A topic that alarms may publish to, and the habit of giving every alarm an action. */
class OnCall {
  private readonly topic: sns.Topic;

  constructor(private readonly stack: Stack) {
    this.topic = new sns.Topic(stack, 'OnCall', { enforceSSL: true });
    // A policy of the topic's own replaces the one that lets the account's alarms publish.
    this.topic.addToResourcePolicy(new iam.PolicyStatement({
      actions: ['sns:Publish'],
      resources: [this.topic.topicArn],
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }));
  }

  public alarm(id: string, metric: cloudwatch.IMetric, threshold: number = 1): void {
    new cloudwatch.Alarm(this.stack, id, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new actions.SnsAction(this.topic));
  }
}

/** A function hardened by hand: own role, own log group, traced, alarmed. */
function hardened(stack: Stack, onCall: OnCall, id: string, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  const logGroup = new logs.LogGroup(stack, `${id}Logs`, { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
  const role = new iam.Role(stack, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }));
  const fn = new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
    memorySize: 512,
    timeout: Duration.seconds(20),
    tracing: lambda.Tracing.ACTIVE,
    role,
    logGroup,
    ...props,
  });
  onCall.alarm(`${id}Errors`, fn.metricErrors());
  onCall.alarm(`${id}Throttles`, fn.metricThrottles());
  return fn;
}

function parking(stack: Stack, onCall: OnCall, id: string): sqs.Queue {
  const queue = new sqs.Queue(stack, id, { retentionPeriod: DAYS_14, enforceSSL: true });
  onCall.alarm(`${id}Alarm`, queue.metricApproximateNumberOfMessagesVisible());
  return queue;
}

function queueWorker(stack: Stack): void {
  const onCall = new OnCall(stack);
  const worker = hardened(stack, onCall, 'Worker', { reservedConcurrentExecutions: 10 });
  const queue = new sqs.Queue(stack, 'Jobs', {
    visibilityTimeout: Duration.seconds(125), enforceSSL: true, deadLetterQueue: { queue: parking(stack, onCall, 'Failed'), maxReceiveCount: 5 },
  });
  worker.addEventSource(new sources.SqsEventSource(queue, {
    reportBatchItemFailures: true, maxBatchingWindow: Duration.seconds(5), maxConcurrency: 10,
  }));
}

function orderedWorker(stack: Stack): void {
  const onCall = new OnCall(stack);
  const failed = new sqs.Queue(stack, 'Failed', { fifo: true, retentionPeriod: DAYS_14, enforceSSL: true });
  onCall.alarm('FailedAlarm', failed.metricApproximateNumberOfMessagesVisible());
  const queue = new sqs.Queue(stack, 'Jobs', { fifo: true, visibilityTimeout: Duration.minutes(2), enforceSSL: true, deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });
  hardened(stack, onCall, 'Worker').addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true }));
}

function tableApi(stack: Stack): void {
  const onCall = new OnCall(stack);
  const table = new dynamodb.Table(stack, 'Orders', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  const fn = hardened(stack, onCall, 'Handler', { environment: { TABLE: table.tableName } });
  table.grant(fn, 'dynamodb:GetItem', 'dynamodb:PutItem');
  const api = new http.HttpApi(stack, 'Api', { defaultAuthorizer: new authorizers.HttpIamAuthorizer() });
  api.addRoutes({ path: '/orders/{id}', methods: [http.HttpMethod.GET, http.HttpMethod.PUT], integration: new integrations.HttpLambdaIntegration('Orders', fn) });
}

function uploads(stack: Stack): void {
  const onCall = new OnCall(stack);
  const bucket = new s3.CfnBucket(stack, 'Uploads', { notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } } });
  const fn = hardened(stack, onCall, 'Import');
  fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`${bucket.attrArn}/in/*`] }));
  const live = new lambda.Alias(stack, 'Live', {
    aliasName: 'live', version: fn.currentVersion, onFailure: new destinations.SqsDestination(parking(stack, onCall, 'Failed')),
  });
  new events.Rule(stack, 'Uploaded', {
    eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket: { name: [bucket.ref] }, object: { key: [{ prefix: 'in/' }] } } },
    targets: [new targets.LambdaFunction(live, { deadLetterQueue: parking(stack, onCall, 'Undelivered') })],
  });
}

function announcements(stack: Stack): void {
  const onCall = new OnCall(stack);
  const fn = hardened(stack, onCall, 'Notify', { onFailure: new destinations.SqsDestination(parking(stack, onCall, 'Failed')) });
  const undelivered = parking(stack, onCall, 'Undelivered');
  new sns.Topic(stack, 'Announcements', { enforceSSL: true }).addSubscription(new subscriptions.LambdaSubscription(fn, { deadLetterQueue: undelivered }));
}

function changes(stack: Stack): void {
  const onCall = new OnCall(stack);
  const table = new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE });
  const records = new s3.Bucket(stack, 'FailedRecords', { enforceSSL: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
  const fn = hardened(stack, onCall, 'Project');
  const mapping = new lambda.EventSourceMapping(stack, 'Changes', {
    target: fn,
    eventSourceArn: table.tableStreamArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(6),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    onFailure: { bind: () => ({ destination: records.bucketArn }) },
  });
  table.grantStreamRead(fn);
  fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [records.arnForObjects('*')] }));
  fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [records.bucketArn] }));
  onCall.alarm('ProjectAge', fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }), 600_000);
  onCall.alarm('ProjectFailures', fn.metric('DestinationDeliveryFailures', { statistic: 'Sum' }));
  void mapping;
}

function nightly(stack: Stack): void {
  const onCall = new OnCall(stack);
  const fn = hardened(stack, onCall, 'Clean', { timeout: Duration.minutes(5), onFailure: new destinations.SqsDestination(parking(stack, onCall, 'Failed')) });
  new events.Rule(stack, 'Nightly', {
    schedule: events.Schedule.cron({ hour: '3', minute: '0' }), targets: [new targets.LambdaFunction(fn, { deadLetterQueue: parking(stack, onCall, 'Undelivered') })],
  });
}

export const WELL_BUILT: readonly WellBuilt[] = [
  { name: 'QueueWorker', build: queueWorker },
  { name: 'OrderedWorker', build: orderedWorker },
  { name: 'TableApi', build: tableApi },
  { name: 'Uploads', build: uploads },
  { name: 'Announcements', build: announcements },
  { name: 'Changes', build: changes },
  { name: 'Nightly', build: nightly },
];
