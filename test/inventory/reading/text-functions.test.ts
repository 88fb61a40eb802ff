import { RawMap } from '../../../src/inventory/raw';
import { template } from '../../rules/support';
import { propertiesOf, told } from '../support';

const SECTIONS = {
  Parameters: {
    Names: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Numbers: { Type: 'List<Number>', Default: '1,2' },
    Asked: { Type: 'String' },
    AskedList: { Type: 'CommaDelimitedList' },
    Stage: { Type: 'String', Default: 'test' },
  },
  Mappings: { Sizes: { test: { memory: 256, zones: ['a', 'b'] }, constructor: { memory: 1 } } },
};

const reading = (said: unknown, sections: RawMap = SECTIONS) => propertiesOf('Thing', template({
  Thing: ['Test::Thing', { Said: said }],
  Jobs: ['AWS::SQS::Queue'],
  Topic: ['AWS::SNS::Topic'],
  Bucket: ['AWS::S3::Bucket'],
  Orders: ['AWS::DynamoDB::Table'],
  Elsewhere: ['Test::Unknown'],
}, sections));
const text = (said: unknown) => told(reading(said).text('Said'));
const texts = (said: unknown) => reading(said).texts('Said').map(told);

describe('Fn::Join', () => {
  test.each<[string, unknown, string]>([
    ['puts the delimiter between', ['-', ['a', 'b', 3]], 'known a-b-3'],
    ['of a list parameter', ['+', { Ref: 'Names' }], 'known a+b'],
    ['leaves out what has no value', ['-', [{ Ref: 'AWS::NoValue' }, 'a', { Ref: 'AWS::NoValue' }, 'b']], 'known a-b'],
    ['keeps an empty item', ['-', ['', 'a', '']], 'known -a-'],
    ['of nothing is empty', ['-', []], 'known'],
    ['keeps what it refers to', ['', ['arn:', { 'Fn::GetAtt': ['Jobs', 'Arn'] }]], 'reference arn:${Jobs.Arn}'],
    ['keeps what is not told', ['/', ['a', { Ref: 'Asked' }]], 'unknown a/${Asked}'],
    ['of a list that is not told', ['-', { Ref: 'AskedList' }], 'unknown ${AskedList}'],
    ['of a list in a list is not told', ['-', ['a', ['b']]], 'unknown a-?'],
    ['without a list is not told', ['-', 'a'], 'unknown ?'],
    ['with a delimiter that is no text is not told', [7, ['a', 'b']], 'unknown ?'],
    ['that is a text is not told', '-ab', 'unknown ?'],
  ])('%s', (_title, said, expected) => expect(text({ 'Fn::Join': said })).toBe(expected));
});

describe('Fn::Sub', () => {
  test.each<[string, unknown, string]>([
    ['fills in parameters', 'a-${Stage}-b', 'known a-test-b'],
    ['fills in what is written with spaces', '${ Stage }', 'known test'],
    ['fills in references', '${Jobs}', 'reference ${Jobs}'],
    ['fills in attributes, with their dots', '${Elsewhere.Endpoint.Port}', 'reference ${Elsewhere.Endpoint.Port}'],
    ['keeps literal braces', 'a${!Stage}${Stage}', 'known a${Stage}test'],
    ['prefers variables of its own', ['${Stage}-${Other}', { Stage: 'own', Other: { Ref: 'Jobs' } }], 'reference own-${Jobs}'],
    ['takes a variable with a dot for its own', ['${Jobs.Arn}', { 'Jobs.Arn': 'own' }], 'known own'],
    ['knows no member of an object', ['${constructor}', {}], 'unknown ${constructor}'],
    ['does not tell what is no text', 'a-${Names}', 'unknown a-?'],
    ['does not tell what is not in the template', 'a-${Nobody}', 'unknown a-${Nobody}'],
    ['without a text is not told', 7, 'unknown ?'],
    ['with odd variables still fills in', ['${Stage}', 'odd'], 'known test'],
  ])('%s', (_title, said, expected) => expect(text({ 'Fn::Sub': said })).toBe(expected));
});

describe('Fn::Select', () => {
  test.each<[string, unknown, string]>([
    ['takes an item', [1, ['a', 'b']], 'known b'],
    ['takes an index as text', ['0', { Ref: 'Names' }], 'known a'],
    ['takes an index from a parameter', [{ Ref: 'Stage' }, ['a']], 'unknown ?'],
    ['beyond the end is not told', [2, ['a', 'b']], 'unknown ?'],
    ['at an index that is not told is not told', [{ Ref: 'Asked' }, ['a', 'b']], 'unknown ?'],
    ['of a list that is not told', [0, { Ref: 'AskedList' }], 'unknown ${AskedList}'],
    ['of no list is not told', [0, 'ab'], 'unknown ?'],
    ['that is a text is not told', '0', 'unknown ?'],
  ])('%s', (_title, said, expected) => expect(text({ 'Fn::Select': said })).toBe(expected));
});

describe('Fn::Split', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['cuts a text', ['-', 'a-b--c'], ['known a', 'known b', 'known', 'known c']],
    ['leaves a text without the delimiter whole', ['-', 'ab'], ['known ab']],
    ['cuts the ARN of a queue', [':', { 'Fn::GetAtt': ['Jobs', 'Arn'] }], ['known arn', 'unknown ${AWS::Partition}', 'known sqs', 'unknown ${AWS::Region}', 'unknown ${AWS::AccountId}', 'reference ${Jobs}']],
    ['cuts the ARN of a topic', [':', { Ref: 'Topic' }], ['known arn', 'unknown ${AWS::Partition}', 'known sns', 'unknown ${AWS::Region}', 'unknown ${AWS::AccountId}', 'reference ${Topic.TopicName}']],
    ['cuts the ARN of a bucket', [':', { 'Fn::GetAtt': ['Bucket', 'Arn'] }], ['known arn', 'unknown ${AWS::Partition}', 'known s3', 'known', 'known', 'reference ${Bucket}']],
    ['cuts the name out of a composed ARN', ['/', { 'Fn::Sub': 'arn:aws:dynamodb:${AWS::Region}:1:table/${Orders}/index/a' }], [
      'unknown arn:aws:dynamodb:${AWS::Region}:1:table', 'reference ${Orders}', 'known index', 'known a',
    ]],
    ['joins what stands on both sides of a name', ['/', { 'Fn::Sub': 'a/b-${Topic.TopicName}-c/d' }], ['known a', 'reference b-${Topic.TopicName}-c', 'known d']],
    ['does not cut an attribute whose shape is not known', [':', { 'Fn::GetAtt': ['Elsewhere', 'Arn'] }], ['unknown ?']],
    ['does not cut an address', ['/', { 'Fn::GetAtt': ['Jobs', 'QueueUrl'] }], ['unknown ?']],
    ['does not cut what is not told', ['-', { 'Fn::Sub': 'a-${Asked}' }], ['unknown ?']],
    ['does not cut a name, which may hold the delimiter', ['-', { 'Fn::Sub': 'a-${Topic.TopicName}' }], ['unknown ?']],
    ['does not cut a region, which may hold the delimiter', ['-', { Ref: 'AWS::Region' }], ['unknown ?']],
    ['does not cut a list', ['-', ['a-b']], ['unknown ?']],
    ['at nothing is not told', ['', 'ab'], ['unknown ?']],
    ['at no text is not told', [7, 'a7b'], ['unknown ?']],
    ['that is a text is not told', 'a-b', ['unknown ?']],
  ])('%s', (_title, said, expected) => expect(texts({ 'Fn::Split': said })).toEqual(expected));

  test.each(['QueueName', 'Name', 'Version', 'TopicName'])('takes a %s for one piece', attribute => {
    expect(texts({ 'Fn::Split': [':', { 'Fn::Sub': `x:\${Elsewhere.${attribute}}` }] })).toEqual(['known x', `reference \${Elsewhere.${attribute}}`]);
  });
});

describe('Fn::FindInMap', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['finds a value', ['Sizes', 'test', 'memory'], ['known 256']],
    ['finds by a parameter', ['Sizes', { Ref: 'Stage' }, 'memory'], ['known 256']],
    ['finds a list', ['Sizes', 'test', 'zones'], ['known a', 'known b']],
    ['without such a key is not told', ['Sizes', 'live', 'memory'], ['unknown ?']],
    ['reads three names only', ['Sizes', 'test', 'memory', 'more'], ['known 256']],
    ['of a value that is no map is not told', ['Sizes', 'constructor', 'name'], ['unknown ?']],
    ['knows no member of an object', ['toString', 'name', 'length'], ['unknown ?']],
    ['takes its default where it finds nothing', ['Sizes', 'live', 'memory', { DefaultValue: 128 }], ['known 128']],
    ['takes what it finds, not its default', ['Sizes', 'test', 'memory', { DefaultValue: 128 }], ['known 256']],
    ['with odd options is not told', ['Sizes', 'live', 'memory', 'DefaultValue'], ['unknown ?']],
    ['with options of another kind is not told', ['Sizes', 'live', 'memory', { Other: 1 }], ['unknown ?']],
    ['by a name that is not told', ['Sizes', { Ref: 'Asked' }, 'memory'], ['unknown ${Asked}']],
    ['by a resource is not told', ['Sizes', { Ref: 'Jobs' }, 'memory'], ['unknown ?']],
    ['that is a text is not told', 'Sizes', ['unknown ?']],
  ])('%s', (_title, said, expected) => expect(texts({ 'Fn::FindInMap': said })).toEqual(expected));
});

test.each([
  ['Names', ['known a', 'known b']],
  ['Numbers', ['known 1', 'known 2']],
  ['AskedList', ['unknown ${AskedList}']],
])('a list parameter %s is a list of its default', (name, expected) => expect(texts({ Ref: name })).toEqual(expected));
