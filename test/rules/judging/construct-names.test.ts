import { ConstructNames, nearer } from '../../../src/rules/judging/construct-names';
import { inventoryOf, template } from '../support';

const at = (path: string) => ({ Type: 'AWS::SNS::Topic', Metadata: { 'aws:cdk:path': path } });
const names = new ConstructNames(inventoryOf(template({
  NewsD8A4B1C2: at('Shop/News/Resource'), Plain: at('Shop/Plain'), TopicDEADBEEF: { Type: 'AWS::SNS::Topic' },
})));
const told = (sentence: string, name = 'template.json'): string => names.in(sentence, name, 'Elsewhere/Worker');

test.each([
  ['a logical id that CDK made is called by its construct', 'NewsD8A4B1C2 wakes nobody.', 'Shop/News wakes nobody.'],
  ['one that somebody chose stays', 'Plain wakes nobody.', 'Plain wakes nobody.'],
  ['one of a template that was not made by CDK stays', 'TopicDEADBEEF wakes nobody.', 'TopicDEADBEEF wakes nobody.'],
  ['what only looks like one stays', 'The account 12345678 and CAFEBABE.', 'The account 12345678 and CAFEBABE.'],
  ['a part of a longer word stays', 'XNewsD8A4B1C2 wakes nobody.', 'XNewsD8A4B1C2 wakes nobody.'],
])('%s', (_title, sentence, expected) => {
  expect(told(sentence)).toBe(expected);
});

test('an id is looked up in the template that is spoken of, and in no other', () => {
  expect(told('NewsD8A4B1C2 wakes nobody.', 'other.json')).toBe('NewsD8A4B1C2 wakes nobody.');
});

test.each([
  ['a neighbour', 'Shop/News', 'News'],
  ['what stands below', 'Shop/Worker/Role', 'Role'],
  ['the place itself', 'Shop/Worker', 'Worker'],
  ['what only begins alike', 'Shopping/News', 'Shopping/News'],
  ['what stands elsewhere', 'Other/News', 'Other/News'],
])('%s is named from where one stands', (_title, name, expected) => {
  expect(nearer(name, 'Shop/Worker')).toBe(expected);
});
