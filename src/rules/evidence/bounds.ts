import { Fact } from '../../inventory/fact';
import { FunctionFact } from '../../inventory/function-facts';
import { Value } from '../../inventory/model';
import { own } from '../../inventory/raw';

/** The least and the most a number can be, as far as the template tells. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** One summand; `perhaps` when a condition decides whether it stands there at all. */
export interface Summand extends Bounds {
  readonly perhaps: boolean;
}

/** The bounds of a number: nothing said is zero, what cannot be told may be any size. */
export function boundsOf(value: Value<number>): Bounds {
  if (value.kind === 'known' || value.kind === 'absent') {
    return { least: value.known ?? 0, most: value.known ?? 0 };
  }
  const alternatives = (value.alternatives ?? []).map(boundsOf);
  return alternatives.length === 0
    ? { least: 0, most: Infinity }
    : { least: Math.min(...alternatives.map(one => one.least)), most: Math.max(...alternatives.map(one => one.most)) };
}

/** The bounds of a sum. Of what stands under conditions, which may exclude each other, only the greatest counts for certain. */
export function sumOf(summands: readonly Summand[]): Bounds {
  const certain = summands.filter(one => !one.perhaps).reduce((sum, one) => sum + one.least, 0);
  const perhaps = summands.filter(one => one.perhaps).reduce((greatest, one) => Math.max(greatest, one.least), 0);
  return { least: certain + perhaps, most: summands.reduce((sum, one) => sum + one.most, 0) };
}

/** True when a condition may leave a fact out while its function stands. */
export function mayBeMissingFrom(one: FunctionFact, fact: Fact): boolean {
  return fact.conditional && own(fact.resource.raw, 'Condition') !== own(one.resource.raw, 'Condition');
}
