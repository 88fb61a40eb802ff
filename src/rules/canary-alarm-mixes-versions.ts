import { ALIAS, canary } from './canary-example';
import { shifts } from './evidence/shifting-groups';
import { cannotTell, finding, Rule } from './rule';
import { Properties } from '../inventory/model';
import { AlarmFact } from '../inventory/store-facts';

const DIMENSION = 'ExecutedVersion';

/** Ten percent that fail drown in ninety that do not. */
export const canaryAlarmMixesVersions: Rule = {
  id: 'canary-alarm-mixes-versions',
  severity: 'warning',
  title: 'An alarm that stops a canary looks at the new version alone',
  why: 'An alias\'s metrics count the old and the new version together. While a tenth of the traffic is shifted, a new version that fails every '
    + 'request shows as ten percent, and a bad old version stops the deployment of its own repair.',
  remedy: 'Add an alarm with the dimension ExecutedVersion set to the new version, beside FunctionName and Resource.',
  inCdk: '`dimensionsMap` with `ExecutedVersion: fn.currentVersion.version` on the metric. `Release.canary()` watches just the new version.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics.html',
  keeping: canary({}),
  breaking: canary({}, ALIAS),

  *check(inventory) {
    for (const group of inventory.deploymentGroups) {
      const alarms = group.alarms.map(link => inventory.alarms.at(link));
      if (!shifts(group) || alarms.length === 0 || group.alarmsEnabled.known === false || alarms.some(looksAtOneVersion)) {
        continue;
      }
      if (alarms.every(alarm => alarm !== undefined && mixes(alarm))) {
        const names = alarms.map(alarm => alarm?.logicalId).join(', ');
        yield finding(group, `None of its alarms (${names}) tells the new version from the old one.`);
      } else {
        yield cannotTell(group, 'Whether one of its alarms looks at the new version alone cannot be told.');
      }
    }
  },
};

function looksAtOneVersion(alarm: AlarmFact | undefined): boolean {
  const written = (query: Properties): string => query.text('Expression').written;
  return alarm !== undefined
    && (alarm.metrics.some(metric => metric.dimensions.has(DIMENSION)) || alarm.resource.properties.maps('Metrics').some(query => written(query).includes(DIMENSION)));
}

/** Certain where AWS itself counts; a metric of the user's own may well be kept by version. */
function mixes(alarm: AlarmFact): boolean {
  return alarm.metrics.length > 0 && alarm.metrics.every(metric => metric.namespace.known?.startsWith('AWS/'));
}
