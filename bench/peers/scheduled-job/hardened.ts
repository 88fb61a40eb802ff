import {
  Duration, Stack, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_events as events, aws_events_targets as targets,
  aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_lambda_destinations as destinations, aws_logs as logs, aws_s3 as s3, aws_sns as sns,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import { HANDLER, ON_CALL } from '../given';

/** Clock -> function -> archive and report, hardened by hand. */
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

  const archive = new s3.Bucket(stack, `${id}Archive`, {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
  });
  const report = new sns.Topic(stack, `${id}Report`, {
    enforceSSL: true,
    masterKey: kms.Alias.fromAliasName(stack, `${id}SnsKey`, 'alias/aws/sns'),
  });

  const logGroup = new logs.LogGroup(stack, `${id}Logs`, { retention: logs.RetentionDays.THREE_MONTHS });
  const role = new iam.Role(stack, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  role.addToPolicy(new iam.PolicyStatement({
    actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
    resources: [archive.arnForObjects('archive/*')],
  }));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [report.topicArn] }));
  role.addToPolicy(new iam.PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' })],
    conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/aws/sns' } },
  }));
  const job = new lambda.Function(stack, `${id}Job`, {
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
    environment: { ARCHIVE_BUCKET: archive.bucketName, ARCHIVE_PREFIX: 'archive/', REPORT_TOPIC_ARN: report.topicArn },
  });
  const live = new lambda.Alias(stack, `${id}Live`, {
    aliasName: 'live',
    version: job.currentVersion,
    onFailure: new destinations.SqsDestination(parking('Failed')),
  });
  alarm('Unparked', job.metric('DestinationDeliveryFailures', { statistic: 'Sum' }), 1);
  alarm('Errors', share(live.metricErrors(), live.metricInvocations()), 5);
  alarm('Throttles', live.metricThrottles(), 1);
  alarm('Duration', live.metricDuration({ statistic: 'p99' }), 12_000);

  new events.Rule(stack, `${id}Nightly`, {
    schedule: events.Schedule.rate(Duration.days(1)),
    targets: [new targets.LambdaFunction(live, { deadLetterQueue: parking('Undelivered') })],
  });
  // to here
}
