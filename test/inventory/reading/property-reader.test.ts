import { inventoryOf, template } from '../../rules/support';
import { leads, propertiesOf, told } from '../support';

const SECTIONS = { Parameters: { Asked: { Type: 'String' }, AskedList: { Type: 'CommaDelimitedList' } }, Conditions: { Open: { 'Fn::Equals': [{ Ref: 'Asked' }, 'a'] } } };
const NOTHING = { Ref: 'AWS::NoValue' };
const either = (one: unknown, other: unknown) => ({ 'Fn::If': ['Open', one, other] });
const reading = (properties: object) => propertiesOf('Thing', template({
  Thing: ['Test::Thing', { ...properties }], Jobs: ['AWS::SQS::Queue', { QueueName: 'jobs' }], Dead: ['AWS::SQS::Queue'],
}, SECTIONS));

describe('a path of keys', () => {
  test.each<[string, object, string]>([
    ['leads down', { A: { B: { C: 'c' } } }, 'known c'],
    ['ends where a key is missing', { A: { B: {} } }, 'absent'],
    ['ends where the first key is missing', {}, 'absent'],
    ['ends where nothing is said', { A: NOTHING }, 'absent'],
    ['is not told beyond a text', { A: { B: 'c' } }, 'unknown ?'],
    ['is not told beyond a list', { A: [{ B: 'c' }] }, 'unknown ?'],
    ['is not told beyond what is not told', { A: { Ref: 'Asked' } }, 'unknown ${Asked}'],
    ['agrees where both branches say the same', { A: either({ B: { C: 'c' } }, { B: { C: 'c', D: 1 } }) }, 'known c'],
    ['is told as alternatives where they differ', { A: either({ B: { C: 'c' } }, NOTHING) }, 'unknown ${Open ? ... : ...}'],
    ['knows no member of an object', { A: {} }, 'absent'],
  ])('%s', (_title, properties, expected) => expect(told(reading(properties).text('A.B.C'))).toBe(expected));

  test('keeps the alternatives', () => {
    const value = reading({ A: either({ B: { C: 'c' } }, NOTHING) }).text('A.B.C');
    expect(value.alternatives?.map(told)).toEqual(['known c', 'absent']);
  });
});

test.each<[string, object, 'map' | 'absent' | 'unknown', readonly string[]]>([
  ['a map', { A: { B: 1, C: 2 } }, 'map', ['B', 'C']],
  ['nothing', {}, 'absent', []],
  ['what is not told', { A: { Ref: 'Asked' } }, 'unknown', []],
  ['a text', { A: 'a' }, 'unknown', []],
])('%s is read as a map', (_title, properties, state, keys) => {
  const map = reading(properties).map('A');
  expect([map.state, map.keys(), map.entries().map(([key]) => key), map.why !== undefined]).toEqual([state, keys, keys, state === 'unknown']);
});

test('entries are read by keys that are no paths', () => {
  const [[key, state]] = reading({ States: { 'Take. Order': { Type: 'Task' } } }).map('States').entries();
  expect([key, state.text('Type').known]).toEqual(['Take. Order', 'Task']);
});

test.each<[string, unknown, boolean]>([
  ['a text', 'a', true], ['false', false, true], ['what is not told', { Ref: 'Asked' }, true], ['an empty map', {}, true], ['nothing', undefined, false], ['no value', NOTHING, false],
])('%s stands there: %#', (_title, said, expected) => expect(reading({ A: said }).has('A')).toBe(expected));

test('a default counts where nothing is said, and only there', () => {
  const properties = reading({ Asked: { Ref: 'Asked' }, Said: 'false' });
  expect([properties.flag('Missing', true), properties.flag('Asked', true), properties.flag('Said', true)].map(told)).toEqual(['known true', 'unknown ${Asked}', 'known false']);
  expect([properties.number('Missing', 0), properties.number('Missing'), properties.text('Missing', '')].map(told)).toEqual(['known 0', 'absent', 'known']);
});

describe('a list', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['of texts', ['a', 1], ['known a', 'known 1']],
    ['of one text, without the list', 'a', ['known a']],
    ['that is not there', undefined, []],
    ['that is not told is one item', { Ref: 'AskedList' }, ['unknown ${AskedList}']],
    ['leaves out what has no value', ['a', NOTHING], ['known a']],
    ['holds what a condition may leave out', ['a', either('b', NOTHING)], ['known a', 'known b']],
    ['holds what a condition chooses', [either('a', 'b')], ['unknown ${Open ? ... : ...}']],
    ['holds what is not told', [{ Ref: 'Asked' }], ['unknown ${Asked}']],
  ])('%s', (_title, said, expected) => expect(reading({ A: said }).texts('A').map(told)).toEqual(expected));

  test('of maps', () => {
    const maps = reading({ A: [{ B: 1 }, { Ref: 'Asked' }, either({ B: 2 }, NOTHING), 'text'] }).maps('A');
    expect(maps.map(map => `${map.state} ${told(map.number('B'))}`)).toEqual(['map known 1', 'unknown unknown ${Asked}', 'map known 2', 'unknown unknown ?']);
  });

  test('of links', () => {
    expect(reading({ A: [{ Ref: 'Jobs' }, { 'Fn::GetAtt': ['Dead', 'Arn'] }, 'arn:aws:sns:eu-west-1:1:t'] }).links('A').map(leads)).toEqual(['here Jobs', 'here Dead', 'elsewhere sns']);
  });

  test('of names, which mean resources of the type that is asked for', () => {
    const properties = reading({ A: ['jobs', 'others'] });
    expect(properties.links('A', 'AWS::SQS::Queue').map(leads)).toEqual(['here Jobs', 'elsewhere sqs']);
    expect(properties.links('A').map(leads)).toEqual(['unknown ?', 'unknown ?']);
  });
});

test.each<[string, unknown, string]>([
  ['a reference', { Ref: 'Jobs' }, 'here Jobs'], ['nothing', undefined, 'absent ?'], ['no value', NOTHING, 'absent ?'], ['what is not told', { Ref: 'Asked' }, 'unknown ?'],
])('%s is read as a link', (_title, said, expected) => expect(leads(reading({ A: said }).link('A'))).toBe(expected));

test('a resource without properties has none', () => {
  expect(inventoryOf({ Resources: { Thing: { Type: 'Test::Thing' } } }).resources[0].properties.state).toBe('map');
});
