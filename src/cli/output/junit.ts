import { Result } from './result';
import { grouped } from '../../inventory/grouped';
import { withNested } from '../../inventory/template';
import { titleOf } from '../../rules/judging/construct-names';
import { AcknowledgedDefect, FoundDefect } from '../../rules/judging/verdict';
import { RULE_BOOK } from '../../rules/rule-book';
import { pageOf } from '../../rules/rule-page';
import { fails, Threshold } from '../threshold';

interface Case {
  readonly failed: boolean;
  readonly skipped: boolean;
  readonly xml: string;
}

/** A result as a test report: a suite for each template, a case for each finding and for each rule that is kept. */
export function junitOf({ verdict, inventory, failOn }: Result): string {
  const allFindings = grouped(verdict.findings, one => one.template);
  const allAcknowledged = grouped(verdict.acknowledged, one => one.template);
  const suites = [...new Set(inventory.templates.flatMap(withNested).map(({ name }) => name))].map(template => {
    const findings = allFindings.get(template) ?? [];
    const acknowledged = allAcknowledged.get(template) ?? [];
    const broken = new Set([...findings, ...acknowledged].map(found => found.rule));
    return {
      template,
      cases: [
        ...findings.map(found => findingCase(found, failOn)),
        ...acknowledged.map(acknowledgedCase),
        ...RULE_BOOK.filter(rule => !broken.has(rule.id)).map(rule => passed(rule.id, rule.title)),
      ],
    };
  });
  const all = suites.flatMap(suite => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="steadfast" ${countsOf(all)}>`,
    ...suites.map(({ template, cases }) => [
      `  <testsuite name="${escaped(template)}" ${countsOf(cases)}>`, ...cases.map(one => one.xml), '  </testsuite>',
    ].join('\n')),
    '</testsuites>',
    '',
  ].join('\n');
}

function findingCase(found: FoundDefect, failOn: Threshold): Case {
  const failed = fails(found, failOn);
  const text = escaped(`${found.message}\n${found.remedy}\n${pageOf(found.rule)}`);
  const body = failed
    ? `<failure type="${found.severity}" message="${escaped(found.message)}">${text}</failure>`
    : `<system-out>${found.severity}: ${text}</system-out>`;
  return { failed, skipped: false, xml: caseOf(found.rule, titleOf(found), body) };
}

function acknowledgedCase(found: AcknowledgedDefect): Case {
  return { failed: false, skipped: true, xml: caseOf(found.rule, titleOf(found), `<skipped message="${escaped(found.reason)}"/>`) };
}

function passed(rule: string, title: string): Case {
  return { failed: false, skipped: false, xml: caseOf(rule, title) };
}

function caseOf(rule: string, name: string, body = ''): string {
  const start = `    <testcase classname="${escaped(rule)}" name="${escaped(name)}"`;
  return body === '' ? `${start}/>` : `${start}>${body}</testcase>`;
}

function countsOf(cases: readonly Case[]): string {
  const failures = cases.filter(one => one.failed).length;
  const skipped = cases.filter(one => one.skipped).length;
  return `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

/** XML 1.0 has no way to write most control characters and lone surrogates. */
function escaped(text: string): string {
  return text
    // eslint-disable-next-line no-control-regex -- control characters are what it looks for
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
    .replace(/[<>&"']/g, character => `&#${character.charCodeAt(0)};`);
}
