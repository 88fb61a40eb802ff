import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { load } from '../../src/inventory/loading/load';

/* What an assembly's files tell beside its templates; the assemblies that CDK writes stand in assembly.test.ts. */

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const queue = { Type: 'AWS::SQS::Queue' };
const stack = (more: object = {}, properties: object = {}) => ({ type: 'aws:cloudformation:stack', properties: { templateFile: 'shop.json', ...properties }, ...more });
const write = (name: string, files: Readonly<Record<string, unknown>>) => {
  const directory = path.join(root, name);
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    fs.writeFileSync(path.join(directory, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return directory;
};
const assembly = (name: string, artifacts: object, files: Readonly<Record<string, unknown>> = {}) =>
  write(name, { 'manifest.json': { artifacts }, 'shop.json': { Resources: { Jobs: queue } }, ...files });
const paths = (one: { readonly paths?: ReadonlyMap<string, string> }) => Object.fromEntries(one.paths ?? []);
const named = (logicalId: string) => [{ type: 'aws:cdk:logicalId', data: logicalId }];

test.each<[string, string | undefined, string | undefined, string | undefined]>([
  ['a region and an account', 'aws://111111111111/eu-west-1', '111111111111', 'eu-west-1'],
  ['none that is known', 'aws://unknown-account/unknown-region', undefined, undefined],
  ['a region alone', 'aws://unknown-account/eu-west-1', undefined, 'eu-west-1'],
  ['nothing', undefined, undefined, undefined],
  ['something odd', 'x-aws://1/eu-west-1', undefined, undefined],
])('a stack is deployed to %s', (title, environment, account, region) => {
  const [template] = load([assembly(`environment ${title}`, { Shop: stack({ environment }) })]);
  expect([template.account, template.region, template.stackName, path.basename(template.name)]).toEqual([account, region, 'Shop', 'shop.json']);
});

test('a stack is called by the name that it has', () => {
  expect(load([assembly('name', { Shop: stack({}, { stackName: 'shop-live' }) })])[0].stackName).toBe('shop-live');
});

test('stages are assemblies of their own, and other artifacts are left out', () => {
  const directory = assembly('stages', {
    Shop: stack(), Assets: { type: 'cdk:asset-manifest' }, Odd: 7, Unnamed: { type: 'cdk:cloud-assembly' }, Live: { type: 'cdk:cloud-assembly', properties: { directoryName: 'live' } },
  }, { 'live/manifest.json': { artifacts: { Live: stack() } }, 'live/shop.json': { Resources: {} } });
  expect(load([directory]).map(one => one.stackName)).toEqual(['Shop', 'Live']);
});

describe('metadata', () => {
  const metadata = { '/Shop/Jobs/Resource': named('Jobs'), '/Shop': [{ type: 'aws:cdk:acknowledged-rules', data: { 'steadfast::a-rule': 'a reason', 'AwsSolutions-SQS3': 'not ours' } }, { type: 'other', data: 'Jobs' }, 7], '/Odd': 'x' };

  test.each<[string, object, Readonly<Record<string, unknown>>]>([
    ['in the manifest', { metadata }, {}], ['in a file of its own', { additionalMetadataFile: 'shop.metadata.json' }, { 'shop.metadata.json': metadata }],
    ['in a file that is not there, then in the manifest', { additionalMetadataFile: 'gone.json', metadata }, {}],
  ])('tells paths and acknowledgements: %s', (title, more, files) => {
    const [template] = load([assembly(`metadata ${title}`, { Shop: stack(more) }, files)]);
    expect([paths(template), template.acknowledgements]).toEqual([{ Jobs: 'Shop/Jobs/Resource' }, [{ path: 'Shop', id: 'steadfast::a-rule', reason: 'a reason' }]]);
  });

  test('tells no path that the template tells itself', () => {
    const [template] = load([assembly('own paths', { Shop: stack({ metadata }) }, { 'shop.json': { Resources: { Jobs: { ...queue, Metadata: { 'aws:cdk:path': 'Own' } }, Dead: queue } } })]);
    expect(paths(template)).toEqual({});
  });
});

describe('nested stacks', () => {
  const hash = 'a'.repeat(64);
  const inner = { Resources: { Jobs: queue } };
  const outer = (more: object) => ({ Resources: { Jobs: queue, Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://s3/bucket/${hash}.json` }, ...more } } });
  const metadata = { '/Shop/Jobs/Resource': named('Jobs'), '/Shop/Part.NestedStack/Part.NestedStackResource': named('Nested'), '/Shop/Part/Jobs/Resource': named('Jobs') };
  const assets = (source: string) => ({ files: { [hash]: { source: { path: source } }, other: { source: { path: 'asset.zip' } }, odd: 7 } });

  test.each<[string, object, Readonly<Record<string, unknown>>]>([
    ['their asset', { Metadata: { 'aws:asset:path': 'inner.template.json' } }, {}],
    ['the hash in their address', {}, { 'Shop.assets.json': assets('inner.template.json') }],
    ['the hash in their address, whatever another stack\'s assets say', {}, { 'Other.assets.json': assets('gone.template.json'), 'Shop.assets.json': assets('inner.template.json') }],
  ])('are found by %s', (title, more, files) => {
    const [template] = load([assembly(`nested ${title}`, { Shop: stack({ metadata }) }, { 'shop.json': outer(more), 'inner.template.json': inner, ...files })]);
    const nested = template.nested?.get('Nested');
    expect([nested?.body, nested?.stackName, nested && paths(nested), paths(template)])
      .toEqual([inner, undefined, { Jobs: 'Shop/Part/Jobs/Resource' }, { Jobs: 'Shop/Jobs/Resource', Nested: 'Shop/Part.NestedStack/Part.NestedStackResource' }]);
  });

  test.each<[string, object, Readonly<Record<string, unknown>>]>([
    ['are not there', { Metadata: { 'aws:asset:path': 'gone.template.json' } }, {}], ['are assets of another kind', {}, { 'Shop.assets.json': assets('inner.zip') }], ['are addressed otherwise', { Properties: {} }, {}],
  ])('are left out where they %s', (title, more, files) => {
    expect(load([assembly(`not nested ${title}`, { Shop: stack() }, { 'shop.json': outer(more), ...files })])[0].nested?.size).toBe(0);
  });

  test('without metadata are called by their file', () => {
    const [template] = load([assembly('plain nested', { Shop: stack() }, { 'shop.json': outer({ Metadata: { 'aws:asset:path': 'inner.template.json' } }), 'inner.template.json': inner })]);
    expect(path.basename(template.nested?.get('Nested')?.name ?? '')).toBe('inner.template.json');
  });
});

test.each<[string, object, Readonly<Record<string, unknown>>, RegExp]>([
  ['without a stack', {}, {}, /no stack/],
  ['with a stack without a template', { Shop: stack({}, { templateFile: undefined }) }, {}, /names no template/],
  ['whose stage leads out of it', { Live: { type: 'cdk:cloud-assembly', properties: { directoryName: '../elsewhere' } } }, {}, /outside/],
  ['whose template stands elsewhere', { Shop: stack({}, { templateFile: '/etc/shop.json' }) }, {}, /outside/],
  ['that holds itself', { Live: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } }, {}, /too deeply/],
  ['with a nested stack that is no template', { Shop: stack() }, {
    'shop.json': { Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'inner.json' } } } }, 'inner.json': { a: 1 },
  }, /no Resources/],
])('an assembly %s is refused', (title, artifacts, files, message) => {
  expect(() => load([assembly(`refused ${title}`, artifacts, files)])).toThrow(message);
});

describe('a template that CloudFormation would refuse', () => {
  test.each<[string, object, RegExp]>([
    ['a section that is a list', { Parameters: [], Resources: {} }, /Parameters must be a map; it is a list/],
    ['a section that is a text', { Outputs: 'x', Resources: {} }, /Outputs must be a map; it is a string/],
    ['a resource that is a number', { Resources: { Jobs: 7 } }, /Resources\.Jobs is no resource/],
    ['a resource without a type', { Resources: { Jobs: { Properties: {} } } }, /Resources\.Jobs is no resource/],
    ['properties that are a list', { Resources: { Jobs: { ...queue, Properties: [] } } }, /Resources\.Jobs\.Properties must be a map; it is a list/],
  ])('%s', (title, body, message) => expect(() => load([path.join(write(`malformed ${title}`, { 't.json': body }), 't.json')])).toThrow(message));

  test('is not one with empty sections, or with resources that are made later', () => {
    const body = { Parameters: null, Resources: { 'Jobs': { ...queue, Properties: null }, 'Fn::ForEach::Many': ['x', [], {}], 'Fn::Transform': { Name: 'AWS::Include' } } };
    expect(load([path.join(write('well-formed', { 't.json': body }), 't.json')])).toHaveLength(1);
  });
});

describe('YAML', () => {
  const read = (text: string, name = 't.yaml') => (load([path.join(write(`yaml ${name} ${text.length}`, { [name]: `Resources:\n  T:\n    Type: A\n    Properties:\n      Said: ${text}\n` }), name)])[0].body as
    { readonly Resources: { readonly T: { readonly Properties: { readonly Said: unknown } } } }).Resources.T.Properties.Said;

  test.each<[string, unknown]>([
    ['!Ref Jobs', { Ref: 'Jobs' }],
    ['!GetAtt Jobs.Arn', { 'Fn::GetAtt': ['Jobs', 'Arn'] }],
    ['!GetAtt Nested.Outputs.Out', { 'Fn::GetAtt': ['Nested', 'Outputs.Out'] }],
    ['!GetAtt Jobs', { 'Fn::GetAtt': ['Jobs'] }],
    ['!GetAtt [Jobs, Arn]', { 'Fn::GetAtt': ['Jobs', 'Arn'] }],
    ['!Join ["-", [a, !Ref B]]', { 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }],
    ['!Sub "a-${B}"', { 'Fn::Sub': 'a-${B}' }],
    ['!Transform { Name: AWS::Include }', { 'Fn::Transform': { Name: 'AWS::Include' } }],
    ['!If [A, 1, !Ref "AWS::NoValue"]', { 'Fn::If': ['A', 1, { Ref: 'AWS::NoValue' }] }],
    ['!Select [0, !Split [",", "a,b"]]', { 'Fn::Select': [0, { 'Fn::Split': [',', 'a,b'] }] }],
    ['!ImportValue a', { 'Fn::ImportValue': 'a' }],
    ['!Condition A', { Condition: 'A' }],
    ['!Base64 a', { 'Fn::Base64': 'a' }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected));

  test('may begin with a brace, and JSON with a mark', () => {
    const yaml = write('braces', { 't.template': '{ Resources: { Jobs: { Type: !Ref X } } }', 'bom.json': `\uFEFF${JSON.stringify({ Resources: {} })}` });
    expect(() => load([path.join(yaml, 't.template')])).toThrow(/no Type/);
    expect(load([path.join(yaml, 'bom.json')])).toHaveLength(1);
  });
});
