import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { zipFolder } from './asset-upload';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-'));
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'index.js'), 'one');
  writeFileSync(join(folder, 'inner', 'tool'), 'two');
  chmodSync(join(folder, 'inner', 'tool'), 0o755);
  symlinkSync('index.js', join(folder, 'link.js'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('holds every file, follows links and keeps the mode', () => {
  const archive = zipFolder(folder);
  expect(Object.fromEntries(Object.entries(unzipSync(archive)).map(([name, data]) => [name, strFromU8(data)])))
    .toEqual({ 'index.js': 'one', 'inner/tool': 'two', 'link.js': 'one' });
  const view = Buffer.from(archive);
  const entry = view.indexOf('PK\x01\x02', view.indexOf('PK\x01\x02') + 4, 'latin1');
  expect(view.readUInt16LE(entry + 40) % 0o1000).toBe(0o755);
});

test('is the same whenever the files are', () => {
  const before = zipFolder(folder);
  utimesSync(join(folder, 'index.js'), new Date(), new Date('2001-01-01'));
  expect(Buffer.from(zipFolder(folder)).equals(Buffer.from(before))).toBe(true);
});

test('names an asset that is not there', () => {
  expect(() => zipFolder(join(folder, 'gone'))).toThrow(/names an asset that is not there: .*gone/);
});
