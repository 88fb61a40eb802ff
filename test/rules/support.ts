import { Inventory, takeInventory } from '../../src/inventory/inventory';
import { RawMap } from '../../src/inventory/raw';
import { Template } from '../../src/inventory/template';
import { judge } from '../../src/rules/judging/judge';
import { FoundDefect, Verdict } from '../../src/rules/judging/verdict';
import { Rule } from '../../src/rules/rule';

/** A template of resources: `template({ Jobs: ['AWS::SQS::Queue', { FifoQueue: true }] })`, or a raw resource for `UpdatePolicy` and the like. */
export function template(
  resources: Readonly<Record<string, readonly [type: string, properties?: RawMap] | RawMap>>, sections: RawMap = {},
): RawMap {
  const written = Object.entries(resources).map(([id, one]) => [id, Array.isArray(one) ? { Type: one[0], Properties: one[1] ?? {} } : one]);
  return { ...sections, Resources: Object.fromEntries(written) };
}

/** A template with some resources replaced or added. */
export function plus(base: RawMap, resources: RawMap): RawMap {
  return { ...base, Resources: { ...(base.Resources as RawMap), ...resources } };
}

/** The inventory of one template body. */
export function inventoryOf(body: RawMap, around: Partial<Template> = {}): Inventory {
  return takeInventory([{ name: 'template.json', body, ...around }]);
}

export function verdictOn(rule: Rule, body: RawMap, around: Partial<Template> = {}): Verdict {
  return judge(inventoryOf(body, around), [rule]);
}

/** What a rule finds, as `severity logicalId`; compare with `toEqual`. */
export function finds(rule: Rule, body: RawMap): readonly string[] {
  return verdictOn(rule, body).findings.map(found => `${found.severity} ${found.logicalId}`);
}

/** The findings themselves, for their messages and remedies. */
export function findingsOf(rule: Rule, body: RawMap): readonly FoundDefect[] {
  return verdictOn(rule, body).findings;
}

/** Logical ids of what a rule cannot tell. */
export function unknownIn(rule: Rule, body: RawMap): readonly string[] {
  return verdictOn(rule, body).unknown.map(question => question.logicalId);
}

/** Asserts that a rule neither finds nor wonders about anything. */
export function clean(rule: Rule, body: RawMap): void {
  const { findings, unknown } = verdictOn(rule, body);
  expect({ findings, unknown }).toEqual({ findings: [], unknown: [] });
}

/** What a rule says of a template; nothing of what is left out. */
export interface Expected {
  /** The findings, as `severity logicalId`. */
  readonly finds?: readonly string[];
  /** Logical ids of what it cannot tell. */
  readonly unknown?: readonly string[];
  /** A part of each finding's message, where the place alone does not tell what is meant. */
  readonly says?: readonly string[];
  /** A part of each finding's remedy, where it is not the rule's own. */
  readonly mends?: readonly string[];
}

/** One row of a rule's table: what the template is, and what the rule says of it. */
export type Case = readonly [title: string, body: RawMap, expected: Expected];

/** The test of a rule: its own examples, then a table of edge cases. */
export function describeRule(rule: Rule, cases: readonly Case[]): void {
  describe(rule.id, () => {
    test('its keeping example is clean', () => clean(rule, rule.keeping));

    test('its breaking example is found', () => {
      const { findings } = verdictOn(rule, rule.breaking);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.every(found => found.rule === rule.id && found.message.endsWith('.') && found.remedy.endsWith('.'))).toBe(true);
    });

    test.each(cases)('%s', (_title, body, { says, mends, ...expected }) => {
      expect({ finds: finds(rule, body), unknown: unknownIn(rule, body) }).toEqual({ finds: [], unknown: [], ...expected });
      const { findings } = verdictOn(rule, body);
      if (says) {
        expect(findings.map(found => found.message)).toEqual(says.map(part => expect.stringContaining(part)));
      }
      if (mends) {
        expect(findings.map(found => found.remedy)).toEqual(mends.map(part => expect.stringContaining(part)));
      }
    });
  });
}
