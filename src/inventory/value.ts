import { Value } from './model';

/** A literal. */
export function known<T>(value: T): Value<T> {
  return { kind: 'known', known: value, written: String(value) };
}

const ABSENT: Value<never> = { kind: 'absent', written: '' };

/** Nothing was said. */
export function absent<T>(): Value<T> {
  return ABSENT;
}

/** Something was said that the template alone does not tell. */
export function unknown<T>(why: string | undefined, written = '?'): Value<T> {
  return { kind: 'unknown', why, written };
}

/** True when the property was said, but not as a literal. */
export function isOpen<T>(value: Value<T>): boolean {
  return value.kind === 'unknown' || value.kind === 'reference';
}

/** Known and equal to the given literal. */
export function is<T>(value: Value<T>, literal: T): boolean {
  return value.kind === 'known' && value.known === literal;
}

/**
 * Whether a test holds for a value, in three values; where a condition chooses, all alternatives must agree.
 * The test is given `undefined` for what is absent.
 */
export function holds<T>(value: Value<T>, test: (literal: T | undefined) => boolean): boolean | undefined {
  if (value.kind === 'known' || value.kind === 'absent') {
    return test(value.known);
  }
  const answers = new Set(value.alternatives?.map(one => holds(one, test)));
  return answers.size === 1 ? [...answers][0] : undefined;
}
