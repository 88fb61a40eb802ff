import { readFileSync } from 'node:fs';
import { Duration, Stack, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Concurrency, FailurePath, FunctionAlarm, FunctionAlarms, Release, SteadfastFunctionProps } from '../../src';
import { chargedMetrics } from '../../src/inventory/alarm-charge';
import { takeInventory } from '../../src/inventory/inventory';
import { CATALOGUE } from '../../src/observability/alarm-catalogue';
import { WatchedFunction } from '../../src/observability/watched-function';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

const DOCS = readFileSync('docs/alarms.md', 'utf8');

/** The rows of the tables in the docs, by their first cell. */
const rows = new Map(DOCS.split('\n').filter(line => line.startsWith('| ')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()))
  .map(cells => [cells[0], cells]));

/** How many metrics CloudWatch charges for the alarms of a function alone, as the template says. */
function metricsOf(propsIn: (stack: Stack) => Partial<SteadfastFunctionProps>, invoked = false): number {
  const stack = stackWith();
  const fn = steadfastFunction(stack, 'Function', propsIn(stack));
  if (invoked) fn.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com'));
  const { alarms } = takeInventory([{ name: 'template.json', body: Template.fromStack(stack).toJSON() }]);
  return alarms.all.filter(({ logicalId }) => logicalId.startsWith('Function')).reduce((sum, alarm) => sum + chargedMetrics(alarm).known!, 0);
}

test('every alarm has a row, and every row is an alarm', () => {
  const documented = [...rows.keys()].filter(name => name.startsWith('`')).map(name => name.replace(/`/g, ''));
  expect(documented.sort()).toEqual(Object.values(FunctionAlarm).sort());
});

test.each(Object.entries(CATALOGUE))('the row of %s names the metrics that are read, and their number', (name, entry) => {
  const watched = new WatchedFunction(plainFunction(stackWith()), 'name');
  const metric = entry.metric(watched, {}).toMetricConfig();
  const used = metric.mathExpression ? Object.values(metric.mathExpression.usingMetrics).map(part => part.toMetricConfig()) : [metric];
  const read = used.map(({ metricStat }) => metricStat!.metricName);
  const [, , reads, , , , metrics] = rows.get(`\`${name}\``)!;
  read.forEach(metricName => expect(reads).toContain(`\`${metricName}\``));
  expect(read).toHaveLength(entry.metrics);
  expect(metrics).toBe(`${entry.metrics}`);
});

test('every option of the thresholds stands in a row', () => {
  const source = readFileSync('src/observability/function-alarms-options.ts', 'utf8');
  const options = [...source.matchAll(/readonly (\w+)\?:/g)].map(found => found[1]);
  expect(options.length).toBeGreaterThan(8);
  const documented = [...rows.values()].filter(cells => cells.length === 7).map(cells => cells[4]).join();
  options.forEach(option => expect(documented).toContain(`\`${option}\``));
});

const plain = () => ({});
const toBucket = (stack: Stack) => ({ failurePath: FailurePath.toBucket(new s3.Bucket(stack, 'Bucket')) });

test.each<[string, (stack: Stack) => Partial<SteadfastFunctionProps>, boolean]>([
  ['behind an API or a queue', plain, false],
  ['invoked asynchronously, parked in a queue', plain, true],
  ['invoked asynchronously, parked in a bucket', toBucket, true],
])('what the alarms of a function %s cost', (name, propsIn, invoked) => {
  const [, standard, essential] = rows.get(name)!;
  expect(`${metricsOf(propsIn, invoked)} metrics`).toBe(standard);
  expect(`${metricsOf(stack => ({ ...propsIn(stack), alarms: FunctionAlarms.essential() }), invoked)} metrics`).toBe(essential);
});

test('what a rollback alarm costs', () => {
  const more = metricsOf(() => ({ release: Release.canary() })) - metricsOf(plain);
  expect(rows.get('with a rollback alarm (`Release.canary()`)')![1]).toBe(`${more} more`);
});

test.each<[string, FunctionAlarms | undefined, string]>([
  ['anomalies are watched for', FunctionAlarms.standard({ anomaly: true }), 'anomaly'],
])('what it costs where %s', (_name, alarms, row) => {
  expect(`${metricsOf(() => ({ alarms })) - metricsOf(plain)}`).toBe(rows.get(`\`${row}\``)![6]);
});

describe('what an alarm is charged for', () => {
  const charged = (Type: string, Properties: object) => {
    const { alarms } = takeInventory([{ name: 'template.json', body: { Resources: { Alarm: { Type, Properties } } } }]);
    const { kind, known } = chargedMetrics(alarms.all[0]);
    return kind === 'known' ? known : kind;
  };

  test.each<[string, string, object, unknown]>([
    ['one metric', 'AWS::CloudWatch::Alarm', { MetricName: 'Errors' }, 1],
    ['a rate of two', 'AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'a / b' }, { MetricStat: {} }, { MetricStat: {} }] }, 2],
    ['a band, with its two bounds', 'AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'ANOMALY_DETECTION_BAND(m, 2)' }, { MetricStat: {} }] }, 3],
    ['metrics that are searched for', 'AWS::CloudWatch::Alarm', { Metrics: [{ Expression: "SEARCH('{AWS/Lambda}', 'Sum', 300)" }] }, 'unknown'],
    ['metrics of a parameter', 'AWS::CloudWatch::Alarm', { Metrics: { Ref: 'Given' } }, 'unknown'],
    ['other alarms', 'AWS::CloudWatch::CompositeAlarm', { AlarmRule: 'TRUE' }, 0],
  ])('%s', (_name, type, properties, expected) => {
    expect(charged(type, properties)).toBe(expected);
  });
});

test('a function with everything is watched by everything that could happen', () => {
  const concurrency = Concurrency.provisioned({ executions: 2, reserved: 10 });
  expect(metricsOf(stack => ({ ...toBucket(stack), concurrency, maxEventAge: Duration.hours(1) }), true)).toBe(9);
});
