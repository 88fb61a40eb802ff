import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { blindPlants, blindWellBuilt } from '../../bench/checker/blind/blind';
import { JUDGED } from '../../bench/checker/blind/judged';
import { LIBRARIES } from '../../bench/checker/blind/libraries';
import { takeInventory } from '../../src/inventory/inventory';
import { load } from '../../src/inventory/loading/load';
import { parseTemplateText } from '../../src/inventory/loading/parse-template';
import { judge } from '../../src/rules/judging/judge';
import { Verdict } from '../../src/rules/judging/verdict';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { stackWith } from '../support/stacks';

/*
 * Templates that no rule was tuned to: defects planted from the rules' descriptions alone, other libraries' and frameworks' templates,
 * and templates with nothing wrong. Whatever becomes of the rules, they hold here.
 */

const SAMPLES = join(__dirname, '..', '..', 'bench', 'checker', 'blind', 'samples');

const byRule = (verdict: Verdict): Readonly<Record<string, readonly string[]>> => {
  const rules = [...new Set(verdict.findings.map(found => found.rule))];
  return Object.fromEntries(rules.map(rule => [rule, verdict.findings.filter(found => found.rule === rule).map(found => found.logicalId).sort()]));
};

/** Rules that were written after the set was. */
const LATER = ['stack-size'];

describe('defects planted blindly', () => {
  const plants = blindPlants();

  test('there is one for every rule', () => {
    const planted = new Set(plants.map(plant => plant.rule));
    expect(RULE_BOOK.map(rule => rule.id).filter(id => !planted.has(id))).toEqual(LATER);
  });

  test.each(plants.map(plant => [plant.name, plant] as const))('%s is found, and not in the mended twin', (_name, { rule, broken, mended }) => {
    const rules = RULE_BOOK.filter(one => one.id === rule);
    const found = [broken, mended].map(text => judge(takeInventory([{ name: 't.yaml', body: parseTemplateText(text, 't.yaml') }]), rules).findings.length);
    expect([found[0] > 0, found[1]]).toEqual([true, 0]);
  });
});

describe('what others build', () => {
  test('is judged, all of it', () => {
    expect(Object.keys(JUDGED).sort()).toEqual([...readdirSync(SAMPLES), ...LIBRARIES.map(one => one.name)].sort());
  });

  test.each(readdirSync(SAMPLES))('%s has the findings that a reader would have', file => {
    expect(byRule(judge(takeInventory(load([join(SAMPLES, file)])), RULE_BOOK))).toEqual(JUDGED[file]);
  });

  test.each(LIBRARIES.map(one => [one.name, one] as const))('%s has the findings that a reader would have', (name, { build }) => {
    const stack = stackWith();
    build(stack);
    expect(byRule(judge(takeInventory([{ name, body: Template.fromStack(stack).toJSON() }]), RULE_BOOK))).toEqual(JUDGED[name]);
  });
});

test.each(blindWellBuilt())('$name has nothing wrong, and nothing is found', ({ file }) => {
  expect(judge(takeInventory(load([file])), RULE_BOOK).findings).toEqual([]);
});
