import { IConstruct } from 'constructs';
import { SteadfastError } from './steadfast-error';

/** A prop of this library and the props of CDK that decide the same thing. */
export interface Overlap {
  /** What is decided, as the beginning of a sentence. */
  readonly what: string;
  /** The prop of this library. */
  readonly own: string;
  /** The props of CDK. */
  readonly inherited: readonly string[];
}

/** Refuses a decision that is taken in both vocabularies. */
export function refuseBoth(scope: IConstruct, props: object, overlap: Overlap): void {
  const given = props as Record<string, unknown>;
  const inherited = overlap.inherited.filter((name) => given[name] !== undefined);
  if (given[overlap.own] === undefined || inherited.length === 0) return;
  throw new SteadfastError(scope, {
    must: `${overlap.what} must be decided once`,
    given: [overlap.own, ...inherited].join(' and '),
    remedy: `Remove ${inherited.join(' and ')}, or remove ${overlap.own} to keep what you had.`,
  });
}
