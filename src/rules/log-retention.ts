import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { LogGroupFact } from '../inventory/store-facts';

/** Logs that nobody owns are kept, and charged, for ever. */
export const logRetention: Rule = {
  id: 'log-retention',
  severity: 'warning',
  title: 'A function writes to a log group of the template that expires',
  why: 'A log group that Lambda makes on its own never expires, survives the stack and is charged by the month.',
  remedy: 'Add an AWS::Logs::LogGroup with RetentionInDays and name it in the function\'s LoggingConfig.',
  inCdk: '`logGroup: new logs.LogGroup(this, \'Logs\', { retention: logs.RetentionDays.THREE_MONTHS })`. A `SteadfastFunction` makes one.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html',
  keeping: {
    Resources: {
      Worker: lambdaFunction({ LoggingConfig: { LogGroup: { Ref: 'Logs' } } }),
      Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
    },
  },
  breaking: { Resources: { Worker: lambdaFunction() } },

  *check(inventory) {
    const mysterious = new Set(inventory.logGroups.all.filter(hasHiddenName).map(group => group.template));
    for (const one of inventory.functions) {
      // Edge functions log in the region of the viewer, and the handlers of CDK are not the user's to change.
      if (one.injectedBy === undefined && !inventory.isEdge(one)) {
        yield* judgeFunction(one, inventory, mysterious.has(one.template));
      }
    }
  },
};

function* judgeFunction(one: FunctionFact, inventory: Inventory, nameMayBeHidden: boolean): Iterable<Judgement> {
  const groups = inventory.logGroupsOf(one);
  if (groups.some(group => group.retention.kind === 'known')) {
    return;
  }
  const hidden = groups.find(group => group.retention.kind !== 'absent');
  if (hidden) {
    yield cannotTell(one, `How long ${hidden.logicalId} keeps its logs cannot be told (${hidden.retention.written}).`);
  } else if (groups.length > 0) {
    yield finding(one, `Its log group ${groups[0].logicalId} never expires.`, { remedy: `Set RetentionInDays of ${groups[0].logicalId}.` });
  } else if (one.logGroup.state !== 'absent') {
    yield cannotTell(one, `Its log group ${one.logGroup.written} is not in the template.`);
  } else if (nameMayBeHidden) {
    yield cannotTell(one, 'A log group of the template may be its own; its name cannot be told.');
  } else {
    yield finding(one, 'It has no log group of its own; the one that Lambda makes never expires.');
  }
}

function hasHiddenName(group: LogGroupFact): boolean {
  return group.name.kind === 'unknown' && /^(\/aws\/lambda\/)?[?$]/.test(group.name.written);
}
