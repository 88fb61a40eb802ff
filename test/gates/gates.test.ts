import { readFileSync } from 'node:fs';
import { ANSWERS, answers } from './answers';
import { GateRun, PLANTED, TOOLS } from './findings';
import { gateRun } from './gate-run';
import { PAGE, gatesPage } from './page';
import { PATTERN_ANSWERS } from '../../src/patterns/rule-packs';

const run = gateRun();
const ours = run.templates.filter(GateRun.isOurs);
const found = Object.fromEntries(TOOLS.map(tool => [tool, run.findings(tool)]));

/** What each tool must say of the template that is planted, where each thing is wrong on purpose. */
const PLANTED_RULES: Record<typeof TOOLS[number], string> = {
  'cdk-nag': 'AwsSolutions-IAM5[Action::*] at MightyRole',
  'cdk-validator': 'E2533 at OldFunction',
  'cfn-lint': 'E2533 at OldFunction',
  'checkov': 'CKV_AWS_63 at MightyRole',
  'control-tower': 'CT.LAMBDA.PR.2 at OpenPermission',
  'parliament': 'UNKNOWN_ACTION at MightyRole',
};

describe.each(TOOLS)('%s', tool => {
  test.each(ours)('has no finding in %s that is neither mended nor answered', template => {
    const open = found[tool].filter(finding => finding.template === template && !finding.acknowledged)
      .filter(finding => !ANSWERS.some(answer => answer.rules.some(rule => answers(answer, rule, finding))));
    expect(open.map(({ rule, resource, type, text }) => `${rule} at ${resource} (${type}): ${text}`)).toEqual([]);
  });

  test('finds what is planted', () => {
    const said = found[tool].filter(({ template }) => template.startsWith(PLANTED)).map(({ rule, resource }) => `${rule} at ${resource}`);
    expect(said).toContain(PLANTED_RULES[tool]);
  });
});

const all = Object.values(found).flat().filter(({ template }) => GateRun.isOurs(template));

test('every answer of the gates is still needed', () => {
  const open = all.filter(({ acknowledged }) => !acknowledged);
  const needed = (answer: typeof ANSWERS[number], rule: string): boolean => open.some(finding => answers(answer, rule, finding));
  const unneeded = ANSWERS.flatMap(answer => answer.rules.filter(rule => !needed(answer, rule)).map(rule => `${rule} on ${answer.on}`));
  expect(unneeded).toEqual([]);
});

test('every rule that a pattern acknowledges is still broken somewhere', () => {
  const acknowledged = new Set(all.filter(finding => finding.acknowledged).map(({ rule, type }) => `${rule} on ${type}`));
  expect(PATTERN_ANSWERS.flatMap(({ type, rules }) => rules.map(rule => `${rule} on ${type}`)).filter(rule => !acknowledged.has(rule))).toEqual([]);
});

test('docs/gates.md says what was found, and every answer', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(gatesPage(run));
});
