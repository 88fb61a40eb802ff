import { Fact } from './fact';
import { FunctionFact } from './function-facts';
import { Inventory } from './inventory';
import { Link } from './model';

/** Somewhere that events go which could not be delivered or worked off. */
export interface ParkingPlace {
  readonly to: Link;
  /** Who sends them there: a queue, function, asynchronous configuration, mapping, rule, schedule or subscription. */
  readonly by: Fact;
  readonly how: 'redrive' | 'asynchronous' | 'stream' | 'rule' | 'schedule' | 'subscription';
  /** The function whose events they are, where it is told. */
  readonly failing?: FunctionFact;
  /** The topic of a subscription. */
  readonly topic?: Link;
}

/** Every parking place that is named. */
export function parkingPlaces(inventory: Inventory): readonly ParkingPlace[] {
  return [...fromLambda(inventory), ...fromDelivery(inventory), ...fromQueues(inventory)].filter(place => place.to.state !== 'absent');
}

function fromLambda({ functions, asyncConfigs, mappings }: Inventory): readonly ParkingPlace[] {
  return [
    ...functions.all.map((one): ParkingPlace => ({ to: one.deadLetter, by: one, how: 'asynchronous', failing: one })),
    ...asyncConfigs.all.map((one): ParkingPlace => ({ to: one.onFailure, by: one, how: 'asynchronous', failing: one.target.function })),
    ...mappings.all.map((one): ParkingPlace => ({ to: one.onFailure, by: one, how: 'stream', failing: one.target.function })),
  ];
}

function fromDelivery({ eventRules, schedules, subscriptions }: Inventory): readonly ParkingPlace[] {
  return [
    ...eventRules.all.flatMap(rule => rule.targets.map((target): ParkingPlace => ({ to: target.deadLetter, by: rule, how: 'rule' }))),
    ...schedules.all.map((one): ParkingPlace => ({ to: one.deadLetter, by: one, how: 'schedule' })),
    ...subscriptions.map((one): ParkingPlace => ({ to: one.deadLetter, by: one, how: 'subscription', topic: one.topic })),
  ];
}

function fromQueues({ queues }: Inventory): readonly ParkingPlace[] {
  return queues.all.flatMap(queue => (queue.redrive ? [{ to: queue.redrive.target, by: queue, how: 'redrive' as const }] : []));
}
