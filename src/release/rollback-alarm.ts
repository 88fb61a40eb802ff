import { createHash } from 'crypto';
import { Duration, Lazy, Stack, aws_cloudwatch as cloudwatch, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OWN_ANSWERS } from '../acknowledgements/own-answers';
import { acknowledgeRules } from '../acknowledgements/rule-answer';

/** When a new version is taken back. */
export interface RollbackThreshold {
  /** The share of its invocations that fail, in percent. */
  readonly errorRate: number;
  /** How many must fail at least. */
  readonly minimumErrors: number;
}

/** Long enough for a tenth of the traffic of a quiet function to say something. */
const WINDOW = Duration.minutes(5);

/**
 * Watches the new version of an alias, and only it: the alias's own metrics mix it with the old one.
 *
 * Every version gets an alarm of its own. One that moves from version to version would keep its state
 * (PutMetricAlarm leaves the state unchanged), and stop the very deployment that mends a broken version.
 */
export function rollbackAlarm(scope: Construct, alias: lambda.Alias, threshold: RollbackThreshold): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, 'RollbackAlarm', {
    alarmName: `${rollbackAlarmPrefix(scope)}${Lazy.string({ produce: () => markOf(alias.version) })}`,
    alarmDescription: `${scope.node.path}: a version in release fails.`,
    metric: errorRateOf(alias, threshold.minimumErrors),
    threshold: threshold.errorRate,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  const resource = alarm.node.defaultChild as cloudwatch.CfnAlarm;
  acknowledgeRules(resource, OWN_ANSWERS.rollbackAlarm);
  const logicalId = Stack.of(scope).resolve(resource.logicalId) as string;
  resource.overrideLogicalId(Lazy.string({ produce: () => `${logicalId}${markOf(alias.version)}` }));
  return alarm;
}

/** What the names of a function's rollback alarms start with, whatever the version. */
export function rollbackAlarmPrefix(scope: Construct): string {
  return `${Stack.of(scope).stackName}-${scope.node.addr.slice(-12)}-rollback-`;
}

/** The share of a version's invocations that fail, in percent; none while too few fail to tell. */
function errorRateOf(alias: lambda.Alias, minimumErrors: number): cloudwatch.MathExpression {
  const { functionName } = alias.lambda;
  const sumOf = (metricName: string): cloudwatch.Metric => new cloudwatch.Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: functionName, Resource: `${functionName}:${alias.aliasName}`, ExecutedVersion: alias.version.version },
    statistic: 'Sum',
    period: WINDOW,
  });
  return new cloudwatch.MathExpression({
    expression: `IF(errors >= ${minimumErrors}, 100 * errors / invocations, 0)`,
    usingMetrics: { errors: sumOf('Errors'), invocations: sumOf('Invocations') },
    label: 'failed invocations of the new version, in percent',
    period: WINDOW,
  });
}

/** What tells versions apart before they have a number: the id of their resource, which holds the hash of code and configuration. */
function markOf(version: lambda.IVersion): string {
  const resource = version.node.defaultChild as lambda.CfnVersion;
  const logicalId = Stack.of(resource).resolve(resource.logicalId) as string;
  return createHash('sha256').update(logicalId).digest('hex').slice(0, 12);
}
