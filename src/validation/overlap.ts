import { SteadfastError } from './steadfast-error';

/** A prop of this library and the props of CDK that decide the same thing. */
export interface Overlap {
  /** What is decided, as the beginning of a sentence. */
  readonly what: string;
  /** The prop of this library. */
  readonly own: string;
  /** The props of CDK; `currentVersionOptions.removalPolicy` is a prop within a prop. */
  readonly inherited: readonly string[];
}

/**
 * Refuses a decision that is taken in both vocabularies.
 *
 * @param where the path of what is about to be made: CDK's own refusals would name props that nobody gave
 */
export function refuseBoth(where: string, props: object, overlap: Overlap): void {
  const inherited = overlap.inherited.filter((name) => at(props, name) !== undefined);
  if (at(props, overlap.own) === undefined || inherited.length === 0) return;
  throw new SteadfastError(where, {
    must: `${overlap.what} must be decided once`,
    given: [overlap.own, ...inherited].join(' and '),
    remedy: `Remove ${inherited.join(' and ')}, or remove ${overlap.own} to keep what you had.`,
  });
}

function at(props: object, name: string): unknown {
  return name.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], props);
}
