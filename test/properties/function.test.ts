import { aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { defaultsCase, defaultsOf, FunctionCase, functionCase, inheritedProps, propsOf } from './function-cases';
import { CONTEXTS, Fill, Outcome, outcomeOf } from './outcome';
import { runs } from './runs';
import { SteadfastDefaults, SteadfastFunction } from '../../src';
import { stackWith } from '../support/stacks';

interface Case {
  readonly fn: FunctionCase;
  readonly defaults?: string;
  readonly context: string;
}

const cases: fc.Arbitrary<Case> = fc.record({ fn: functionCase, defaults: defaultsCase, context: fc.constantFrom(...Object.keys(CONTEXTS)) });

const filled = ({ fn, defaults }: Case): Fill => stack => {
  SteadfastDefaults.of(stack).set(defaultsOf(stack, defaults));
  new SteadfastFunction(stack, fn.id, propsOf(stack, fn));
};

/** A prop of CDK's with a value that CDK refuses on its own function is CDK's matter. */
function refusedByCdk({ fn, context }: Case): boolean {
  try {
    const stack = stackWith(CONTEXTS[context]);
    void new lambda.Function(stack, fn.id, inheritedProps(stack, fn)).currentVersion;
    Template.fromStack(stack);
    return false;
  } catch {
    return true;
  }
}

function ended(one: Case): Outcome | undefined {
  try {
    return outcomeOf(filled(one), CONTEXTS[one.context]);
  } catch (error) {
    if (refusedByCdk(one)) return undefined;
    throw error;
  }
}

export const explore = { cases, run: ended };

test('a function of any props is refused by us with a remedy, or synthesizes to a template that passes the gates, and twice to the same bytes', () => {
  let synthesized = 0;
  fc.assert(fc.property(cases, one => {
    const outcome = ended(one);
    if (!outcome) return;
    expect(outcome.complaints).toEqual([]);
    expect(ended(one)).toEqual(outcome);
    if (outcome.refused === undefined) synthesized += 1;
  }), runs(100));
  expect(synthesized).toBeGreaterThan(30);
});

