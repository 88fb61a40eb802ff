import {
  Duration, Stack, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_dynamodb as dynamodb, aws_events as events,
  aws_events_targets as targets, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_lambda_destinations as destinations,
  aws_lambda_event_sources as sources, aws_logs as logs, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { HANDLER, ON_CALL } from '../given';

/** Bucket -> function -> queue -> function -> table and topic, hardened by hand. */
export function build(stack: Stack, id: string): void {
  // from here
  const onCall = new actions.SnsAction(sns.Topic.fromTopicArn(stack, `${id}OnCall`, ON_CALL));
  const alarm = (name: string, metric: cloudwatch.IMetric, threshold: number): void => {
    const made = new cloudwatch.Alarm(stack, `${id}${name}Alarm`, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    made.addAlarmAction(onCall);
  };
  const share = (failed: cloudwatch.IMetric, all: cloudwatch.IMetric): cloudwatch.IMetric =>
    new cloudwatch.MathExpression({ expression: 'IF(failed >= 2, 100 * failed / all, 0)', usingMetrics: { failed, all } });
  const parking = (name: string): sqs.Queue => {
    const queue = new sqs.Queue(stack, `${id}${name}`, {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    alarm(name, queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }), 1);
    return queue;
  };
  const worker = (name: string, environment: Record<string, string>): lambda.Function => {
    const logGroup = new logs.LogGroup(stack, `${id}${name}Logs`, { retention: logs.RetentionDays.THREE_MONTHS });
    const role = new iam.Role(stack, `${id}${name}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    return new lambda.Function(stack, `${id}${name}`, {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(HANDLER),
      architecture: lambda.Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(15),
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      logGroup,
      role,
      environment,
    });
  };
  const release = (name: string, fn: lambda.Function, options: lambda.EventInvokeConfigOptions = {}): lambda.Alias => {
    const live = new lambda.Alias(stack, `${id}${name}Live`, { aliasName: 'live', version: fn.currentVersion, ...options });
    alarm(`${name}Errors`, share(live.metricErrors(), live.metricInvocations()), 5);
    alarm(`${name}Throttles`, live.metricThrottles(), 1);
    alarm(`${name}Duration`, live.metricDuration({ statistic: 'p99' }), 12_000);
    return live;
  };

  const bucket = new s3.Bucket(stack, `${id}Bucket`, {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
  });
  // EventBridge by the L1: the L2's switch injects a function.
  (bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  const queue = new sqs.Queue(stack, `${id}Queue`, {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(90),
    deadLetterQueue: { queue: parking('DeadLetters'), maxReceiveCount: 5 },
  });
  const table = new dynamodb.Table(stack, `${id}Table`, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  const topic = new sns.Topic(stack, `${id}Topic`, {
    enforceSSL: true,
    masterKey: kms.Alias.fromAliasName(stack, `${id}SnsKey`, 'alias/aws/sns'),
  });

  const validate = worker('Validate', { QUEUE_URL: queue.queueUrl, REJECTED_PREFIX: 'rejected/' });
  validate.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('incoming/*')] }));
  validate.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects('rejected/*')] }));
  validate.addToRolePolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
  const validateLive = release('Validate', validate, { onFailure: new destinations.SqsDestination(parking('Failed')) });
  alarm('Unparked', validate.metric('DestinationDeliveryFailures', { statistic: 'Sum' }), 1);
  new events.Rule(stack, `${id}Uploaded`, {
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: 'incoming/' }] } },
    },
    targets: [new targets.LambdaFunction(validateLive, { deadLetterQueue: parking('Undelivered') })],
  });

  const process = worker('Process', { TABLE_NAME: table.tableName, TOPIC_ARN: topic.topicArn });
  table.grant(
    process,
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:ConditionCheckItem',
  );
  process.addToRolePolicy(new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }));
  process.addToRolePolicy(new iam.PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' })],
    conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/aws/sns' } },
  }));
  release('Process', process).addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true }));
  // to here
}
