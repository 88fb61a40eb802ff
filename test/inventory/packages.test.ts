import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { loadAssembly } from '../../src/inventory/loading/assembly';
import { own, ownMap, RawMap } from '../../src/inventory/raw';
import { zipOf } from '../support/packages';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-'));
afterAll(() => [directory, elsewhere].forEach(one => fs.rmSync(one, { recursive: true })));

const write = (name: string, content: string | object, below = directory): void => {
  const file = path.join(below, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
};
const stack = (templateFile: string) => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });
const packed = (assetPath: string) => ({ Type: 'AWS::Lambda::Function', Properties: {}, Metadata: { 'aws:asset:path': assetPath } });
const published = (S3Key: unknown) => ({ Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: 'b', S3Key } } });
const resources = {
  Told: packed('asset.told'),
  Published: published('abc.zip'),
  Unpublished: published('other.zip'),
  GivenAtDeployment: published({ Ref: 'Key' }),
  Zipped: packed('asset.zipped.zip'),
  Broken: packed('asset.broken.zip'),
  Missing: packed('asset.missing'),
  Outside: packed(path.relative(directory, elsewhere)),
  Absolute: packed(elsewhere),
  Linked: packed('asset.linked'),
  Nonsense: packed('asset\u0000'),
};
const staged = { Resources: { Shared: packed('../asset.told') } };

write('manifest.json', { version: '48.0.0', artifacts: { App: stack('App.template.json'), Prod: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } } } });
write('App.template.json', { Resources: resources });
write('App.assets.json', { files: { abc: { source: { path: 'asset.published' }, destinations: { here: { objectKey: 'abc.zip' } } } } });
write('assembly-Prod/manifest.json', { version: '48.0.0', artifacts: { Staged: stack('Staged.template.json') } });
write('assembly-Prod/Staged.template.json', staged);
write('asset.told/index.js', 'x'.repeat(100));
write('asset.told/node_modules/a/index.js', 'x'.repeat(11));
write('asset.published/fonts.ttf', 'x'.repeat(222));
fs.copyFileSync(zipOf({ 'index.py': Buffer.alloc(33), 'lib/a.py': Buffer.alloc(300) }), path.join(directory, 'asset.zipped.zip'));
write('asset.broken.zip', 'PK, and nothing else');
write('index.js', 'x', elsewhere);
fs.symlinkSync(elsewhere, path.join(directory, 'asset.linked'));

describe('the packages of an assembly', () => {
  const [app, prod] = loadAssembly(directory);
  const weigh = (template: typeof app, id: string) => template.packages?.bytesOf(ownMap(own(template.body, 'Resources') as RawMap, id));

  test.each([
    ['weigh what their files weigh together', 'Told', 111],
    ['are found by the key under which they are published', 'Published', 222],
    ['weigh what an archive says that they unzip to', 'Zipped', 333],
  ])('%s', (_title, id, bytes) => {
    expect(weigh(app, id)).toBe(bytes);
  });

  test('of a stage lie beside the whole app', () => {
    expect(weigh(prod, 'Shared')).toBe(111);
  });

  test.each(['Unpublished', 'GivenAtDeployment', 'Broken', 'Missing', 'Outside', 'Absolute', 'Linked', 'Nonsense', 'Nobody'])('are not seen: %s', id => {
    expect(weigh(app, id)).toBeUndefined();
  });
});
