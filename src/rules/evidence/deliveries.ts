import { SubscriptionFact } from '../../inventory/event-facts';
import { Fact } from '../../inventory/fact';
import { Inventory } from '../../inventory/inventory';
import { Link, Resource } from '../../inventory/model';

/** A service that hands something to a queue or topic in its own name, so that policies of the receiver must let it. */
export interface Delivery {
  /** Who is configured to deliver: a rule, subscription, bucket or alarm. */
  readonly fact: Fact;
  /** The service principal. */
  readonly service: string;
  /** What `aws:SourceArn` will name; undefined when it is not in the templates. */
  readonly source?: Resource;
  readonly to: Link;
  readonly purpose: 'event' | 'dead-letter' | 'alarm';
  /** True when a role is named beside the target. */
  readonly byRole: boolean;
}

/**
 * What services deliver to queues and topics.
 * Not here: schedules, functions and mappings, which use roles, and redrive policies, which SQS carries out itself.
 */
export function deliveries(inventory: Inventory): readonly Delivery[] {
  return [...fromRules(inventory), ...fromTopics(inventory), ...fromBuckets(inventory), ...fromAlarms(inventory)]
    .filter(one => one.to.service === 'sqs' || one.to.service === 'sns');
}

function fromRules({ eventRules }: Inventory): readonly Delivery[] {
  return eventRules.all.flatMap(rule => rule.targets.flatMap((target): readonly Delivery[] => {
    const base = { fact: rule, service: 'events.amazonaws.com', source: rule.resource };
    return [
      { ...base, to: target.destination, purpose: 'event', byRole: target.settings.has('RoleArn') },
      { ...base, to: target.deadLetter, purpose: 'dead-letter', byRole: false },
    ];
  }));
}

function fromTopics({ subscriptions }: Inventory): readonly Delivery[] {
  return subscriptions.flatMap((one: SubscriptionFact): readonly Delivery[] => {
    const base = { fact: one, service: 'sns.amazonaws.com', source: one.topic.resource, byRole: false };
    return [{ ...base, to: one.endpoint, purpose: 'event' }, { ...base, to: one.deadLetter, purpose: 'dead-letter' }];
  });
}

function fromBuckets({ notifications }: Inventory): readonly Delivery[] {
  return notifications.map(one => ({
    fact: one, service: 's3.amazonaws.com', source: one.bucket.resource, to: one.destination, purpose: 'event', byRole: false,
  }));
}

function fromAlarms({ alarms }: Inventory): readonly Delivery[] {
  return alarms.all.flatMap(alarm => alarm.actions.map((to): Delivery => ({
    fact: alarm, service: 'cloudwatch.amazonaws.com', source: alarm.resource, to, purpose: 'alarm', byRole: false,
  })));
}
