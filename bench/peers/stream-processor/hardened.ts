import {
  Duration, Stack, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_dynamodb as dynamodb, aws_iam as iam,
  aws_kinesis as kinesis, aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, aws_sns as sns,
} from 'aws-cdk-lib';
import { HANDLER, ON_CALL } from '../given';

/** Stream -> function -> totals, hardened by hand. */
export function build(stack: Stack, id: string): void {
  // from here
  const stream = new kinesis.Stream(stack, `${id}Stream`, {
    streamMode: kinesis.StreamMode.ON_DEMAND,
    encryption: kinesis.StreamEncryption.MANAGED,
  });
  const totals = new dynamodb.Table(stack, `${id}Totals`, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: 'expiresAt',
  });
  // Failed records whole: a queue would receive a pointer to what the stream forgets.
  const failed = new s3.Bucket(stack, `${id}FailedRecords`, {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(14) }],
  });

  const logGroup = new logs.LogGroup(stack, `${id}Logs`, { retention: logs.RetentionDays.THREE_MONTHS });
  const role = new iam.Role(stack, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  totals.grant(role, 'dynamodb:PutItem', 'dynamodb:UpdateItem');
  stream.grant(
    role,
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
    'kinesis:SubscribeToShard',
  );
  role.addToPolicy(new iam.PolicyStatement({ actions: ['kinesis:ListStreams'], resources: ['*'] }));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [failed.bucketArn] }));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [failed.arnForObjects('*')] }));
  const aggregate = new lambda.Function(stack, `${id}Aggregate`, {
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
    environment: { TABLE_NAME: totals.tableName },
  });
  const live = new lambda.Alias(stack, `${id}Live`, { aliasName: 'live', version: aggregate.currentVersion });
  const mapping = new lambda.EventSourceMapping(stack, `${id}Mapping`, {
    target: live,
    eventSourceArn: stream.streamArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(23),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    metricsConfig: { metrics: [lambda.MetricType.EVENT_COUNT] },
    // The L2 destination opens far more of the bucket.
    onFailure: { bind: () => ({ destination: failed.bucketArn }) },
  });

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
  const share = new cloudwatch.MathExpression({
    expression: 'IF(failed >= 2, 100 * failed / all, 0)',
    usingMetrics: { failed: live.metricErrors(), all: live.metricInvocations() },
  });
  const ofMapping = (metricName: string): cloudwatch.Metric => new cloudwatch.Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
    statistic: 'Sum',
  });
  alarm('Errors', share, 5);
  alarm('Throttles', live.metricThrottles(), 1);
  alarm('Duration', live.metricDuration({ statistic: 'p99' }), 12_000);
  alarm('Behind', live.metric('IteratorAge', { statistic: 'Maximum' }), 3_600_000);
  alarm('Parked', ofMapping('OnFailureDestinationDeliveredEventCount'), 1);
  alarm('Lost', ofMapping('DroppedEventCount'), 1);
  // to here
}
