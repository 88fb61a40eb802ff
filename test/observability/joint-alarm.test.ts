import { Stack, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { FunctionAlarms, ServiceAlarm, SteadfastDefaults } from '../../src';
import { alarmsOnRunning, joinAlarms } from '../../src/observability/joint-alarm';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
beforeEach(() => { stack = stackWith(); });

interface Query { readonly Expression?: string; readonly MetricStat?: { readonly Metric: { readonly MetricName: string }; readonly Stat: string } }

function alarms(): { ActionsEnabled?: boolean; AlarmActions: unknown[]; Metrics?: Query[]; Threshold: number }[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
}

/** The expression with the metrics that it reads put in by name. */
function written({ Metrics = [] }: { Metrics?: Query[] }): string {
  const names = Metrics.filter(({ MetricStat }) => MetricStat).map(({ MetricStat }) => MetricStat!.Metric.MetricName);
  return Metrics[0].Expression!.replace(/\bm(\d+)\b/g, (_all, index: string) => names[Number(index)]);
}

const join = (...functions: Parameters<typeof alarmsOnRunning>[0][]): void => {
  joinAlarms(new Construct(stack, 'Service'), 'HealthAlarm', 'something is wrong', functions.flatMap(alarmsOnRunning));
};

test('one alarm stands for errors, throttles and time, each against its own threshold', () => {
  join(steadfastFunction(stack));
  const [only, ...others] = alarms();
  expect(others).toEqual([]);
  expect(written(only)).toBe('MAX([FILL(IF(Errors >= 2, 100 * Errors / Invocations, 0), 0) / 5, FILL(Throttles, 0) / 1, FILL(Duration, 0) / 12000])');
  expect(only.Threshold).toBe(1);
  expect(only.AlarmActions).toHaveLength(1);
  expect(only.Metrics!.filter(({ MetricStat }) => MetricStat).map(({ MetricStat }) => MetricStat!.Stat)).toEqual(['Sum', 'Sum', 'Sum', 'p99']);
});

test('functions are told apart, and no alarm reads more than ten metrics', () => {
  join(...['One', 'Two', 'Three'].map(id => steadfastFunction(stack, id)));
  const read = alarms().map(({ Metrics }) => Metrics!.filter(({ MetricStat }) => MetricStat).length);
  expect(read).toHaveLength(2);
  expect(Math.max(...read)).toBeLessThanOrEqual(10);
  expect(read.reduce((sum, count) => sum + count)).toBe(12);
});

test('a function whose alarms somebody decided keeps them', () => {
  join(steadfastFunction(stack, 'Decided', { alarms: FunctionAlarms.standard({ errorRate: 1 }) }), plainFunction(stack));
  expect(alarms()).toHaveLength(3);
});

test('a single alarm stays what it is', () => {
  SteadfastDefaults.of(stack).set({ essentialAlarms: true });
  join(steadfastFunction(stack));
  expect(Object.keys(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'))).toEqual([expect.stringMatching(/^FunctionErrorsAlarm/)]);
});

test('a service alarm speaks for it too', () => {
  join(steadfastFunction(stack));
  new ServiceAlarm(stack, 'Whole');
  expect(alarms()[0].ActionsEnabled).toBe(false);
});

test('one that reads a plain metric is joined as it is', () => {
  const fn = steadfastFunction(stack);
  const [, throttles, duration] = alarmsOnRunning(fn);
  expect((throttles.metric as cloudwatch.Metric).metricName).toBe('Throttles');
  joinAlarms(stack, 'HealthAlarm', 'something is wrong', [throttles, duration]);
  expect(alarms().some(alarm => alarm.Metrics && written(alarm) === 'MAX([FILL(Throttles, 0) / 1, FILL(Duration, 0) / 12000])')).toBe(true);
});
