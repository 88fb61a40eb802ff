import { EventRuleFact, NotificationFact, ScheduleFact, SubscriptionFact } from '../event-facts';
import { Facts } from '../fact';
import { InvokerFact } from '../function-facts';
import { FunctionTargets } from '../function-targets';
import { invoker, linkTo, mayBeFunction } from './invoker';

/** The senders of events that have facts of their own. */
export interface EventFacts {
  readonly notifications: readonly NotificationFact[];
  readonly subscriptions: readonly SubscriptionFact[];
  readonly eventRules: Facts<EventRuleFact>;
  readonly schedules: Facts<ScheduleFact>;
}

/** Those of them that hand their events to Lambda. */
export function eventInvokers(targets: FunctionTargets, { notifications, subscriptions, eventRules, schedules }: EventFacts): readonly InvokerFact[] {
  return [
    ...notifications.filter(one => one.to === 'lambda').map(one => notified(one, targets)),
    ...subscriptions.filter(one => one.protocol.known === 'lambda' || one.endpoint.service === 'lambda').map(one => subscribed(one, targets)),
    ...eventRules.all.flatMap(rule => rule.targets.filter(one => mayBeFunction(one.destination)).map(one => targeted(rule, one, targets))),
    ...schedules.all.filter(one => mayBeFunction(one.destination)).map(one => scheduled(one, targets)),
  ];
}

function notified(one: NotificationFact, targets: FunctionTargets): InvokerFact {
  return invoker(one.resource, {
    via: 's3', mode: 'async', target: targets.of(one.destination), source: one.bucket, notification: one, settings: one.resource.properties,
  });
}

function subscribed(one: SubscriptionFact, targets: FunctionTargets): InvokerFact {
  return invoker(one.resource, {
    via: 'sns',
    mode: 'async',
    target: targets.of(one.endpoint),
    source: one.topic,
    deliveryDeadLetter: one.deadLetter,
    subscription: one,
    settings: one.resource.properties,
  });
}

function targeted(rule: EventRuleFact, target: EventRuleFact['targets'][number], targets: FunctionTargets): InvokerFact {
  return invoker(rule.resource, {
    via: 'eventbridge',
    mode: 'async',
    target: targets.of(target.destination),
    source: linkTo(rule.resource),
    deliveryDeadLetter: target.deadLetter,
    enabled: rule.enabled,
    settings: target.settings,
  });
}

function scheduled(one: ScheduleFact, targets: FunctionTargets): InvokerFact {
  return invoker(one.resource, {
    via: 'scheduler',
    mode: 'async',
    target: targets.of(one.destination),
    source: linkTo(one.resource),
    deliveryDeadLetter: one.deadLetter,
    enabled: one.enabled,
    settings: one.settings,
  });
}
