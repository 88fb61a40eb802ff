import { Value } from '../../inventory/model';
import { inWords } from '../durations';
import { FailingEnd } from '../event-map';

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

/** How often, as a part of a sentence. */
export function times(attempts: number | undefined): string {
  return attempts === undefined ? 'as often as time allows' : attempts === 1 ? 'once' : `${attempts.toLocaleString('en-US')} times`;
}

/** How long, as a part of a sentence. */
export function within(seconds: number | undefined): string {
  return seconds === undefined ? 'for a time that cannot be told' : `for at most ${inWords(seconds)}`;
}
