import { template } from '../../rules/support';
import { propertiesOf, told } from '../support';

const reading = (said: unknown) => propertiesOf('Thing', template({ Thing: ['Test::Thing', { Said: said }], Jobs: ['AWS::SQS::Queue'] }, {
  Parameters: { Asked: { Type: 'String' } }, Conditions: { Open: { 'Fn::Equals': [{ Ref: 'Asked' }, 'a'] } },
}));

test.each<[unknown, string]>([
  [30, 'known 30'], ['30', 'known 30'], ['0.5', 'known 0.5'], [-1, 'known -1'], ['', 'unknown'], ['  ', 'unknown'], ['many', 'unknown many'], [true, 'unknown true'],
  ['Infinity', 'unknown Infinity'], [{ Ref: 'Jobs' }, 'reference ${Jobs}'], [{ Ref: 'Asked' }, 'unknown ${Asked}'], [[1], 'unknown ?'], [undefined, 'absent'],
])('%j is read as a number: %s', (said, expected) => expect(told(reading(said).number('Said'))).toBe(expected));

test.each<[unknown, string]>([
  [true, 'known true'], ['true', 'known true'], ['True', 'known true'], [false, 'known false'], ['FALSE', 'known false'], ['yes', 'unknown yes'], [1, 'unknown 1'],
  [{ Ref: 'Asked' }, 'unknown ${Asked}'], [{ a: 1 }, 'unknown ?'], [undefined, 'absent'],
])('%j is read as true or false: %s', (said, expected) => expect(told(reading(said).flag('Said'))).toBe(expected));

test.each<[string, unknown, string, string | undefined]>([
  ['a reference', { Ref: 'Jobs' }, 'reference ${Jobs}', 'Jobs'],
  ['a text with a reference in it', { 'Fn::Sub': 'a-${Jobs.QueueName}-${Asked}' }, 'reference a-${Jobs.QueueName}-${Asked}', 'Jobs'],
  ['a reference behind what is not told', { 'Fn::Sub': '${Asked}-${Jobs}' }, 'reference ${Asked}-${Jobs}', 'Jobs'],
  ['a text of which a part is not told', { 'Fn::Sub': 'a-${Asked}' }, 'unknown a-${Asked}', undefined],
])('%s names its resource', (_title, said, expected, resource) => {
  const value = reading(said).text('Said');
  expect([told(value), value.reference?.resource.logicalId]).toEqual([expected, resource]);
});

test('alternatives are read as what is asked for', () => {
  const either = { 'Fn::If': ['Open', '10', '20'] };
  expect(reading(either).number('Said').alternatives?.map(one => one.known)).toEqual([10, 20]);
  expect(reading(either).text('Said').alternatives?.map(one => one.known)).toEqual(['10', '20']);
  expect(reading({ 'Fn::If': ['Open', 'true', 'false'] }).flag('Said').alternatives?.map(one => one.known)).toEqual([true, false]);
});
