import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { scratchDirectory, steadfast, steadfastLater } from './support';
import { parseTemplateText } from '../../src/inventory/loading/parse-template';
import { Verdict } from '../../src/rules/judging/verdict';
import { RULE_BOOK } from '../../src/rules/rule-book';

const scratch = scratchDirectory();

const SAMPLES = path.join(__dirname, '..', '..', 'bench', 'checker', 'blind', 'samples');

/** Every template of the rule book, all shapes that the rules look at, and what SAM and other frameworks write. */
const TEMPLATES: readonly object[] = [
  ...RULE_BOOK.flatMap(rule => [rule.keeping, rule.breaking]),
  ...fs.readdirSync(SAMPLES).map(file => parseTemplateText(fs.readFileSync(path.join(SAMPLES, file), 'utf8'), file)),
];
const RUNS = 400;
/** Reading and judging an example takes a few milliseconds of the processor; only a hang takes this many. */
const HANG = 5_000;
const processorTime = (): number => Object.values(process.cpuUsage()).reduce((user, system) => user + system) / 1000;

/** Whatever the file: a verdict, or one line. Never a stack trace, never a hang. */
function holdsGround(file: string): 'verdict' | 'refused' {
  const started = processorTime();
  const { code, out, err } = steadfast('check', file, '--format', 'json');
  expect(processorTime() - started).toBeLessThan(HANG);
  expect(err).not.toMatch(/mistake of steadfast|\n {4}at /);
  if (code === 2) {
    expect(out).toBe('');
    expect(err).toMatch(/^steadfast: [^\n]+\n$/);
    return 'refused';
  }
  expect(err).toBe('');
  const verdict = JSON.parse(out) as Verdict;
  expect(code).toBe(verdict.findings.some(found => found.severity === 'error') ? 1 : 0);
  return 'verdict';
}

const template = fc.constantFrom(...TEMPLATES);

/** Values that templates hold by mistake or malice. */
const oddity: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null, true, -1, 1e308, '', '*', '${', '${}', '${AWS::Region', '${!x}', [], [[]], {}, '30', ' 30 ', '__proto__',
    { Ref: 'Worker' }, { Ref: 7 }, { Ref: ['Worker'] }, { 'Fn::GetAtt': 'Worker' }, { 'Fn::GetAtt': ['Worker'] }, { 'Fn::GetAtt': ['Worker', 'Arn', 'x'] },
    { 'Fn::Sub': ['${Worker}', { Worker: { Ref: 'Worker' } }] }, { 'Fn::Sub': ['${a}', 7] }, { 'Fn::Join': [':', 'x'] }, { 'Fn::Join': [{}, [{ Ref: 'Worker' }]] },
    { 'Fn::Select': [99, ['a']] }, { 'Fn::Select': ['x', { 'Fn::Split': ['', 'a'] }] }, { 'Fn::If': ['Never', 1] }, { 'Fn::If': [['a'], { Ref: 'AWS::NoValue' }, 1] },
    { 'Fn::FindInMap': ['a', { Ref: 'b' }, 'c'] }, { 'Fn::ImportValue': { 'Fn::Sub': '${AWS::StackName}-x' } }, { 'Fn::Transform': { Name: 'x' } }, { 'Ref': 'a', 'Fn::Sub': 'b' },
    { 'Fn::ForEach::x': ['a', ['b'], {}] }, { toString: 'x' }, { constructor: { prototype: null } },
  ),
);

/** All places of a template, as paths of keys. */
function placesIn(node: unknown, above: readonly string[] = []): readonly (readonly string[])[] {
  const below = typeof node === 'object' && node !== null ? Object.entries(node) : [];
  return [above, ...below.flatMap(([key, child]) => placesIn(child, [...above, key]))];
}

function replaced(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) {
    return value;
  }
  if (Array.isArray(node)) {
    return node.map((child, index) => (String(index) === key ? replaced(child, rest, value) : child));
  }
  const map = node as Record<string, unknown>;
  return Object.fromEntries(Object.entries(map).map(([name, child]) => [name, name === key ? replaced(child, rest, value) : child]));
}

const mutated = fc.tuple(template, fc.array(fc.tuple(fc.nat(), oddity), { minLength: 1, maxLength: 4 })).map(([body, changes]) =>
  changes.reduce<unknown>((node, [at, value]) => {
    const places = placesIn(node);
    return replaced(node, places[at % places.length], value);
  }, body));

test('anything anywhere in a JSON template', () => {
  fc.assert(fc.property(mutated, body => void holdsGround(scratch.write('mutated.json', JSON.stringify(body)))), { numRuns: RUNS });
});

test('anything anywhere in a YAML template', () => {
  fc.assert(fc.property(mutated, body => void holdsGround(scratch.write('mutated.yaml', stringify(body ?? null)))), { numRuns: RUNS / 4 });
});

test('anything anywhere is reported on, or refused in one line', async () => {
  await fc.assert(fc.asyncProperty(mutated, async body => {
    const { code, out, err } = await steadfastLater('report', scratch.write('reported.json', JSON.stringify(body)), '--format', 'html');
    expect(err).toMatch(code === 2 ? /^steadfast: (?!this is a mistake)[^\n]+\n$/ : /^$/);
    expect(out).toMatch(code === 2 ? /^$/ : /<\/html>\n$/);
  }), { numRuns: RUNS / 4 });
}, 120_000);

test('templates cut off anywhere are refused in JSON, and never half believed', () => {
  fc.assert(fc.property(template, fc.double({ min: 0, max: 0.999, noNaN: true }), (body, part) => {
    const text = JSON.stringify(body);
    expect(holdsGround(scratch.write('cut.json', text.slice(0, Math.floor(text.length * part))))).toBe('refused');
  }), { numRuns: RUNS / 2 });
});

test('templates cut off anywhere in YAML', () => {
  fc.assert(fc.property(template, fc.double({ min: 0, max: 1, noNaN: true }), (body, part) => {
    const text = stringify(body);
    holdsGround(scratch.write('cut.yaml', text.slice(0, Math.floor(text.length * part))));
  }), { numRuns: RUNS / 4 });
});

test('any bytes at all', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('bytes.json', 'bytes.yaml', 'bytes.template'), (bytes, name) =>
    void holdsGround(scratch.write(name, Buffer.from(bytes)))), { numRuns: RUNS / 2 });
});

const nest = (levels: number, open: string, close: string, core: string): string => `${open.repeat(levels)}${core}${close.repeat(levels)}`;
const laughs = ['a: &a ["x","x","x","x","x","x","x","x","x"]', ...[...'bcdefghij'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)].join('\n');
const functionOf = (properties: string): string => `{"Resources":{"F":{"Type":"AWS::Lambda::Function","Properties":{"Timeout":${properties}}}}}`;

describe('made on purpose', () => {
  test.each<[string, string, string]>([
    ['a deep template', 'deep.json', functionOf(nest(50_000, '{"Fn::Join":["",[', ']]}', '1'))],
    ['deep lists in YAML', 'deep.yaml', `Resources: ${nest(3_000, '[', ']', '1')}`],
    ['a deep block in YAML', 'block.yaml', Array.from({ length: 2_000 }, (_one, index) => `${' '.repeat(index)}a:`).join('\n')],
    ['a billion laughs', 'laughs.yaml', `${laughs}\nResources: *j`],
    ['an anchor that holds itself', 'self.yaml', 'Resources: &r\n  F: *r\n'],
    ['a list of resources', 'list.json', '{"Resources":[]}'],
    ['resources without types', 'typeless.json', '{"Resources":{"F":{"Properties":{}}}}'],
    ['properties that are a text', 'text.json', '{"Resources":{"F":{"Type":"AWS::Lambda::Function","Properties":"x"}}}'],
    ['parameters that are a list', 'parameters.json', '{"Parameters":[],"Resources":{}}'],
    ['a template of nothing', 'null.json', 'null'],
    ['an empty file', 'empty.yaml', ''],
    ['only a comment', 'comment.yaml', '# nothing\n'],
    ['two documents', 'two.yaml', 'Resources: {}\n---\nResources: {}\n'],
    ['UTF-16', 'utf16.json', Buffer.from('{"Resources":{}}', 'utf16le').toString('latin1')],
  ])('%s is refused', (_title, name, text) => {
    expect(holdsGround(scratch.write(name, text))).toBe('refused');
  });

  test.each<[string, object]>([
    ['resources that refer to each other in a circle', {
      A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::GetAtt': ['B', 'QueueName'] } } },
      B: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': '${A.QueueName}' } } },
    }],
    ['types that nobody knows', { A: { Type: 'Own::Thing::Else', Properties: { x: [1] } }, B: { Type: '' }, C: { Type: 'AWS::Lambda::NextYear' } }],
    ['numbers as strings', { A: { Type: 'AWS::Lambda::Function', Properties: { Timeout: '30', MemorySize: '128', Role: 'arn:aws:iam::111111111111:role/r' } } }],
    ['a template of 1 MB', Object.fromEntries(Array.from({ length: 500 }, (_one, index) => [
      `F${index}`, { Type: 'AWS::Lambda::Function', Properties: { Description: 'x'.repeat(1_900), Role: { 'Fn::GetAtt': [`F${index}`, 'Arn'] } } },
    ]))],
  ])('%s get a verdict', (_title, Resources) => {
    expect(holdsGround(scratch.write('purpose.json', { Resources }))).toBe('verdict');
  });

  test('what a macro makes later is said to be open', () => {
    const file = scratch.write('loop.json', { Transform: 'AWS::LanguageExtensions', Resources: { 'Fn::ForEach::Workers': ['Name', ['A'], { '${Name}': { Type: 'AWS::Lambda::Function' } }] } });
    const { unknown } = JSON.parse(steadfast('check', file, '--format', 'json').out) as Verdict;
    expect(unknown.map(one => `${one.rule} ${one.logicalId}`)).toEqual(['template Fn::ForEach::Workers']);
  });
});

test.each<[string, (assembly: string) => void]>([
  ['a broken manifest', assembly => fs.writeFileSync(`${assembly}/manifest.json`, '{"artifacts":')],
  ['artifacts of the wrong type', assembly => fs.writeFileSync(`${assembly}/manifest.json`, '{"artifacts":[1]}')],
  ['a template that is not there', assembly => fs.rmSync(`${assembly}/S.template.json`)],
  ['a template outside', assembly => fs.writeFileSync(`${assembly}/manifest.json`, '{"artifacts":{"S":{"type":"aws:cloudformation:stack","properties":{"templateFile":"../../etc/passwd"}}}}')],
  ['a stage inside itself', assembly => fs.writeFileSync(`${assembly}/manifest.json`, '{"artifacts":{"S":{"type":"cdk:cloud-assembly","properties":{"directoryName":"."}}}}')],
])('an assembly with %s is refused', (title, spoil) => {
  const name = title.replace(/ /g, '-');
  scratch.write(`${name}/S.template.json`, { Resources: {} });
  scratch.write(`${name}/manifest.json`, { artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.template.json' } } } });
  expect(holdsGround(`${scratch.path}/${name}`)).toBe('verdict');
  spoil(`${scratch.path}/${name}`);
  expect(holdsGround(`${scratch.path}/${name}`)).toBe('refused');
});
