import { Value } from '../../src/inventory/model';
import { absent, holds, is, isOpen, known, unknown } from '../../src/inventory/value';

const long = (seconds: number | undefined) => (seconds ?? 3) >= 10;
const oneOf = (...alternatives: readonly Value<number>[]): Value<number> => ({ ...unknown<number>('a condition'), alternatives });

test.each<[string, () => Value<number>, boolean | undefined]>([
  ['a literal that meets it', () => known(10), true],
  ['a literal that does not', () => known(9), false],
  ['nothing, which the test knows how to read', () => absent(), false],
  ['what is not told', () => unknown('deployed'), undefined],
  ['alternatives that all meet it', () => oneOf(known(10), known(20)), true],
  ['alternatives that all do not', () => oneOf(known(1), absent()), false],
  ['alternatives that differ', () => oneOf(known(1), known(20)), undefined],
  ['alternatives of which one is not told', () => oneOf(known(20), unknown('deployed')), undefined],
  ['alternatives within alternatives', () => oneOf(known(20), oneOf(known(30), known(40))), true],
])('a test is answered for %s', (_title, value, expected) => expect(holds(value(), long)).toBe(expected));

test('a value is open where something was said that is no literal', () => {
  const reference: Value<number> = { kind: 'reference', written: '${Jobs}' };
  expect([known(1), absent<number>(), unknown<number>('deployed'), reference].map(isOpen)).toEqual([false, false, true, true]);
});

test('a value is a literal only where it is known', () => {
  expect([known(1), known(2), absent<number>(), unknown<number>('deployed')].map(value => is(value, 1))).toEqual([true, false, false, false]);
});
