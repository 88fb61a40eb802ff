import { aws_cloudwatch as cloudwatch, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';

/**
 * The report that Lambda writes after an invocation tells of an initialization only where the invocation started cold
 * ("Lambda Telemetry API Event schema reference", AWS Lambda Developer Guide).
 */
const COLD = '{ $.type = "platform.report" && $.record.metrics.initDurationMs > 0 }';

/** Counts a function's cold starts, and measures them. */
export function countColdStarts(fn: lambda.Function, logGroup: logs.ILogGroup): void {
  new logs.MetricFilter(fn, 'ColdStarts', {
    logGroup,
    filterPattern: logs.FilterPattern.literal(COLD),
    metricNamespace: 'Steadfast/ColdStarts',
    metricName: fn.functionName,
    metricValue: '$.record.metrics.initDurationMs',
    unit: cloudwatch.Unit.MILLISECONDS,
  });
}
