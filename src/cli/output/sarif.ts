import * as path from 'path';
import { pathToFileURL } from 'url';
import { resourceLines } from './resource-lines';
import { Result } from './result';
import { fingerprintOf } from '../../rules/judging/baseline';
import { AcknowledgedDefect, FoundDefect, OpenQuestion } from '../../rules/judging/verdict';
import { RULE_BOOK } from '../../rules/rule-book';
import { pageOf } from '../../rules/rule-page';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A result as SARIF 2.1.0, which code hosts show beside the code. */
export function sarifOf({ verdict: { findings, acknowledged, unknown } }: Result): string {
  const lineOf = resourceLines();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'steadfast', informationUri: 'https://github.com/cdk-steadfast/cdk-steadfast', rules: RULE_BOOK.map(ruleOf) } },
      results: [
        ...findings.map(found => defect(found, lineOf)),
        ...acknowledged.map(found => ({ ...defect(found, lineOf), suppressions: [suppressionOf(found)] })),
        ...unknown.map(question => ({ ...place(question, lineOf), kind: 'open', level: 'none', message: { text: question.message } })),
      ],
    }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

type LineOf = ReturnType<typeof resourceLines>;

function ruleOf({ id, title, why, remedy, severity }: typeof RULE_BOOK[number]) {
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: { text: remedy },
    helpUri: pageOf(id),
    defaultConfiguration: { level: severity },
  };
}

function defect(found: FoundDefect, lineOf: LineOf) {
  return {
    ...place(found, lineOf),
    level: found.severity,
    message: { text: `${found.message} ${found.remedy}` },
    partialFingerprints: { 'steadfast/v1': fingerprintOf(found, process.cwd()) },
  };
}

function place({ rule, template, logicalId, path: constructPath }: OpenQuestion, lineOf: LineOf) {
  return {
    ruleId: rule,
    ...(INDEX.has(rule) ? { ruleIndex: INDEX.get(rule) } : {}),
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(template) }, region: { startLine: lineOf(template, logicalId) } },
      logicalLocations: [{ name: logicalId, fullyQualifiedName: constructPath, kind: 'resource' }],
    }],
  };
}

const INDEX = new Map(RULE_BOOK.map((rule, index) => [rule.id, index]));

function suppressionOf(found: AcknowledgedDefect) {
  return { kind: 'external', justification: found.reason };
}

/** Code hosts want paths from the root of the repository, which is where they run. */
function uriOf(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') || path.isAbsolute(relative)
    ? pathToFileURL(path.resolve(file)).href
    : relative.split(path.sep).map(encodeURIComponent).join('/');
}
