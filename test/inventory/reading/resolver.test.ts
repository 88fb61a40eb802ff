import { takeInventory } from '../../../src/inventory/inventory';
import { RawMap } from '../../../src/inventory/raw';
import { Template } from '../../../src/inventory/template';
import { template } from '../../rules/support';
import { propertiesOf, told } from '../support';

const PARAMETERS = {
  Seconds: { Type: 'Number', Default: 12 },
  Nothing: { Default: 'plain' },
  Asked: { Type: 'String' },
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a/path' },
  Attribute: { Type: 'String', Default: 'Arn' },
  Odd: 'String',
  Zones: { Type: 'List<AWS::EC2::AvailabilityZone::Name>', Default: 'a,b' },
};
const reading = (said: unknown) => propertiesOf('Thing', template({ Thing: ['Test::Thing', { Said: said }], Jobs: ['AWS::SQS::Queue'] }, { Parameters: PARAMETERS }));

test.each<[string, unknown, string]>([
  ['a text', 'a', 'known a'],
  ['a number', 3, 'known 3'],
  ['nothing', null, 'absent'],
  ['a default', { Ref: 'Seconds' }, 'known 12'],
  ['a default without a type', { Ref: 'Nothing' }, 'known plain'],
  ['a parameter without a default', { Ref: 'Asked' }, 'unknown ${Asked}'],
  ['a parameter whose default is the name of a stored value', { Ref: 'Stored' }, 'unknown ${Stored}'],
  ['a parameter that is no map', { Ref: 'Odd' }, 'unknown ${Odd}'],
  ['a resource', { Ref: 'Jobs' }, 'reference ${Jobs}'],
  ['an attribute', { 'Fn::GetAtt': ['Jobs', 'Arn'] }, 'reference ${Jobs.Arn}'],
  ['an attribute in one text', { 'Fn::GetAtt': 'Jobs.Arn' }, 'reference ${Jobs.Arn}'],
  ['an attribute with dots', { 'Fn::GetAtt': ['Jobs', 'A', 'B'] }, 'reference ${Jobs.A.B}'],
  ['an attribute that a parameter names', { 'Fn::GetAtt': ['Jobs', { Ref: 'Attribute' }] }, 'reference ${Jobs.Arn}'],
  ['an attribute that is not told', { 'Fn::GetAtt': ['Jobs', { Ref: 'Asked' }] }, 'unknown ?'],
  ['an attribute of nobody', { 'Fn::GetAtt': ['Nobody', 'Arn'] }, 'unknown ${Nobody.Arn}'],
  ['no attribute', { 'Fn::GetAtt': ['Jobs'] }, 'unknown ?'],
  ['an attribute of no name', { 'Fn::GetAtt': [{ Ref: 'Asked' }, 'Arn'] }, 'unknown ?'],
  ['an attribute by a number', { 'Fn::GetAtt': 7 }, 'unknown ?'],
  ['nobody', { Ref: 'Nobody' }, 'unknown ${Nobody}'],
  ['no name', { Ref: ['Jobs'] }, 'unknown ?'],
  ['a function that is not followed', { 'Fn::Base64': 'a' }, 'unknown ?'],
  ['a map', { a: 1 }, 'unknown ?'],
  ['a map with a function among its keys', { 'Ref': 'Jobs', 'Fn::Sub': 'a' }, 'unknown ?'],
  ['a key that only ends in a function', { 'My::Ref': 'Jobs' }, 'unknown ?'],
  ['a list', ['a'], 'unknown ?'],
])('%s is read as a text', (_title, said, expected) => expect(told(reading(said).text('Said'))).toBe(expected));

test('a list parameter of any kind is a list', () => expect(reading({ Ref: 'Zones' }).texts('Said').map(told)).toEqual(['known a', 'known b']));

test('a map whose one key is Condition is a map', () => {
  const properties = reading({ Condition: { Bool: { 'aws:SecureTransport': false } } });
  expect(properties.flag('Said.Condition.Bool.aws:SecureTransport').known).toBe(false);
});

test('what is not told is told why', () => {
  expect(reading({ Ref: 'Asked' }).text('Said').why).toContain('Asked');
  expect(reading({ a: 1 }).text('Said').why).toContain('map');
  expect(reading(['a']).number('Said').why).toContain('list');
});

const stack = (name: string, resources: RawMap, more: Partial<Template> & { readonly sections?: RawMap } = {}): Template =>
  ({ name, body: { ...more.sections, Resources: resources }, ...more });
const jobs = { Type: 'AWS::SQS::Queue' };
const exporting = (name: unknown, value: unknown = { 'Fn::GetAtt': ['Jobs', 'Arn'] }) => ({ Outputs: { Out: { Value: value, Export: { Name: name } } } });
const said = (templates: readonly Template[], key = 'Said') => {
  const thing = takeInventory(templates).resources.find(one => one.logicalId === 'Thing');
  return thing && `${told(thing.properties.text(key))} in ${thing.properties.link(key).resource?.template ?? 'nowhere'}`;
};
const importing = (name: unknown, more: Partial<Template> = {}) => stack('importing', { Thing: { Type: 'Test::Thing', Properties: { Said: { 'Fn::ImportValue': name } } } }, more);

describe('exports', () => {
  const west = { region: 'eu-west-1', account: '1' };
  const exports = (more: Partial<Template> = {}, name: unknown = 'jobs') => stack('exporting', { Jobs: jobs }, { ...more, sections: exporting(name) });

  test.each<[string, readonly Template[], string]>([
    ['are found', [exports(), importing('jobs')], 'reference ${Jobs.Arn} in exporting'],
    ['are found whatever the order', [importing('jobs'), exports()], 'reference ${Jobs.Arn} in exporting'],
    ['are found by a name that is put together', [exports({ stackName: 's' }, { 'Fn::Sub': '${AWS::StackName}-jobs' }), importing({ 'Fn::Join': ['-', ['s', 'jobs']] })], 'reference ${Jobs.Arn} in exporting'],
    ['are found in the same region of the same account', [exports(west), importing('jobs', west)], 'reference ${Jobs.Arn} in exporting'],
    ['are not found in another region', [exports(west), importing('jobs', { ...west, region: 'us-east-1' })], 'unknown ${import jobs} in nowhere'],
    ['are not found in another account', [exports(west), importing('jobs', { ...west, account: '2' })], 'unknown ${import jobs} in nowhere'],
    ['of stacks that were not given are not told', [importing('jobs')], 'unknown ${import jobs} in nowhere'],
    ['by a name that is not told are not told', [exports(), importing({ Ref: 'AWS::StackName' })], 'unknown ? in nowhere'],
    ['without a name that is told are nobody\'s', [exports({}, { Ref: 'AWS::StackName' }), importing('jobs')], 'unknown ${import jobs} in nowhere'],
  ])('%s', (_title, templates, expected) => expect(said(templates)).toBe(expected));

  test('that are no maps are read over', () => {
    expect(said([stack('odd', {}, { sections: { Outputs: { A: 'x', B: { Value: 'x', Export: 'jobs' } } } }), importing('jobs')])).toBe('unknown ${import jobs} in nowhere');
  });
});

describe('outputs of another stack', () => {
  const asking = (asked: unknown) => stack('asking', { Thing: { Type: 'Test::Thing', Properties: { Said: { 'Fn::GetStackOutput': asked } } } });
  const plain = stack('plain', { Jobs: jobs }, { stackName: 'shop', sections: { Outputs: { Out: { Value: { Ref: 'Jobs' } } } } });
  const west = { ...plain, name: 'west', region: 'eu-west-1' };

  test.each<[string, readonly Template[], unknown, string]>([
    ['are found', [plain], { StackName: 'shop', OutputName: 'Out' }, 'reference ${Jobs} in plain'],
    ['are found in their region', [plain, west], { StackName: 'shop', Region: 'eu-west-1', OutputName: 'Out' }, 'reference ${Jobs} in west'],
    ['are found where the stack does not tell its region', [plain], { StackName: 'shop', Region: 'eu-west-1', OutputName: 'Out' }, 'reference ${Jobs} in plain'],
    ['are not found in another region', [west], { StackName: 'shop', Region: 'us-east-1', OutputName: 'Out' }, 'unknown ? in nowhere'],
    ['that it has not are not told', [plain], { StackName: 'shop', OutputName: 'Other' }, 'unknown ? in nowhere'],
    ['without a name are not told', [plain], { StackName: 'shop' }, 'unknown ? in nowhere'],
    ['of a stack that was not given are not told', [plain], { StackName: 'other', OutputName: 'Out' }, 'unknown ? in nowhere'],
    ['of a stack that is not told are not told', [plain], { StackName: { Ref: 'AWS::StackName' }, OutputName: 'Out' }, 'unknown ? in nowhere'],
    ['asked for by a text are not told', [plain], 'shop', 'unknown ? in nowhere'],
  ])('%s', (_title, templates, asked, expected) => expect(said([...templates, asking(asked)])).toBe(expected));
});

describe('nested stacks', () => {
  const inner: Template = stack('inner', {
    Jobs: jobs,
    Thing: { Type: 'Test::Thing', Properties: { Given: { Ref: 'Given' }, Default: { Ref: 'Default' }, Asked: { Ref: 'Asked' } } },
  }, {
    sections: {
      Parameters: { Given: { Type: 'String', Default: 'none' }, Default: { Type: 'String', Default: 'own' }, Asked: { Type: 'String' } },
      Outputs: { Out: { Value: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } },
    },
  });
  const outer = (parameters: unknown): Template => stack('outer', {
    Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'x', Parameters: parameters } },
    Dead: { Type: 'AWS::SQS::Queue' },
    Asking: { Type: 'Test::Asking', Properties: { Out: { 'Fn::GetAtt': ['Nested', 'Outputs.Out'] }, Other: { 'Fn::GetAtt': ['Nested', 'Outputs.Other'] }, Id: { Ref: 'Nested' } } },
  }, { nested: new Map([['Nested', inner]]) });

  test.each<[string, unknown, string, string]>([
    ['take the parameters they are given', { Given: 'ours' }, 'Given', 'known ours in nowhere'],
    ['take resources of the stack above', { Given: { 'Fn::GetAtt': ['Dead', 'Arn'] } }, 'Given', 'reference ${Dead.Arn} in outer'],
    ['keep a default where nothing is given', { Given: 'ours' }, 'Default', 'known own in nowhere'],
    ['keep what is not told', {}, 'Asked', 'unknown ${Asked} in nowhere'],
    ['given by no map keep their defaults', 'odd', 'Given', 'known none in nowhere'],
  ])('%s', (_title, parameters, key, expected) => expect(said([outer(parameters)], key)).toBe(expected));

  test('tell what they put out', () => {
    const asking = takeInventory([outer({})]).resources.find(one => one.logicalId === 'Asking')!.properties;
    expect([told(asking.text('Out')), asking.link('Out').resource?.template, told(asking.text('Other')), told(asking.text('Id'))])
      .toEqual(['reference ${Jobs.Arn}', 'inner', 'unknown ?', 'reference ${Nested}']);
  });

  test('are surveyed with the stack above', () => {
    expect(takeInventory([outer({})]).queues.all.map(one => `${one.template} ${one.logicalId}`)).toEqual(['outer Dead', 'inner Jobs']);
  });

  test('may be nested again', () => {
    const middle = stack('middle', { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Given: { Ref: 'Passed' } } } } },
      { nested: new Map([['Nested', inner]]), sections: { Parameters: { Passed: { Type: 'String' } } } });
    const top = stack('top', { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Passed: 'down' } } } }, { nested: new Map([['Nested', middle]]) });
    expect(said([top], 'Given')).toBe('known down in nowhere');
  });
});

describe('references that do not end', () => {
  test('in a circle are not told', () => {
    const circle = stack('circle', { Thing: { Type: 'Test::Thing', Properties: { Said: { 'Fn::ImportValue': 'a' } } } }, { sections: exporting('a', { 'Fn::ImportValue': 'a' }) });
    expect(said([circle])).toBe('unknown ? in nowhere');
  });

  const deep = (levels: number): unknown => (levels === 0 ? 'end' : { 'Fn::Join': ['', [deep(levels - 1)]] });
  test.each([[300, 'known end'], [500, 'unknown ?']])('%d levels deep are %s', (levels, expected) => expect(told(reading(deep(levels)).text('Said'))).toBe(expected));
});
