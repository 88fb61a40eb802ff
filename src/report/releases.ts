import { Nodes, nameOf } from './nodes';
import { ReleaseAlarm, ReleaseEntry } from './report';
import { AliasFact, DeploymentGroupFact, FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Link } from '../inventory/model';
import { shifts } from '../rules/evidence/shifting-groups';

/** How new versions take over, function by function; CDK's own helpers have no say in it. */
export function releasesOf(inventory: Inventory, nodes: Nodes): readonly ReleaseEntry[] {
  return inventory.functions.all.filter(one => one.injectedBy === undefined).flatMap(one => {
    const id = nodes.of(one.resource);
    return one.aliases.length === 0 ? [withoutAlias(one, id, inventory)] : one.aliases.map(alias => entry(alias, id, inventory));
  });
}

function withoutAlias(one: FunctionFact, id: string, inventory: Inventory): ReleaseEntry {
  const how = inventory.isEdge(one) ? 'a numbered version, by CloudFront' : 'all at once: no alias, callers reach $LATEST';
  return { function: id, how, gradual: false, alarms: [] };
}

function entry(alias: AliasFact, id: string, inventory: Inventory): ReleaseEntry {
  const base = { function: id, alias: alias.name.known ?? alias.logicalId };
  const group = inventory.deploymentGroups.at(alias.deploymentGroup);
  if (!alias.shifted) {
    const how = alias.weighted.known === true ? 'static weights between two versions' : 'all at once, by CloudFormation';
    return { ...base, how, gradual: false, alarms: [] };
  }
  if (!group) {
    return { ...base, how: 'by a CodeDeploy group outside the templates', gradual: true, alarms: [] };
  }
  return {
    ...base,
    how: `CodeDeploy, ${configurationOf(group)}`,
    gradual: shifts(group) !== false,
    rollsBack: group.rollbackEnabled.known,
    alarms: group.alarmsEnabled.known === false ? [] : group.alarms.map(alarm => alarmEntry(alarm, inventory)),
  };
}

function configurationOf({ configuration }: DeploymentGroupFact): string {
  return configuration.known?.replace(/^CodeDeployDefault\.(Lambda)?/, '') ?? configuration.written;
}

function alarmEntry(link: Link, { alarms }: Inventory): ReleaseAlarm {
  const alarm = alarms.at(link);
  if (!alarm) {
    return { name: link.written, watches: 'is not in the templates' };
  }
  const versioned = alarm.metrics.some(metric => metric.dimensions.has('ExecutedVersion'));
  const metrics = [...new Set(alarm.metrics.map(metric => metric.name.written))].join(', ');
  return {
    name: nameOf(alarm.resource),
    watches: `${metrics || 'other alarms'}${versioned ? ' of the new version' : ''}`,
    tells: alarm.notifies.known,
  };
}
