import { Duration, Fn, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';

/*
 * Values as data, so that a failing case prints and shrinks; what becomes of them in CDK is made in the case.
 * Odd ones are what users pass by mistake: fractions, zero, nothing, what is known at deployment only.
 */

/** A number that another stack exports. */
const KNOWN_LATER = Token.asNumber(Fn.importValue('count'));

/** A number, or one that is known at deployment only. */
export type OddNumber = number | 'token';

export function oddNumber(least: number, most: number): fc.Arbitrary<OddNumber> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: least, max: most }) },
    { weight: 1, arbitrary: fc.constantFrom<OddNumber>(least - 1, most + 1, 0, -1, least + 0.5, NaN, Infinity, 'token') },
  );
}

export function numberOf(value: OddNumber): number;
export function numberOf(value: OddNumber | undefined): number | undefined;
export function numberOf(value: OddNumber | undefined): number | undefined {
  return value === 'token' ? KNOWN_LATER : value;
}

/** A time in milliseconds, or one that is known at deployment only. */
export type OddDuration = number | 'token';

export function oddDuration(leastSeconds: number, mostSeconds: number): fc.Arbitrary<OddDuration> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: leastSeconds, max: mostSeconds }).map(seconds => seconds * 1_000) },
    { weight: 1, arbitrary: fc.constantFrom<OddDuration>(0, 1, 999, 1_500, (mostSeconds + 1) * 1_000, 31_536_000_000, 'token') },
  );
}

export function durationOf(value: OddDuration): Duration;
export function durationOf(value: OddDuration | undefined): Duration | undefined;
export function durationOf(value: OddDuration | undefined): Duration | undefined {
  if (value === undefined) return undefined;
  return value === 'token' ? Duration.seconds(KNOWN_LATER) : Duration.millis(value);
}

/** What people write into texts. */
export const oddText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('orders', 'the shop asks again', 'in/', 'a b') },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', 'ünïcödé…', '</script><b>', '${AWS::Region}', 'two\nlines', '*', 'x'.repeat(300), '__proto__', 'constructor') },
);

/** Given or left out, also in so many words: `prop: undefined` is what a condition yields. */
export function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: value });
}

/** As maybe, where most users leave it out. */
export function seldom<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, value);
}
