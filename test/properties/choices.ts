import * as fc from 'fast-check';
import { oddDuration, OddDuration, oddNumber, OddNumber, oddText } from './odd-values';

/** A choice of a strategy, with numbers and words for whichever takes them. */
export interface Choice<Kind extends string> {
  readonly kind: Kind;
  readonly numbers: readonly OddNumber[];
  readonly time: OddDuration;
  readonly text: string;
}

/** Any of a table, by its name. */
export function choiceOf<K extends string>(
  table: Readonly<Record<K, unknown>>, time: fc.Arbitrary<OddDuration> = oddDuration(1, 600),
): fc.Arbitrary<Choice<K>> {
  return fc.record({
    kind: fc.constantFrom(...Object.keys(table) as K[]),
    numbers: fc.tuple(oddNumber(4, 60), oddNumber(4, 90), oddNumber(10, 90), oddNumber(30, 300)),
    time,
    text: oddText,
  });
}
