import { template } from '../../rules/support';
import { propertiesOf, told } from '../support';

const SECTIONS = {
  Parameters: { Asked: { Type: 'String' }, Other: { Type: 'String' }, ...Object.fromEntries(Array.from({ length: 8 }, (_one, index) => [`P${index}`, { Type: 'String' }])) },
  Conditions: Object.fromEntries(['Open', ...Array.from({ length: 8 }, (_one, index) => `C${index}`)].map(name => [name, { 'Fn::Equals': [{ Ref: 'Asked' }, name] }])),
};
const reading = (said: unknown) => propertiesOf('Thing', template({ Thing: ['Test::Thing', { Said: said }], Jobs: ['AWS::SQS::Queue'], Dead: ['AWS::SQS::Queue'] }, SECTIONS)).text('Said');
const sub = (text: string) => ({ 'Fn::Sub': text });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

test.each<[string, unknown, unknown, boolean]>([
  ['the same texts', 'a', 'a', true],
  ['texts that differ', 'a', 'b', false],
  ['the same reference', arn('Jobs'), arn('Jobs'), true],
  ['references to two queues', arn('Jobs'), arn('Dead'), false],
  ['two attributes of a queue', arn('Jobs'), { Ref: 'Jobs' }, false],
  ['the same composed texts', sub('a-${Jobs}-${Asked}'), sub('a-${Jobs}-${Asked}'), true],
  ['texts that differ at the end', sub('${Jobs}-a'), sub('${Jobs}-b'), false],
  ['texts of which one goes on', sub('${Jobs}-a'), sub('${Jobs}-a${Asked}'), false],
  ['the same parameter', sub('a-${Asked}'), sub('a-${Asked}'), true],
  ['two parameters', sub('a-${Asked}'), sub('a-${Other}'), false],
  ['a parameter and a reference', sub('a-${Asked}'), sub('a-${Jobs}'), false],
  ['a reference and a parameter', sub('a-${Jobs}'), sub('a-${Asked}'), false],
  ['a text and a reference', 'Jobs', { Ref: 'Jobs' }, false],
  ['what nobody can tell, twice', { 'Fn::Base64': 'a' }, { 'Fn::Base64': 'a' }, false],
  ['nothing and a text', { Ref: 'AWS::NoValue' }, 'a', false],
  ['a text and nothing', 'a', { Ref: 'AWS::NoValue' }, false],
  ['lists', ['a'], ['a'], false],
])('%s are the same whatever a condition decides: %#', (_title, one, other, same) => {
  const value = reading({ 'Fn::If': ['Open', one, other] });
  expect(value.alternatives === undefined).toBe(same);
  expect(told(value)).toBe(same ? told(reading(one)) : 'unknown ${Open ? ... : ...}');
});

test('of three alternatives all must agree', () => {
  const inner = (one: string, other: string) => ({ 'Fn::If': ['C0', one, other] });
  expect(reading({ 'Fn::If': ['Open', 'a', inner('a', 'b')] }).alternatives?.map(one => one.known)).toEqual(['a', 'a', 'b']);
});

test('alternatives are listed up to a limit', () => {
  const many = (depth: number, name: string): unknown => (depth === 8 ? name : { 'Fn::If': [`C${depth}`, many(depth + 1, `${name}0`), many(depth + 1, `${name}1`)] });
  expect(reading(many(0, '')).alternatives).toHaveLength(64);
});

test.each<[string, unknown, string]>([
  ['a text of many pieces', { 'Fn::Join': ['', Array(9_000).fill('a')] }, 'known'],
  ['a text of many references', { 'Fn::Join': ['', Array(10_000).fill({ Ref: 'Jobs' })] }, 'reference'],
  ['a text of too many references', { 'Fn::Join': ['', Array(10_001).fill({ Ref: 'Jobs' })] }, 'unknown'],
  ['a long text', { 'Fn::Join': ['', Array(20).fill('a'.repeat(100_000))] }, 'known'],
  ['a text that is too long', { 'Fn::Join': ['', Array(21).fill('a'.repeat(100_000))] }, 'unknown'],
])('%s is followed: %#', (_title, said, kind) => expect(reading(said).kind).toBe(kind));
