import { kept, otherwise, plusOne, times, within } from './attempts';
import { FailingEnd } from '../event-map';
import { gone, ParkedPlaces } from './parked';
import { InvokerFact } from '../../inventory/function-facts';
import { isSet, NO_LINK } from '../../inventory/link';
import { QUOTAS } from '../../reference/quotas';
import { asyncConfigOf, losesEvents, parksFailures } from '../../rules/evidence/async-sources';

/** Services that keep track of what they asked for, and report a failure themselves. */
const REPORTING: Readonly<Record<string, string>> = {
  cloudformation: 'CloudFormation reports the failure, and the deployment rolls back.',
  secretsmanager: 'Secrets Manager keeps the current secret and tries the rotation again.',
  codedeploy: 'The deployment fails and rolls back.',
};

/** What becomes of an event that nobody waits for, when the function fails every time. */
export function asynchronousEnd(invoker: InvokerFact, places: ParkedPlaces): FailingEnd {
  const { target } = invoker;
  const config = asyncConfigOf(target);
  const attempts = plusOne(otherwise(config?.retries, QUOTAS.asyncRetries.value));
  const withinSeconds = otherwise(config?.maxAge, QUOTAS.asyncAge.value);
  const tried = { attempts, withinSeconds };
  const given = `Lambda tries it ${times(attempts)}, ${within(withinSeconds)}.`;
  if (!target.function) {
    return { outcome: 'unknown', says: `The function ${target.written} is not in the templates.` };
  }
  if (!losesEvents(invoker)) {
    return { ...tried, outcome: 'caller', says: `${given} ${REPORTING[invoker.via] ?? 'Whoever asked for it learns of the failure.'}` };
  }
  const parks = parksFailures(target);
  if (parks === undefined) {
    return { ...tried, outcome: 'unknown', says: `${given} Whether it is parked then cannot be told from the templates.` };
  }
  if (!parks) {
    return gone('async-failure-destination', `${given} Nothing keeps it then.`, tried, target.function.resource);
  }
  const place = [config?.onFailure ?? NO_LINK, target.function.deadLetter].find(isSet) ?? NO_LINK;
  const parked = places.at(place);
  return { ...tried, ...parked, says: `${given} Then it is parked in the ${places.nameOf(place)}${kept(parked)}` };
}
