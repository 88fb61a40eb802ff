import { kept, otherwise, plusOne, times, within } from './attempts';
import { FailingEnd } from '../event-map';
import { gone, ParkedPlaces } from './parked';
import { InvokerFact } from '../../inventory/function-facts';
import { isSet } from '../../inventory/link';

const DAY = 86_400;

/** Amazon SNS Developer Guide, "Amazon SNS message delivery retries": endpoints that AWS manages. */
const TOPIC = { attempts: 100_015, withinSeconds: 23 * DAY };

/** EventBridge User Guide, "How EventBridge retries delivering events", and the Scheduler's `RetryPolicy`. */
const RULE = { retries: 185, seconds: DAY };

/** What becomes of an event that the service could not hand to Lambda; undefined where the service says nothing of it. */
export function deliveryEnd(invoker: InvokerFact, places: ParkedPlaces): FailingEnd | undefined {
  const place = invoker.deliveryDeadLetter;
  if (!place) {
    return undefined;
  }
  const tried = invoker.via === 'sns' ? TOPIC : policyOf(invoker);
  const given = `Delivery is tried ${times(tried.attempts)}, ${within(tried.withinSeconds)}.`;
  if (place.perhapsAbsent || place.state === 'unknown') {
    return { ...tried, outcome: 'unknown', says: `${given} Whether it is parked then cannot be told from the templates.` };
  }
  if (!isSet(place)) {
    return gone('delivery-dlq', `${given} Nothing keeps it then.`, tried, invoker.resource);
  }
  const parked = places.at(place);
  return { ...tried, ...parked, says: `${given} Then it is parked in the ${places.nameOf(place)}${kept(parked)}` };
}

function policyOf({ settings }: InvokerFact): { readonly attempts?: number; readonly withinSeconds?: number } {
  const policy = settings.map('RetryPolicy');
  return {
    attempts: plusOne(otherwise(policy.number('MaximumRetryAttempts'), RULE.retries)),
    withinSeconds: otherwise(policy.number('MaximumEventAgeInSeconds'), RULE.seconds),
  };
}
