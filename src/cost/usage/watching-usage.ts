import { chargedMetrics } from '../../inventory/alarm-charge';
import { constructPathOf } from '../../inventory/fact';
import { FunctionFact } from '../../inventory/function-facts';
import { Resource } from '../../inventory/model';
import { AlarmFact } from '../../inventory/store-facts';
import { AppContext } from '../app-context';
import { BYTES_A_GB, DAYS_A_MONTH, SECONDS_A_MONTH } from '../units';
import { FunctionWorkload } from '../workload';
import { Quantity, stated, Usage, uses } from './usage';

/** Logs, alarms, dashboards, metrics and traces. */
export function watchingUsage(app: AppContext): readonly Usage[] {
  return [
    ...app.inventory.functions.all.flatMap(one => [...logsOf(one, app), ...tracesOf(one, app)]),
    ...app.inventory.alarms.all.map(alarm => alarmUsage(alarm, app)),
    ...app.inventory.resourcesOfType('AWS::CloudWatch::Dashboard').map(one => uses(app, one, 'cloudwatch.dashboard', { quantity: 1 })),
    ...app.inventory.resourcesOfType('AWS::Logs::MetricFilter').map(one => uses(app, one, 'cloudwatch.metric', filteredMetrics(one))),
  ];
}

/** A composite alarm is charged by itself, any other by the metrics that it reads. */
function alarmUsage(alarm: AlarmFact, app: AppContext): Usage {
  if (alarm.resource.type === 'AWS::CloudWatch::CompositeAlarm') {
    return uses(app, alarm.resource, 'cloudwatch.composite-alarm', { quantity: 1 });
  }
  const { known, why } = chargedMetrics(alarm);
  const fast = alarm.metrics.some(metric => (metric.period.known ?? 60) < 60);
  return uses(app, alarm.resource, fast ? 'cloudwatch.alarm.high-resolution' : 'cloudwatch.alarm', { quantity: known, why });
}

function filteredMetrics(filter: Resource): Quantity {
  const metrics = filter.properties.maps('MetricTransformations');
  return metrics.some(metric => metric.has('Dimensions')) ? { why: 'it makes a metric for each value of its dimensions' } : { quantity: metrics.length };
}

/** The calculator's compression of stored logs: https://calculator.aws, CloudWatch, "storage size factor" 0.15. */
const COMPRESSION = 0.15;

function logsOf(one: FunctionFact, app: AppContext): readonly Usage[] {
  const workload = app.workloadOf(one);
  const [group] = app.inventory.logGroupsOf(one);
  if (!workload) {
    return [];
  }
  const resource = group && !group.byCustomResource ? group.resource : one.resource;
  const written = writtenTo(resource, workload, app);
  const days = group?.retention.known;
  const kept = written.quantity === undefined ? written
    : days === undefined ? { why: `${group ? 'the log group' : 'a log group that Lambda makes'} never expires: it grows by ${(written.quantity * COMPRESSION).toFixed(3)} GB a month` }
      : { quantity: written.quantity * days / DAYS_A_MONTH * COMPRESSION, basis: `${days} days, compressed to ${COMPRESSION}` };
  const cause = constructPathOf(one);
  return [
    uses(app, resource, 'logs.ingest', written, cause),
    uses(app, resource, 'logs.storage', resource === one.resource ? kept : stated(app, resource, 'storedGb', kept), cause),
  ];
}

function writtenTo(resource: Resource, workload: FunctionWorkload, app: AppContext): Quantity {
  const bytes = workload.logBytesPerRequest;
  const derived = bytes === undefined ? { why: 'nobody states the bytes a request logs (logBytesPerRequest)' }
    : { quantity: workload.requestsPerMonth * bytes / BYTES_A_GB };
  return resource.type === 'AWS::Logs::LogGroup' ? stated(app, resource, 'inGb', derived) : derived;
}

/** X-Ray samples one request a second and 5 % of the others: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
const SAMPLED = { aSecond: 1, ofOthers: 0.05 };

function tracesOf(one: FunctionFact, app: AppContext): readonly Usage[] {
  const workload = app.workloadOf(one);
  if (one.tracing.known !== 'Active' || !workload) {
    return [];
  }
  const always = Math.min(workload.requestsPerMonth, SAMPLED.aSecond * SECONDS_A_MONTH);
  const quantity = always + (workload.requestsPerMonth - always) * SAMPLED.ofOthers;
  return [uses(app, one.resource, 'xray.traces', { quantity, basis: 'at most: one request a second and 5 % of the others are sampled' }, constructPathOf(one))];
}
