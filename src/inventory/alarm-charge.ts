import { Value } from './model';
import { AlarmFact } from './store-facts';
import { known, unknown } from './value';

/** A band is charged as its upper and its lower bound, beside the metric itself. */
const BAND = /ANOMALY_DETECTION_BAND\(/;

/** What reads metrics that the template does not name. */
const OPEN = /\b(SEARCH\(|SELECT\b)/i;

/**
 * How many metrics CloudWatch charges an alarm for; none for a composite alarm, which is charged by itself.
 *
 * An alarm is charged for each metric it reads, also inside metric math; a band as docs/alarms.md tells, with its source.
 */
export function chargedMetrics({ resource: { type, properties } }: AlarmFact): Value<number> {
  if (type === 'AWS::CloudWatch::CompositeAlarm') return known(0);
  if (!properties.has('Metrics')) return known(1);
  const queries = properties.maps('Metrics');
  const expressions = queries.map(query => query.text('Expression').known ?? '');
  if (queries.some(query => query.state === 'unknown') || expressions.some(expression => OPEN.test(expression))) {
    return unknown('its query reads as many metrics as there are');
  }
  const read = queries.filter(query => query.has('MetricStat')).length;
  return known(read + 2 * expressions.filter(expression => BAND.test(expression)).length);
}
