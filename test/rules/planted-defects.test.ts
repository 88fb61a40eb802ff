import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PLANTS } from '../../bench/checker/planted/all';
import { WELL_BUILT } from '../../bench/checker/well-built';
import { patterns } from '../../src';
import { takeInventory } from '../../src/inventory/inventory';
import { judge } from '../../src/rules/judging/judge';
import { Verdict } from '../../src/rules/judging/verdict';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { stackWith, steadfastFunction } from '../support/stacks';

const verdictOf = (stack: Stack, rules = RULE_BOOK): Verdict => judge(takeInventory([{ name: 'template.json', body: Template.fromStack(stack).toJSON() }]), rules);
const saysOf = (stack: Stack): string[] => verdictOf(stack).findings.map(found => `${found.rule} ${found.logicalId}: ${found.message}`);
const inBook = new Set(RULE_BOOK.map(rule => rule.id));

test('every rule of the book has a defect planted for it', () => {
  const planted = new Set(PLANTS.map(plant => plant.rule));
  expect([...inBook].filter(rule => !planted.has(rule))).toEqual([]);
});

test.each(PLANTS.filter(plant => inBook.has(plant.rule)).map(plant => [`${plant.rule} ${plant.variant ?? ''}`.trim(), plant] as const))(
  '%s is found where it was planted, and not in the mended twin', (_name, plant) => {
    const app = new App();
    const [broken, mended] = [true, false].map(defect => {
      const stack = new Stack(app, defect ? 'Broken' : 'Mended');
      plant.plant(stack, defect);
      return stack;
    });
    const rules = RULE_BOOK.filter(rule => rule.id === plant.rule);
    expect(verdictOf(broken, rules).findings.length).toBeGreaterThan(verdictOf(mended, rules).findings.length);
  });

test.each(WELL_BUILT.map(one => [one.name, one] as const))('%s has nothing wrong, and nothing is found', (_name, { build }) => {
  const stack = stackWith();
  build(stack);
  expect(saysOf(stack)).toEqual([]);
});

test('our function by itself has nothing wrong', () => {
  const stack = stackWith();
  steadfastFunction(stack);
  expect(saysOf(stack)).toEqual([]);
});

test('our bucket pipeline has nothing wrong', () => {
  const stack = stackWith();
  new patterns.BucketPipeline(stack, 'Pipeline', { validate: steadfastFunction(stack, 'Validate'), process: steadfastFunction(stack, 'Process') });
  expect(saysOf(stack)).toEqual([]);
});
