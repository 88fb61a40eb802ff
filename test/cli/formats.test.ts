import { DOMParser, Element } from '@xmldom/xmldom';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { scratchDirectory, steadfast } from './support';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { template } from '../rules/support';

/* What other programs read must have the shape that they expect: findings, questions and opt-outs of every rule's example are printed. */

const scratch = scratchDirectory();
const files = RULE_BOOK.flatMap(rule => [
  scratch.write(`${rule.id}.json`, rule.breaking),
  scratch.write(`${rule.id}-kept.json`, rule.keeping),
]);
const open = scratch.write('open file.json', template({
  Worker: { Type: 'AWS::Lambda::Function', Properties: { Role: 'r', Timeout: { Ref: 'T' } }, Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'tracing', reason: 'a <test> & "more"' }] } } },
  Mapping: ['AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Worker' }, EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }],
}, { Parameters: { T: { Type: 'Number' } } }));
const printed = (format: string, ...given: readonly string[]) => steadfast('check', '--format', format, '--fail-on', 'warning', ...given).out;

describe('SARIF', () => {
  const schema = jest.requireActual<object>('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // One of its patterns is no regular expression of Unicode's kind.
  const valid = addFormats(new Ajv({ strict: false, unicodeRegExp: false, allErrors: true })).compile(schema);
  const log = JSON.parse(printed('sarif', ...files, open)) as Log;
  const results = log.runs[0].results ?? [];

  test('has the members and values of SARIF 2.1.0, and no other', () => {
    expect(results.length).toBeGreaterThan(RULE_BOOK.length);
    expect({ valid: valid(log), errors: valid.errors ?? [] }).toEqual({ valid: true, errors: [] });
    expect([log.version, log.$schema]).toEqual(['2.1.0', expect.stringMatching(/^https:\/\/docs\.oasis-open\.org\/sarif\/.*\/sarif-schema-2\.1\.0\.json$/)]);
  });

  test.each([
    ['a level of its own', (result: Result) => ({ ...result, level: 'fatal' })],
    ['no message', ({ message, ...rest }: Result) => rest],
    ['a member of its own', (result: Result) => ({ ...result, colour: 'red' })],
  ])('the schema would refuse %s', (_title, break_) => {
    expect(valid({ ...log, runs: [{ ...log.runs[0], results: [break_(results[0])] }] })).toBe(false);
  });

  test('prints findings, questions and what is accepted', () => {
    expect(new Set(results.map(result => result.kind ?? 'fail'))).toEqual(new Set(['fail', 'open']));
    expect(results.flatMap(result => result.suppressions ?? []).map(one => one.justification)).toContain('a <test> & "more"');
  });

  test('rules are named once and found by their index; a kind other than fail has the level none', () => {
    const rules = log.runs[0].tool.driver.rules ?? [];
    expect(new Set(rules.map(rule => rule.id)).size).toBe(rules.length);
    for (const result of results) {
      expect([result.ruleId, result.kind === undefined || result.level === 'none']).toEqual([rules[result.ruleIndex ?? -1].id, true]);
    }
  });

  test('places are URIs and lines that are there', () => {
    for (const { physicalLocation } of results.flatMap(result => result.locations ?? [])) {
      expect(() => new URL(physicalLocation?.artifactLocation?.uri ?? '', 'file:///')).not.toThrow();
      expect(physicalLocation?.artifactLocation?.uri).not.toMatch(/[ \\]/);
      expect(physicalLocation?.region?.startLine).toBeGreaterThanOrEqual(1);
    }
  });
});

describe('JUnit', () => {
  /** The shape that Jenkins, GitLab and GitHub's reporters share: for each element its attributes and its children. */
  const SHAPE: Readonly<Record<string, { readonly needs: readonly string[]; readonly may: readonly string[]; readonly holds: readonly string[] }>> = {
    'testsuites': { needs: [], may: ['name', 'tests', 'failures', 'errors', 'disabled', 'skipped', 'time'], holds: ['testsuite'] },
    'testsuite': {
      needs: ['name', 'tests'],
      may: ['failures', 'errors', 'disabled', 'skipped', 'time', 'timestamp', 'hostname', 'id', 'package', 'file'],
      holds: ['properties', 'testcase', 'system-out', 'system-err'],
    },
    'testcase': {
      needs: ['name', 'classname'], may: ['time', 'assertions', 'status', 'file', 'line'], holds: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    },
    'failure': { needs: [], may: ['message', 'type'], holds: [] },
    'skipped': { needs: [], may: ['message', 'type'], holds: [] },
    'system-out': { needs: [], may: [], holds: [] },
  };
  const document = new DOMParser({ onError: (_level: string, message: string) => { throw new Error(message); } }).parseFromString(printed('junit', ...files, open), 'text/xml');
  const children = (element: Element): Element[] => [...element.childNodes].filter((node): node is Element => node.nodeType === 1);
  const everything = (element: Element): Element[] => [element, ...children(element).flatMap(everything)];
  const root = document.documentElement as Element;

  test('has the elements and attributes that readers know, and no other', () => {
    expect(root.tagName).toBe('testsuites');
    const odd = everything(root).flatMap(element => {
      const { needs, may, holds } = SHAPE[element.tagName] ?? { needs: ['no such element'], may: [], holds: [] };
      const given = [...element.attributes].map(attribute => attribute.name);
      return [
        ...needs.filter(name => !given.includes(name)).map(name => `${element.tagName} lacks ${name}`),
        ...given.filter(name => ![...needs, ...may].includes(name)).map(name => `${element.tagName} has ${name}`),
        ...children(element).filter(child => !holds.includes(child.tagName)).map(child => `${element.tagName} holds ${child.tagName}`),
      ];
    });
    expect(odd).toEqual([]);
  });

  test('counts what it holds, suite by suite and in all', () => {
    const counted = (element: Element, kind: string) => everything(element).filter(one => one.tagName === kind).length;
    for (const element of [root, ...children(root)]) {
      expect(['tests', 'failures', 'skipped', 'errors'].map(name => Number(element.getAttribute(name))))
        .toEqual([counted(element, 'testcase'), counted(element, 'failure'), counted(element, 'skipped'), 0]);
    }
    expect(children(root)).toHaveLength(files.length + 1);
  });
});
