import { watchableFunctions, WatchedMetrics, watchOf } from './evidence/watched-metrics';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';

/** A function that fails at night is found in the morning by its users, unless somebody is told. */
export const functionAlarms: Rule = {
  id: 'function-alarms',
  severity: 'warning',
  title: 'An alarm tells somebody when a function fails or is throttled',
  why: 'Nobody reads the metrics of a function that nobody is told of; errors and throttles are noticed when their effects are.',
  remedy: 'Add an AWS::CloudWatch::Alarm on Errors (AWS/Lambda, dimension FunctionName) with an action in AlarmActions.',
  inCdk: '`fn.metricErrors().createAlarm(...)` with `addAlarmAction`. A `SteadfastFunction` has its alarms; `alarms: '
    + 'FunctionAlarms.standard({ ... })` sets them.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
  keeping: watched({ AlarmActions: [{ Ref: 'OnCall' }] }),
  breaking: watched({}),

  *check(inventory) {
    const failures = new WatchedMetrics(inventory, 'AWS/Lambda', ['Errors', 'Throttles'], 'FunctionName');
    for (const one of watchableFunctions(inventory)) {
      const watch = watchOf(failures.alarmsOf(one.resource), failures.unclearAlarms);
      if (watch.state === 'perhaps') {
        yield cannotTell(one, `Whether the alarm ${watch.alarm?.logicalId} tells somebody of its errors cannot be told.`);
      } else if (watch.state === 'silent') {
        yield finding(one, `Its alarm ${watch.alarm?.logicalId} tells nobody.`, { remedy: `Give ${watch.alarm?.logicalId} an action in AlarmActions, and ActionsEnabled true.` });
      } else if (watch.state === 'none') {
        yield finding(one, 'No alarm watches its errors or throttles.');
      }
    }
  },
};

function watched(properties: object): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction(),
      OnCall: { Type: 'AWS::SNS::Topic' },
      Errors: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          Namespace: 'AWS/Lambda',
          MetricName: 'Errors',
          Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Worker' } }],
          Statistic: 'Sum',
          Period: 300,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          ...properties,
        },
      },
    },
  };
}
