import { inWords } from './durations';
import { FailingEnd } from './event-map';
import { gone, ParkedPlaces } from './parked';
import { InvokerFact } from '../inventory/function-facts';
import { isSet, NO_LINK } from '../inventory/link';
import { Value } from '../inventory/model';
import { QUOTAS } from '../reference/quotas';
import { asyncConfigOf, losesEvents, parksFailures } from '../rules/async-sources';

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

/** The end of a sentence about a parking place: for how long, and who hears of it. */
export function kept({ keptForSeconds, alarm }: Pick<FailingEnd, 'keptForSeconds' | 'alarm'>): string {
  const long = keptForSeconds === undefined ? '' : ` for ${inWords(keptForSeconds)}`;
  return `${long}${alarm === 'nobody' ? ', and nobody is told.' : alarm === 'told' ? ', and an alarm tells somebody.' : '.'}`;
}

/** A setting, or what holds when nothing is said; undefined when it cannot be told. */
export function otherwise(value: Value<number> | undefined, standard: number): number | undefined {
  return value === undefined || value.kind === 'absent' ? standard : value.known;
}

/** Retries and the first attempt. */
export function plusOne(retries: number | undefined): number | undefined {
  return retries === undefined || retries < 0 ? undefined : retries + 1;
}

export function times(attempts: number | undefined): string {
  return attempts === undefined ? 'as often as time allows' : attempts === 1 ? 'once' : `${attempts.toLocaleString('en-US')} times`;
}

export function within(seconds: number | undefined): string {
  return seconds === undefined ? 'for a time that cannot be told' : `for at most ${inWords(seconds)}`;
}
