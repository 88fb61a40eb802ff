import {
  Duration, Stack, aws_apigateway as apigateway, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_dynamodb as dynamodb,
  aws_iam as iam, aws_lambda as lambda, aws_logs as logs, aws_sns as sns,
} from 'aws-cdk-lib';
import { HANDLER, ON_CALL } from '../given';

/** Client -> REST API -> function -> table, hardened by hand. */
export function build(stack: Stack, id: string): void {
  // from here
  const table = new dynamodb.Table(stack, `${id}Table`, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });

  const logGroup = new logs.LogGroup(stack, `${id}Logs`, { retention: logs.RetentionDays.THREE_MONTHS });
  const role = new iam.Role(stack, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  table.grant(
    role,
    'dynamodb:GetItem',
    'dynamodb:Query',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:ConditionCheckItem',
  );
  const handler = new lambda.Function(stack, `${id}Handler`, {
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
    environment: { TABLE_NAME: table.tableName },
  });
  const live = new lambda.Alias(stack, `${id}Live`, { aliasName: 'live', version: handler.currentVersion });

  const accessLogs = new logs.LogGroup(stack, `${id}AccessLogs`, { retention: logs.RetentionDays.THREE_MONTHS });
  const api = new apigateway.LambdaRestApi(stack, `${id}Api`, {
    handler: live,
    defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
    deployOptions: {
      accessLogDestination: new apigateway.LogGroupLogDestination(accessLogs),
      accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
      throttlingRateLimit: 1000,
      throttlingBurstLimit: 1000,
      tracingEnabled: true,
    },
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
  const share = (failed: cloudwatch.IMetric, all: cloudwatch.IMetric): cloudwatch.IMetric =>
    new cloudwatch.MathExpression({ expression: 'IF(failed >= 2, 100 * failed / all, 0)', usingMetrics: { failed, all } });
  alarm('ServerErrors', share(api.metricServerError({ statistic: 'Sum' }), api.metricCount()), 5);
  alarm('Errors', share(live.metricErrors(), live.metricInvocations()), 5);
  alarm('Throttles', live.metricThrottles(), 1);
  alarm('Duration', live.metricDuration({ statistic: 'p99' }), 12_000);
  // to here
}
