import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact, InvokerFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Value } from '../inventory/model';
import { shortestGap } from '../inventory/schedule-expression';
import { isOpen } from '../inventory/value';

/** A job that is still running when it is started again runs twice. */
export const scheduleOverlap: Rule = {
  id: 'schedule-overlap',
  severity: 'warning',
  title: 'A scheduled function ends before its schedule starts it again, or runs only once at a time',
  why: 'A slow run and the next one work on the same things at the same time. Jobs are seldom written for that.',
  remedy: 'Set ReservedConcurrentExecutions to 1, or start the function less often than its timeout.',
  inCdk: '`reservedConcurrentExecutions: 1`, or `concurrency: Concurrency.reserved(1)`.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
  keeping: everyMinute(60),
  breaking: everyMinute(300),

  *check(inventory) {
    for (const one of inventory.functions) {
      for (const invoker of one.invokers) {
        const schedule = scheduleOf(invoker, inventory);
        if (schedule && invoker.enabled.known !== false && one.reserved.known !== 1 && one.reserved.known !== 0) {
          yield* judgeSchedule(one, invoker, schedule);
        }
      }
    }
  },
};

function* judgeSchedule(one: FunctionFact, invoker: InvokerFact, schedule: Value<string>): Iterable<Judgement> {
  const gap = schedule.known === undefined ? undefined : shortestGap(schedule.known);
  const timeout = one.timeout.known;
  if (gap === undefined || timeout === undefined) {
    yield cannotTell(one, `Whether ${invoker.logicalId} (${schedule.written}) starts it again within its timeout of ${one.timeout.written} s cannot be told.`);
  } else if (gap < timeout && isOpen(one.reserved)) {
    yield cannotTell(one, `${invoker.logicalId} starts it every ${gap} s; whether its reserved concurrency keeps it from running twice cannot be told.`);
  } else if (gap < timeout) {
    yield finding(one, `${invoker.logicalId} starts it every ${gap} s (${schedule.written}), but it may run for ${timeout} s.`, {
      remedy: `Set ReservedConcurrentExecutions of ${one.logicalId} to 1, or its Timeout to ${gap} or less.`,
    });
  }
}

function scheduleOf(invoker: InvokerFact, inventory: Inventory): Value<string> | undefined {
  const schedule = invoker.via === 'scheduler' ? inventory.schedules.of(invoker.resource)?.expression : inventory.eventRules.of(invoker.resource)?.schedule;
  return schedule?.kind === 'absent' ? undefined : schedule;
}

function everyMinute(timeout: number): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction({ Timeout: timeout }),
      EveryMinute: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Id: 'Worker', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }] },
      },
    },
  };
}
