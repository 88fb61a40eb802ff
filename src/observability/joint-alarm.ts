import { aws_cloudwatch as cloudwatch, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CATALOGUE } from './alarm-catalogue';
import { FunctionAlarm } from './function-alarms-options';
import { alarmOn } from './notifying-alarm';
import { notifyingAlarms } from './spoken-for';

/** The metrics that one alarm may read (Amazon CloudWatch User Guide, "Creating a CloudWatch alarm based on a metric math expression"). */
const MOST_METRICS = 10;

/** The id of a mapping's own alarm on how far its function is behind. */
export const BEHIND_STREAM = 'AgeAlarm';

/** The alarms that one fault may raise together. */
const ON_RUNNING = [
  CATALOGUE[FunctionAlarm.ERRORS].id, CATALOGUE[FunctionAlarm.THROTTLES].id, CATALOGUE[FunctionAlarm.DURATION].id, BEHIND_STREAM,
];

const UNDECIDED = Symbol.for('cdk-steadfast.undecidedAlarms');

/** Remembers that nobody decided how a function is watched: a pattern may watch it together with its neighbours. */
export function leaveUndecided(fn: lambda.Function): void {
  Object.defineProperty(fn, UNDECIDED, { value: true });
}

/** The alarms that watch how a function runs: those of its own, and those of its mappings on how far it is behind. */
export function alarmsOnRunning(fn: lambda.Function): cloudwatch.Alarm[] {
  if (!(UNDECIDED in fn)) return [];
  return notifyingAlarms(fn).filter(alarm => ON_RUNNING.includes(alarm.node.id));
}

/**
 * One alarm in place of several that would be raised by the same fault and call the same people.
 *
 * It reads what they read, each measured against its own threshold, and is raised when the worst of them is; its graph says which.
 * Where they read more metrics than one alarm may, there are several.
 */
export function joinAlarms(scope: Construct, id: string, what: string, alarms: cloudwatch.Alarm[]): void {
  if (alarms.length < 2) return;
  groups(alarms.map(read)).forEach((group, index) => {
    group.forEach(({ alarm }) => alarm.node.scope?.node.tryRemoveChild(alarm.node.id));
    alarmOn(scope, index === 0 ? id : `${id}${index + 1}`, { what: `${what}. Its graph says which`, metric: worstOf(group), threshold: 1 });
  });
}

function groups(readings: Reading[]): Reading[][] {
  const grouped: Reading[][] = [[]];
  for (const reading of readings) {
    const last = grouped[grouped.length - 1];
    const count = [...last, reading].reduce((sum, { metrics }) => sum + metrics.length, 0);
    if (count > MOST_METRICS) grouped.push([reading]);
    else last.push(reading);
  }
  return grouped;
}

/** How far the worst of several alarms is on the way to its threshold; a metric that says nothing says zero. */
function worstOf(readings: Reading[]): cloudwatch.MathExpression {
  const usingMetrics: Record<string, cloudwatch.IMetric> = {};
  const shares = readings.map(({ alarm, expression, metrics }) => {
    const names = metrics.map(([, metric]) => {
      const name = `m${Object.keys(usingMetrics).length}`;
      usingMetrics[name] = metric;
      return name;
    });
    const renamed = metrics.reduce((text, [own], index) => text.replace(new RegExp(`\\b${own}\\b`, 'g'), names[index]), expression);
    return `FILL(${renamed}, 0) / ${(alarm.node.defaultChild as cloudwatch.CfnAlarm).threshold}`;
  });
  return new cloudwatch.MathExpression({
    expression: `MAX([${shares.join(', ')}])`, usingMetrics, label: 'the worst, against its threshold', period: periodOf(readings[0].alarm),
  });
}

interface Reading {
  readonly alarm: cloudwatch.Alarm;
  readonly expression: string;
  readonly metrics: [name: string, metric: cloudwatch.IMetric][];
}

function read(alarm: cloudwatch.Alarm): Reading {
  const { metric } = alarm;
  const label = (name: string): string => `${alarm.node.scope?.node.path}: ${name}`;
  if (metric instanceof cloudwatch.MathExpression) {
    return {
      alarm,
      expression: metric.expression,
      metrics: Object.entries(metric.usingMetrics).map(([name, one]) => [name, (one as cloudwatch.Metric).with({ label: label(name) })]),
    };
  }
  const single = metric as cloudwatch.Metric;
  return { alarm, expression: 'metric', metrics: [['metric', single.with({ label: label(single.metricName) })]] };
}

function periodOf(alarm: cloudwatch.Alarm): cloudwatch.Metric['period'] {
  return (alarm.metric as cloudwatch.Metric).period;
}
