import { Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { CONTEXTS, Gate, Outcome, outcomeOf, ruleBook } from './outcome';
import { runs } from './runs';
import { stackWith } from '../support/stacks';

/** What every case says. */
export interface Placed {
  /** The flags of its app, by their name in CONTEXTS. */
  readonly context: string;
}

export const context = fc.constantFrom(...Object.keys(CONTEXTS));

/** Cases of one kind, and what is made of them. */
export interface Family<Case extends Placed> {
  readonly cases: fc.Arbitrary<Case>;
  readonly fill: (stack: Stack, one: Case) => void;
  /** Whether CDK alone refuses what of a case is CDK's: how it does that is its own matter. @default - it never does */
  readonly refusedByCdk?: (one: Case) => boolean;
  /** Whether a complaint is about something that is not of this library. @default - none is */
  readonly isTheirs?: (one: Case, complaint: string) => boolean;
}

/** How a case ends before a gate; undefined where CDK alone refuses it, too. */
export function endOf<Case extends Placed>({ fill, refusedByCdk, isTheirs }: Family<Case>, one: Case, gate: Gate = ruleBook): Outcome | undefined {
  try {
    const outcome = outcomeOf(stack => fill(stack, one), CONTEXTS[one.context], gate);
    return { ...outcome, complaints: outcome.complaints.filter(complaint => !isTheirs?.(one, complaint)) };
  } catch (error) {
    if (refusedByCdk?.(one)) return undefined;
    throw error;
  }
}

/** Whether what is made of CDK's own does not synthesize. */
export function isRefused({ context: flags }: Placed, make: (stack: Stack) => lambda.Function): boolean {
  try {
    const stack = stackWith({ ...CONTEXTS[flags], 'aws:cdk:bundling-stacks': [] });
    void make(stack).currentVersion;
    Template.fromStack(stack);
    return false;
  } catch {
    return true;
  }
}

/**
 * Tries the cases of a family: each is refused by us, or synthesizes to a template of which the rule book complains of nothing, and twice to the same bytes.
 *
 * @returns how many synthesized
 */
export function synthesized<Case extends Placed>(family: Family<Case>, usual: number): number {
  let count = 0;
  fc.assert(fc.property(family.cases, one => {
    const outcome = endOf(family, one);
    if (!outcome) return;
    expect(outcome.complaints).toEqual([]);
    expect(endOf(family, one)).toEqual(outcome);
    if (outcome.refused === undefined) count += 1;
  }), runs(usual));
  return count;
}
