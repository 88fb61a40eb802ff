import { lambdaFunction, queueMapping } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { Fact } from '../inventory/fact';
import { Value } from '../inventory/model';
import { RawMap } from '../inventory/raw';
import { isOpen } from '../inventory/value';

/** Switched off in an emergency and forgotten. */
export const mappingDisabled: Rule = {
  id: 'mapping-disabled',
  severity: 'warning',
  title: 'Mappings, rules and schedules are switched on',
  why: 'What is switched off takes no events: queues and streams fill up and expire, rules and schedules drop what they would have sent. It is easily forgotten.',
  remedy: 'Switch it on, or delete it; acknowledge the finding while it must stay off.',
  inCdk: 'Leave `enabled: false` out, or acknowledge the finding with the day on which it is switched on.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
  keeping: mapped({}),
  breaking: mapped({ Enabled: false }),

  *check({ mappings, eventRules, schedules }) {
    for (const mapping of mappings) {
      yield* judgeSwitch(mapping, mapping.enabled);
    }
    for (const one of [...eventRules, ...schedules]) {
      yield* judgeSwitch(one, one.enabled);
    }
  },
};

function* judgeSwitch(fact: Fact, enabled: Value<boolean>): Iterable<Judgement> {
  if (enabled.known === false) {
    yield finding(fact, 'It is switched off: no event passes.');
  } else if (isOpen(enabled)) {
    yield cannotTell(fact, 'Whether it is switched on cannot be told.');
  }
}

function mapped(mapping: RawMap): RawMap {
  return { Resources: { Jobs: { Type: 'AWS::SQS::Queue' }, Worker: lambdaFunction(), Mapping: queueMapping(mapping) } };
}
