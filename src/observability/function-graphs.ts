import { Duration, aws_cloudwatch as cloudwatch, aws_lambda as lambda } from 'aws-cdk-lib';
import { WatchedFunction } from './watched-function';
import { logPanels } from './widget-limits';

const PERIOD = Duration.minutes(5);
const WIDTH = 6;

/** The graphs of one function: what reaches it, how long it takes, how much runs at once, and which version answers. */
export function graphsOf(fn: lambda.Function): cloudwatch.IWidget[] {
  const sum = (name: string) => fn.metric(name, { statistic: 'Sum', period: PERIOD, label: name });
  const duration = (statistic: string) => fn.metric('Duration', { statistic, period: PERIOD, label: statistic });
  const { timeout, reserved, keptWarm } = new WatchedFunction(fn);
  return [
    graph(`${fn.node.id}: traffic`, [sum('Invocations'), sum('Errors'), sum('Throttles')]),
    graph(`${fn.node.id}: duration against the timeout`, [duration('p50'), duration('p99')], limit('timeout', timeout.isUnresolved() ? undefined : timeout.toMilliseconds())),
    graph(`${fn.node.id}: concurrency`, [fn.metric('ConcurrentExecutions', { statistic: 'Maximum', period: PERIOD, label: 'at once' })],
      [...limit('reserved', reserved), ...limit('kept warm', keptWarm)]),
    graph(`${fn.node.id}: versions in use`, [versionsOf(fn)]),
  ];
}

/** Cold starts of functions, from the reports in their logs. */
export function coldStartsOf(functions: lambda.Function[]): cloudwatch.IWidget[] {
  return logPanels('Cold starts, from the logs', functions, [
    'filter type = "platform.report" and ispresent(record.metrics.initDurationMs)',
    'stats count(*) as coldStarts, avg(record.metrics.initDurationMs) as average, max(record.metrics.initDurationMs) as longest by bin(1h)',
  ]);
}

/** Which versions answer, also while a release shifts traffic from one to the other. */
function versionsOf(fn: lambda.Function): cloudwatch.MathExpression {
  const { FunctionName } = (fn.metric('Invocations').dimensions ?? {}) as { FunctionName: string };
  return new cloudwatch.MathExpression({
    expression: `SEARCH('{AWS/Lambda,ExecutedVersion,FunctionName,Resource} MetricName="Invocations" FunctionName="${FunctionName}"', 'Sum', ${PERIOD.toSeconds()})`,
    usingMetrics: {},
    label: 'version ${PROP(\'Dim.ExecutedVersion\')}',
    period: PERIOD,
  });
}

function graph(title: string, left: cloudwatch.IMetric[], leftAnnotations: cloudwatch.HorizontalAnnotation[] = []): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({ title, left, leftAnnotations, leftYAxis: { min: 0 }, width: WIDTH, height: WIDTH });
}

function limit(label: string, value: number | undefined): cloudwatch.HorizontalAnnotation[] {
  return value === undefined ? [] : [{ label, value, color: cloudwatch.Color.RED }];
}
