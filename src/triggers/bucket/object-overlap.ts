import { BucketRequest } from './bucket-way';
import { ObjectFilter } from './object-pattern';
import { requireThat } from '../../validation/steadfast-error';

/** Whether some key can match both. */
export function overlap(one: ObjectFilter, other: ObjectFilter): boolean {
  const [firstPrefix, secondPrefix] = [one.prefix ?? '', other.prefix ?? ''];
  const [firstSuffix, secondSuffix] = [one.suffix ?? '', other.suffix ?? ''];
  const prefixes = firstPrefix.startsWith(secondPrefix) || secondPrefix.startsWith(firstPrefix);
  const suffixes = firstSuffix.endsWith(secondSuffix) || secondSuffix.endsWith(firstSuffix);
  return prefixes && suffixes;
}

const CONNECTED = new WeakMap<object, BucketRequest[]>();

/** Refuses a second trigger that would invoke the same function for the same object. */
export function refuseTwice(request: BucketRequest): void {
  const earlier = CONNECTED.get(request.target) ?? [];
  const twice = earlier.some(other => other.bucket === request.bucket
    && other.events.some(event => request.events.includes(event))
    && overlap(other.filter, request.filter));
  requireThat(request.target, !twice, {
    must: 'An object must invoke a function once',
    given: `two BucketTriggers on ${request.bucket.node.path} whose prefixes and suffixes overlap`,
    remedy: 'Choose prefixes of which neither starts with the other, or use one trigger.',
  }, ...Object.values(request.filter));
  CONNECTED.set(request.target, [...earlier, request]);
}
