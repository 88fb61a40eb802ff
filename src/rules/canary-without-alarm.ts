import { canary } from './canary-example';
import { shifts } from './evidence/shifting-groups';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { DeploymentGroupFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { QUOTAS } from '../reference/quotas';

const ON_ALARM = 'DEPLOYMENT_STOP_ON_ALARM';

/** A canary that nobody watches is only a slow deployment. */
export const canaryWithoutAlarm: Rule = {
  id: 'canary-without-alarm',
  severity: 'warning',
  title: 'A deployment that shifts traffic step by step stops and rolls back on an alarm',
  why: 'CodeDeploy looks at nothing but the group\'s alarms. Without one it shifts all traffic to a version that fails every request; '
    + 'without a rollback on alarm it stops half way and leaves it there.',
  remedy: 'Name an alarm on the new version in AlarmConfiguration of the deployment group, and enable AutoRollbackConfiguration.',
  inCdk: '`alarms` of the `LambdaDeploymentGroup`. `Release.canary()` makes the alarm, and rolls back on it.',
  source: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html',
  keeping: canary({}),
  breaking: canary({ AlarmConfiguration: { Enabled: false } }),

  *check(inventory) {
    for (const alias of inventory.aliases) {
      if (alias.shifted && !inventory.deploymentGroups.at(alias.deploymentGroup)) {
        yield cannotTell(alias, `The deployment group ${alias.deploymentGroup.written} that shifts it is not in the template.`);
      }
    }
    for (const group of inventory.deploymentGroups) {
      yield* judgeGroup(group, inventory);
    }
  },
};

function* judgeGroup(group: DeploymentGroupFact, inventory: Inventory): Iterable<Judgement> {
  const shifting = shifts(group);
  const most = QUOTAS.deploymentAlarms.value;
  const alarmed = group.alarms.length > 0;
  if (group.alarms.length > most && group.alarms.every(alarm => inventory.alarms.at(alarm))) {
    yield cannotTell(group, `It names ${group.alarms.length} alarms; CodeDeploy takes ${most} by CloudFormation's page, and more by its own, where the account has asked for it.`);
  }
  if (shifting === false) {
    return;
  }
  if ((alarmed && group.alarmsEnabled.kind === 'unknown') || (shifting === undefined && !alarmed)) {
    yield cannotTell(group, 'Whether it shifts step by step and stops on an alarm cannot be told.');
  } else if (!alarmed || group.alarmsEnabled.known === false) {
    yield finding(group, `It shifts traffic step by step (${group.configuration.written}), and no alarm stops it.`);
  } else if (shifting) {
    yield* judgeRollback(group);
  }
}

function* judgeRollback(group: DeploymentGroupFact): Iterable<Judgement> {
  const back = rollsBack(group);
  if (back === undefined) {
    yield cannotTell(group, 'Whether it takes the traffic back when an alarm stops it cannot be told.');
  } else if (!back) {
    yield finding(group, 'An alarm stops it, but nothing takes the traffic back.', {
      remedy: `Enable AutoRollbackConfiguration with the event ${ON_ALARM}.`,
    });
  }
}

/** A group that names no events rolls back on all of them. */
function rollsBack(group: DeploymentGroupFact): boolean | undefined {
  const events = group.resource.properties.texts('AutoRollbackConfiguration.Events');
  if (!group.rollbackEnabled.known || events.length === 0 || events.some(event => event.known === ON_ALARM)) {
    return group.rollbackEnabled.known;
  }
  return events.some(event => event.known === undefined) ? undefined : false;
}
