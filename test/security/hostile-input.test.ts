import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { scratchDirectory, steadfast, steadfastLater } from '../cli/support';

/* What somebody sends who wishes us ill: nothing outside the input is read, no code runs, and the answer is one line with exit code 2. */

const scratch = scratchDirectory();
const SECRET = 'canary-of-another-file';
const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-outside-'));
const secret = path.join(outside, 'secret.json');
fs.writeFileSync(secret, JSON.stringify({ Resources: { [SECRET]: { Type: 'AWS::SQS::Queue' } } }));
afterAll(() => fs.rmSync(outside, { recursive: true }));

const NESTED = { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'N.nested.template.json' }, Properties: { TemplateURL: 'x' } };
const HASH = 'a'.repeat(64);
const BY_HASH = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://bucket/${HASH}.json` } };

function assembly(name: string, properties: object = { templateFile: 'S.template.json' }, more: object = {}, resources: object = {}): string {
  scratch.write(`${name}/S.template.json`, { Resources: { Q: { Type: 'AWS::SQS::Queue' }, ...resources } });
  scratch.write(`${name}/manifest.json`, { artifacts: { S: { type: 'aws:cloudformation:stack', properties, ...more } } });
  return path.join(scratch.path, name);
}

function stageIn(folder: string, directoryName: string): void {
  const artifacts = { S: { type: 'cdk:cloud-assembly', properties: { directoryName } } };
  fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
}

async function expectRefused(input: string): Promise<void> {
  for (const command of [['check', input], ['cost', input], ['report', input]]) {
    const { code, out, err } = await steadfastLater(...command);
    expect({ command, code, out, lines: err.split('\n').length, err }).toEqual({ command, code: 2, out: '', lines: 2, err: expect.not.stringContaining(SECRET) });
  }
}

describe('an assembly that leads out of itself is refused', () => {
  test.each([
    ['up the tree', '../../secret.json'],
    ['by an absolute path', '/etc/passwd'],
    ['by a detour', 'x/../../secret.json'],
    ['to its own parent', '..'],
  ])('%s', async (title, templateFile) => expectRefused(assembly(title.replace(/ /g, '-'), { templateFile })));

  test('to a directory of stages elsewhere', async () => {
    const folder = assembly('stages');
    stageIn(folder, outside);
    await expectRefused(folder);
  });

  test('by a link in the place of a template', async () => {
    const folder = assembly('linked-template');
    fs.rmSync(path.join(folder, 'S.template.json'));
    fs.symlinkSync(secret, path.join(folder, 'S.template.json'));
    await expectRefused(folder);
  });

  test('by a link in the place of a nested template', async () => {
    const folder = assembly('linked-nested', undefined, {}, { Nested: NESTED });
    fs.symlinkSync(secret, path.join(folder, 'N.nested.template.json'));
    await expectRefused(folder);
  });

  test('by a link in the place of its metadata', async () => {
    const folder = assembly('linked-metadata', undefined, { additionalMetadataFile: 'S.metadata.json' });
    fs.symlinkSync(secret, path.join(folder, 'S.metadata.json'));
    await expectRefused(folder);
  });

  test('by a link in the place of a stage', async () => {
    const folder = assembly('linked-stage');
    fs.symlinkSync(outside, path.join(folder, 'assembly-Stage'));
    stageIn(folder, 'assembly-Stage');
    await expectRefused(folder);
  });

  test('an assembly that is itself behind a link is read', () => {
    const link = path.join(outside, 'cdk.out');
    fs.symlinkSync(assembly('real'), link);
    expect(steadfast('check', link).code).toBe(0);
  });
});

test.each<[string, object, object]>([
  ['an asset path', {}, { ...NESTED, Metadata: { 'aws:asset:path': '../../../secret.json' } }],
  ['an absolute asset path', {}, { ...NESTED, Metadata: { 'aws:asset:path': secret } }],
  ['an asset manifest', { files: { [HASH]: { source: { path: '../outside/x.template.json' } } } }, BY_HASH],
])('a nested stack is looked for inside the assembly only, whatever %s says', (title, assets, nested) => {
  const folder = assembly(title.replace(/ /g, '-'), undefined, {}, { Nested: nested });
  scratch.write(`${title.replace(/ /g, '-')}/S.assets.json`, assets);
  const { code, out } = steadfast('check', folder, '--format', 'json');
  expect([code, out.includes(SECRET)]).toEqual([0, false]);
});

test.each([['a directory', '.'], ['a directory that is not there', 'nowhere/report.html'], ['a name with a zero in it', 'a\0b']])(
  'a report that is to be written to %s is refused in one line', async (_what, target) => {
    const input = scratch.write('app.json', { Resources: {} });
    for (const command of ['check', 'report']) {
      const { code, out, err } = await steadfastLater(command, input, '-o', target.includes('\0') ? target : path.join(scratch.path, target));
      expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 });
      expect(err).not.toMatch(/mistake of steadfast/);
    }
  });

describe('no code of a template runs', () => {
  const touched = globalThis as { steadfastCanary?: boolean };
  afterEach(() => { delete touched.steadfastCanary; });

  test.each([
    ['a function', '!!js/function "function () { globalThis.steadfastCanary = true; }"'],
    ['a function that calls itself', '!!js/function "(globalThis.steadfastCanary = true)"'],
    ['a regular expression', '!!js/regexp /a/'],
    ['an object of Python', '!!python/object/apply:os.system ["touch canary"]'],
    ['a class of Java', '!!javax.script.ScriptEngineManager [!!java.net.URL ["http://127.0.0.1:1/"]]'],
    ['a tag of ours', '!<tag:example.com,2026:run> x'],
  ])('%s in YAML', (_title, value) => {
    const file = scratch.write('tags.yaml', `Resources:\n  F:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: ${value} }\n`);
    const { code, err } = steadfast('check', file);
    expect(err).toMatch(code === 2 ? /^steadfast: (?!this is a mistake)[^\n]+\n$/ : /^$/);
    expect(touched.steadfastCanary).toBeUndefined();
  });

  test.each(['json', 'yaml'])('keys that would change all objects change none, in %s', async ending => {
    const evil = '{"Resources":{"__proto__":{"Type":"AWS::Lambda::Function","Properties":{"__proto__":{"polluted":1}}},'
      + '"constructor":{"Type":"AWS::Lambda::Function","Properties":{"prototype":{"polluted":1},"Environment":{"Variables":{"__proto__":"x"}}},'
      + '"Metadata":{"__proto__":{"polluted":1}}}},'
      + '"Parameters":{"__proto__":{"Default":"x"}},"Mappings":{"__proto__":{"polluted":{"polluted":1}}},"Conditions":{"__proto__":true},"__proto__":{"polluted":1}}';
    const file = scratch.write(`proto.${ending}`, evil);
    for (const command of [['check', file], ['report', file, '--format', 'html'], ['cost', file]]) {
      const { err } = await steadfastLater(...command);
      expect(err).not.toMatch(/mistake of steadfast/);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
