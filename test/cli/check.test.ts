import * as fs from 'fs';
import * as path from 'path';
import { DOMParser } from '@xmldom/xmldom';
import type { Log } from 'sarif';
import { scratchDirectory, steadfast, steadfastInColour } from './support';
import { lambdaFunction, lambdaRole, queueMapping } from '../../src/rules/example-parts';
import { Verdict } from '../../src/rules/judging/verdict';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { plus, template } from '../rules/support';

const scratch = scratchDirectory();
const { version: packageVersion } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string };

const owned = (logs: string, more: object = {}) => lambdaFunction({ Timeout: 30, LoggingConfig: { LogGroup: { Ref: logs } }, ...more });
const LOGS = { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } };

/** One error (visibility), one warning (log retention). */
const ailing = template({
  Role: lambdaRole(),
  Jobs: ['AWS::SQS::Queue', { VisibilityTimeout: 10 }],
  Worker: lambdaFunction({ Timeout: 30 }),
  Mapping: queueMapping(),
});
const only = (...rules: readonly string[]) => (verdict: Verdict) => verdict.findings.filter(found => rules.includes(found.rule));
const mine = only('queue-visibility', 'log-retention');
const verdictOf = (...given: readonly string[]): Verdict => JSON.parse(steadfast('check', '--format', 'json', ...given).out) as Verdict;
const warned = scratch.write('warned.json', { Resources: { Clean: { Type: 'AWS::SNS::Topic' } } });
const file = scratch.write('ailing.json', ailing);

describe('exit codes', () => {
  test.each<[string, number, string[]]>([
    ['nothing found', 0, [warned]],
    ['an error', 1, [file]],
    ['an error that does not matter', 0, [file, '--fail-on', 'never']],
    ['a warning that matters', 1, [file, '--fail-on', 'warning']],
    ['help', 0, ['--help']],
  ])('%s: %i', (_title, code, given) => {
    expect(steadfast('check', ...given)).toMatchObject({ code, err: '' });
  });

  test('the version: that of the package', () => {
    expect(steadfast('--version')).toEqual({ code: 0, out: `${packageVersion}\n`, err: '' });
  });

  test.each<[string, RegExp, string[]]>([
    ['no command', /name a command/, []],
    ['another command', /there is no command 'inspect'/, ['inspect']],
    ['a member of Object as command', /there is no command 'constructor'/, ['constructor']],
    ['no path', /name at least one template/, ['check']],
    ['a path that is not there', /nowhere\.json: there is no such file/, ['check', 'nowhere.json']],
    ['an unknown option', /Unknown option '--strict'/, ['check', file, '--strict']],
    ['an unknown format', /--format must be one of text, json, sarif, junit; given 'xml'/, ['check', file, '--format', 'xml']],
    ['an unknown threshold', /--fail-on must be one of error, warning, never; given 'all'/, ['check', file, '--fail-on', 'all']],
    ['an option without its value', /--format/, ['check', file, '--format']],
    ['a directory that is no assembly', /no manifest\.json/, ['check', scratch.path]],
    ['a baseline that is not there', /none\.json: cannot be read/, ['check', file, '--baseline', 'none.json']],
    ['a baseline that is none', /this is no baseline/, ['check', file, '--baseline', file]],
    ['an output that cannot be written', /out\.txt: cannot be written \(ENOENT\)/, ['check', file, '--output', path.join(scratch.path, 'no', 'out.txt')]],
  ])('%s: 2, and one line', (_title, line, given) => {
    const { code, out, err } = steadfast(...given);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(line);
    expect(err).toMatch(/^steadfast: [^\n]+\n$/);
  });
});

describe('text', () => {
  test('stands by function, errors first, with remedy, page and summary', () => {
    const { out } = steadfast('check', file);
    expect(out.split('\n')[0]).toBe('Worker');
    expect(out).toContain('  error    Jobs: Messages stay hidden for 10 s, but Worker may work on them for 30 s.\n           Set VisibilityTimeout of Jobs to at least 180');
    expect(out).toContain('docs/rules/queue-visibility.md');
    expect(out.indexOf('error  ')).toBeLessThan(out.indexOf('warning'));
    expect(out).toMatch(/\d+ errors? and \d+ warnings? at 1 place \(1 function in 1 template.*\)\.\n$/);
  });

  test('puts the worst function first', () => {
    const both = plus(ailing, { Calm: lambdaFunction() });
    const { out } = steadfast('check', scratch.write('both.json', both));
    expect(out.indexOf('Worker\n')).toBeLessThan(out.indexOf('Calm\n'));
  });

  test('is plain, and coloured only for a person', () => {
    expect(steadfast('check', file).out).not.toContain('\u001b');
    expect(steadfastInColour('check', file).out).toContain('\u001b[31m');
    steadfastInColour('check', file, '--output', path.join(scratch.path, 'plain.txt'));
    expect(fs.readFileSync(path.join(scratch.path, 'plain.txt'), 'utf8')).not.toContain('\u001b');
  });

  test('lets no template write to the terminal, nor where it is refused', () => {
    const evil = template({ Jobs: ['AWS::SQS::Queue', { VisibilityTimeout: '\u001b[2J' }], Worker: lambdaFunction({ Timeout: 30 }), Mapping: queueMapping() });
    expect(steadfast('check', scratch.write('evil.json', evil)).out).not.toContain('\u001b');
    expect(steadfast('check', scratch.write('refused.json', { Resources: { '\u001b[2J\u200f': {} } })).err).toMatch(/Resources\.\ufffd\[2J\ufffd is no resource/);
  });

  test('names acknowledgements with their reasons and counts what cannot be told', () => {
    const resources = ailing.Resources as Record<string, object>;
    const open = plus(ailing, {
      Worker: { ...resources.Worker, Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'log-retention', reason: 'the platform owns it' }] } } },
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: { 'Fn::ImportValue': 'seconds' } } },
    });
    const { out } = steadfast('check', scratch.write('open.json', open));
    expect(out).toContain('  log-retention: Worker: the platform owns it');
    expect(out).toMatch(/Cannot be told from the templates\n[^]*queue-visibility: Jobs: VisibilityTimeout is/);
  });

  test('names neighbours from where the function stands, templates where there are several, and counts what is said often', () => {
    const at = (place: string, resource: object) => ({ ...resource, Metadata: { 'aws:cdk:path': place, 'cdk-steadfast': { acknowledge: [{ rule: 'tracing', reason: 'a pity' }] } } });
    const placed = template({
      Jobs: at('Shop/Jobs/Resource', { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 10 } }),
      Worker: at('Shop/Worker/Resource', lambdaFunction({ Timeout: 30 })),
      Helper: at('Shop/Helper/Resource', lambdaFunction()),
      Mapping: queueMapping(),
    });
    const { out } = steadfast('check', scratch.write('placed.json', placed), warned);
    expect(out).toMatch(/^Shop\/Worker {2}.*placed\.json\n/);
    expect(out).toContain('  error    Jobs: Messages stay hidden');
    expect(out).toContain('  tracing (2 times): Shop/Helper: a pity');
  });

  test('says that nothing was found', () => {
    expect(steadfast('check', warned).out).toBe('Nothing found (0 functions in 1 template).\n');
  });
});

describe('JSON', () => {
  test('has the members of the contract and no other', () => {
    const { out } = steadfast('check', file, '--format', 'json');
    const verdict = JSON.parse(out) as Verdict;
    expect(Object.keys(verdict)).toEqual(['version', 'findings', 'unknown', 'acknowledged']);
    for (const found of verdict.findings) {
      expect(Object.keys(found)).toEqual(['rule', 'severity', 'template', 'logicalId', 'path', 'message', 'remedy']);
    }
    expect(mine(verdict).map(found => `${found.severity} ${found.rule} ${found.logicalId}`)).toEqual(['error queue-visibility Jobs', 'warning log-retention Worker']);
  });

  test('goes to a file', () => {
    const output = path.join(scratch.path, 'out.json');
    expect(steadfast('check', file, '--format', 'json', '--output', output)).toEqual({ code: 1, out: '', err: '' });
    expect(mine(JSON.parse(fs.readFileSync(output, 'utf8')) as Verdict)).toHaveLength(2);
  });
});

describe('SARIF', () => {
  const log = (given: string): Log => JSON.parse(steadfast('check', given, '--format', 'sarif').out) as Log;

  test('names tool, rules and results, each with its place, level and fingerprint', () => {
    const { version, runs: [run] } = log(file);
    expect([version, run.tool.driver.name]).toEqual(['2.1.0', 'steadfast']);
    expect(run.tool.driver.rules?.map(rule => rule.id)).toEqual(RULE_BOOK.map(rule => rule.id));
    const result = run.results?.find(one => one.ruleId === 'queue-visibility');
    expect(result).toMatchObject({ level: 'error', partialFingerprints: { 'steadfast/v1': expect.stringContaining('queue-visibility') as string } });
    expect(run.tool.driver.rules?.[result?.ruleIndex ?? -1].id).toBe('queue-visibility');
    const { artifactLocation, region } = result?.locations?.[0].physicalLocation ?? {};
    expect(artifactLocation?.uri).toMatch(/^file:\/\/.*\/ailing\.json$/);
    expect(fs.readFileSync(file, 'utf8').split('\n')[(region?.startLine ?? 0) - 1]).toContain('"Jobs"');
  });

  test('names a template by its path from where the command runs', () => {
    const [result] = log(path.join('bench', 'checker', 'blind', 'samples', 'chalice.json')).runs[0].results ?? [];
    expect(result.locations?.[0].physicalLocation?.artifactLocation?.uri).toBe('bench/checker/blind/samples/chalice.json');
  });

  test('knows the line of a resource in YAML', () => {
    const yaml = scratch.write('t.yaml', 'Metadata:\n  Worker:\n    a: b\nResources:\n  # the worker\n  Worker: # runs\n    Type: AWS::Lambda::Function\n    Properties: { Role: r }\n');
    expect(log(yaml).runs[0].results?.[0].locations?.[0].physicalLocation?.region?.startLine).toBe(6);
  });
});

describe('JUnit', () => {
  test('is XML whose counts are right, whatever the template says', () => {
    const odd = plus(ailing, { Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 10 }, Metadata: { 'aws:cdk:path': 'A<&>"\'\u0001\ud800/Jobs/Resource' } } });
    const { out } = steadfast('check', scratch.write('odd.json', odd), '--format', 'junit');
    const problems: string[] = [];
    const document = new DOMParser({ onError: (_level: string, message: string) => problems.push(message) }).parseFromString(out, 'text/xml');
    expect(problems).toEqual([]);
    const suite = document.getElementsByTagName('testsuite')[0];
    expect(Number(suite.getAttribute('tests'))).toBe(document.getElementsByTagName('testcase').length);
    expect(Number(suite.getAttribute('failures'))).toBe(document.getElementsByTagName('failure').length);
    const ofRule = [...document.getElementsByTagName('testcase')].filter(one => one.getAttribute('classname') === 'queue-visibility');
    expect(ofRule).toHaveLength(1);
    expect(out).toContain('name="A&#60;&#38;&#62;&#34;&#39;??/Jobs"');
  });

  test('fails only what the threshold fails', () => {
    const failures = (threshold: string) => steadfast('check', file, '--format', 'junit', '--fail-on', threshold).out.match(/<failure /g)?.length ?? 0;
    expect(failures('never')).toBe(0);
    expect(failures('error')).toBeGreaterThan(0);
    expect(failures('warning')).toBeGreaterThan(failures('error'));
  });
});

describe('a baseline', () => {
  const baseline = path.join(scratch.path, 'baseline.json');
  const changed = (resources: Record<string, unknown>) => scratch.write('ailing.json', plus(ailing, resources));

  afterEach(() => void changed({}));

  test('accepts what is there, in acknowledged, and fails on what is new', () => {
    expect(steadfast('check', file, '--write-baseline', baseline)).toMatchObject({ code: 0, out: '' });
    expect(steadfast('check', file, '--baseline', baseline, '--fail-on', 'warning').code).toBe(0);
    expect(verdictOf(file, '--baseline', baseline).acknowledged).toContainEqual(expect.objectContaining({ rule: 'queue-visibility', reason: 'accepted in baseline.json' }));
    changed({ Another: lambdaFunction() });
    expect(mine(verdictOf(file, '--baseline', baseline)).map(found => found.logicalId)).toEqual(['Another']);
  });

  test('does not mind other numbers', () => {
    steadfast('check', file, '--write-baseline', baseline);
    changed({ Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 11 } } });
    expect(mine(verdictOf(file, '--baseline', baseline))).toEqual([]);
  });

  test.each([['path', 'Worker0A1B2C3D', 'Worker4E5F6A7B'], ['content', `Worker0A1B2C3D${'0a'.repeat(16)}`, `Worker0A1B2C3D${'1b'.repeat(16)}`]])('does not mind another hash of a %s in an id of CDK', (_of, before, after) => {
    const called = (id: string) => scratch.write('hashed.json', template({
      Jobs: ['AWS::SQS::Queue', { VisibilityTimeout: 10 }], [id]: lambdaFunction({ Timeout: 30 }), Mapping: queueMapping({ FunctionName: { Ref: id } }),
    }));
    steadfast('check', called(before), '--write-baseline', baseline);
    expect(only('queue-visibility')(verdictOf(called(after), '--baseline', baseline))).toEqual([]);
    expect(only('queue-visibility')(verdictOf(called('Another'), '--baseline', baseline))).toHaveLength(1);
  });

  test('accepts a warning, not the error it becomes', () => {
    changed({ Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 40 } } });
    steadfast('check', file, '--write-baseline', baseline);
    changed({});
    expect(mine(verdictOf(file, '--baseline', baseline)).map(found => found.rule)).toEqual(['queue-visibility']);
  });

  test('is accepted once for each entry', () => {
    const one = template({ A: { ...owned('Logs'), Metadata: { 'aws:cdk:path': 'S/F/Resource' } }, Logs: { ...LOGS, Properties: {} } });
    const two = plus(one, { B: { ...owned('Logs'), Metadata: { 'aws:cdk:path': 'S/F/Resource' } } });
    const place = scratch.write('twice.json', one);
    steadfast('check', place, '--write-baseline', baseline);
    scratch.write('twice.json', two);
    expect(only('log-retention')(verdictOf(place, '--baseline', baseline))).toHaveLength(1);
  });

  test('says what is mended', () => {
    steadfast('check', file, '--write-baseline', baseline);
    changed({ Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 180 } } });
    expect(steadfast('check', file, '--baseline', baseline).err).toBe('');
    expect(steadfast('check', file, '--baseline', baseline).out).toMatch(/Mended or acknowledged since the baseline was written[^\n]*\n {2}queue-visibility: ailing\.json#Jobs/);
    expect(steadfast('check', file, '--baseline', baseline, '--format', 'json').err).toMatch(/1 of the baseline's findings are mended or acknowledged;/);
  });

  test('does not depend on where the command runs', () => {
    steadfast('check', file, '--write-baseline', baseline);
    expect(mine(verdictOf(path.relative(process.cwd(), file), '--baseline', path.relative(process.cwd(), baseline)))).toEqual([]);
  });

  test.each<[string, object]>([
    ['of another version', { version: 2, accepted: [] }],
    ['without a list', { version: 1, accepted: {} }],
    ['with an entry of another kind', { version: 1, accepted: [7] }],
    ['with a severity of its own', { version: 1, accepted: [{ rule: 'a', severity: 'note', place: 'p', message: 'm' }] }],
  ])('%s is bad input', (_title, content) => {
    expect(steadfast('check', file, '--baseline', scratch.write('bad.json', content))).toMatchObject({ code: 2, out: '' });
  });
});

describe('several paths', () => {
  test('are judged together', () => {
    const producer = scratch.write('producer.json', {
      Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 10 } } },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Jobs', 'Arn'] }, Export: { Name: 'jobs-arn' } } },
    });
    const consumer = scratch.write('consumer.json', template({
      Worker: lambdaFunction({ Timeout: 30 }), Mapping: queueMapping({ EventSourceArn: { 'Fn::ImportValue': 'jobs-arn' } }),
    }));
    expect(only('queue-visibility')(verdictOf(producer, consumer))).toMatchObject([{ template: producer, logicalId: 'Jobs', severity: 'error' }]);
    expect(steadfast('check', producer, consumer).out).toContain(producer);
  });
});
