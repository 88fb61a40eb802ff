import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { Fact } from '../inventory/fact';
import { Inventory } from '../inventory/inventory';
import { isSet } from '../inventory/link';
import { Link } from '../inventory/model';
import { RawMap } from '../inventory/raw';

/** Whoever delivers an event gives up some day, too. */
export const deliveryDlq: Rule = {
  id: 'delivery-dlq',
  severity: 'warning',
  title: 'What delivers events to functions and queues has a dead-letter queue for those it cannot deliver',
  why: 'SNS, EventBridge and Scheduler try for hours or days and then drop the event: a throttled function, a lost permission or a deleted target is enough. '
    + 'The function\'s own failure destination never hears of it.',
  remedy: 'Set a dead-letter queue on the target (DeadLetterConfig) or the subscription (RedrivePolicy).',
  inCdk: '`deadLetterQueue` on the rule\'s target, the `LambdaSubscription` or the schedule\'s target. `EventTrigger`, `TopicTrigger` and '
    + '`ScheduleTrigger` park what they cannot deliver.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
  keeping: hourly({ DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Undelivered', 'Arn'] } } }),
  breaking: hourly({}),

  *check(inventory) {
    for (const { fact, to, deadLetter, property } of paths(inventory)) {
      yield* judgePath(fact, to, deadLetter, property);
    }
  },
};

interface Path {
  readonly fact: Fact;
  readonly to: Link;
  readonly deadLetter: Link;
  readonly property: string;
}

function paths({ eventRules, schedules, subscriptions }: Inventory): readonly Path[] {
  return [
    ...eventRules.all.filter(rule => rule.enabled.known !== false).flatMap(rule => rule.targets.map(target =>
      ({ fact: rule, to: target.destination, deadLetter: target.deadLetter, property: 'DeadLetterConfig on the target' }))),
    ...schedules.all.filter(one => one.enabled.known !== false).map(one =>
      ({ fact: one, to: one.destination, deadLetter: one.deadLetter, property: 'Target.DeadLetterConfig on the schedule' })),
    ...subscriptions.map(one => ({ fact: one, to: one.endpoint, deadLetter: one.deadLetter, property: 'RedrivePolicy on the subscription' })),
  ].filter(({ to }) => to.service === 'lambda' || to.service === 'sqs');
}

function* judgePath(fact: Fact, to: Link, deadLetter: Link, property: string): Iterable<Judgement> {
  const target = to.resource?.logicalId ?? to.written;
  if (deadLetter.perhapsAbsent) {
    yield cannotTell(fact, `A condition decides whether its delivery to ${target} has a dead-letter queue.`);
  } else if (!isSet(deadLetter)) {
    yield finding(fact, `An event that it cannot deliver to ${target} is dropped.`, { remedy: `Set ${property}.` });
  }
}

function hourly(target: RawMap): RawMap {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Undelivered: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
      Hourly: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Worker', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, ...target }] },
      },
    },
  };
}
