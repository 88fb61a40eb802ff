import { aws_sns as sns } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { CONTEXTS, Outcome, outcomeOf } from './outcome';
import { CDKS, makePattern, PatternCase, patternCase } from './pattern-cases';
import { runs } from './runs';
import { SteadfastDefaults } from '../../src';

interface Case {
  readonly patterns: readonly PatternCase[];
  readonly context: string;
}

const cases: fc.Arbitrary<Case> = fc.record({
  patterns: fc.oneof(fc.tuple(patternCase('First')), fc.tuple(patternCase('First'), patternCase('Second'))),
  context: fc.constantFrom(...Object.keys(CONTEXTS)),
});

function ended({ patterns, context }: Case): Outcome {
  const outcome = outcomeOf(stack => {
    SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
    patterns.forEach(one => makePattern(stack, one));
  }, CONTEXTS[context]);
  const plain = patterns.some(({ fn }) => CDKS.includes(fn));
  return plain ? { ...outcome, complaints: outcome.complaints.filter(one => !one.startsWith('async-failure-destination')) } : outcome;
}

export const explore = { cases, run: ended };

test('patterns of any props are refused by us with a remedy, or synthesize to a template that passes the gates, and twice to the same bytes', () => {
  let synthesized = 0;
  fc.assert(fc.property(cases, one => {
    const outcome = ended(one);
    expect(outcome.complaints).toEqual([]);
    expect(ended(one)).toEqual(outcome);
    if (outcome.refused === undefined) synthesized += 1;
  }), runs(40));
  expect(synthesized).toBeGreaterThan(15);
});
