import * as fc from 'fast-check';
import { CONTEXTS, Outcome, outcomeOf } from './outcome';
import { runs } from './runs';
import { connect, OURS, TARGETS, TriggerCase, triggerCase } from './trigger-cases';

interface Case {
  readonly targets: readonly (keyof typeof TARGETS)[];
  readonly triggers: readonly { readonly trigger: TriggerCase; readonly onSecond: boolean }[];
  readonly context: string;
}

const targetName = fc.oneof({ weight: 3, arbitrary: fc.constant<keyof typeof TARGETS>('ours') }, fc.constantFrom(...Object.keys(TARGETS) as (keyof typeof TARGETS)[]));

const cases: fc.Arbitrary<Case> = fc.record({
  targets: fc.tuple(targetName, targetName),
  triggers: fc.array(fc.record({ trigger: triggerCase, onSecond: fc.boolean() }), { minLength: 1, maxLength: 4 }),
  context: fc.constantFrom(...Object.keys(CONTEXTS)),
});

function ended({ targets, triggers, context }: Case): Outcome {
  const outcome = outcomeOf(stack => {
    const [first, second] = targets.map((name, index) => TARGETS[name](stack, `Function${index}`));
    triggers.forEach(({ trigger, onSecond }) => connect(stack, onSecond ? second : first, trigger));
  }, CONTEXTS[context]);
  return targets.every(name => OURS.includes(name)) ? outcome : { ...outcome, complaints: outcome.complaints.filter(one => !one.startsWith('async-')) };
}

export const explore = { cases, run: ended };

test('triggers of any props on any functions are refused by us with a remedy, or synthesize to a template that passes the gates, and twice to the same bytes', () => {
  let synthesized = 0;
  fc.assert(fc.property(cases, one => {
    const outcome = ended(one);
    expect(outcome.complaints).toEqual([]);
    expect(ended(one)).toEqual(outcome);
    if (outcome.refused === undefined) synthesized += 1;
  }), runs(60));
  expect(synthesized).toBeGreaterThan(20);
});
