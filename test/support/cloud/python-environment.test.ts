import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePythonEnvironment } from './python-environment';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'python-environment-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function requirements(text: string): string {
  const file = join(folder, 'requirements.txt');
  writeFileSync(file, text);
  return file;
}

function interpreter(name: string, answer: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho ${answer}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('two at once and one after make one environment, and a broken one is made anew', async () => {
  const options = { cacheFolder: join(folder, 'cache'), requirementsFile: requirements('# nothing\n') };
  const [first, second] = await Promise.all([ensurePythonEnvironment(options), ensurePythonEnvironment(options)]);
  expect(second).toBe(first);
  const marker = join(first, '..', '..', 'complete');
  // As an installation leaves it that was killed half way.
  rmSync(marker);
  writeFileSync(join(first, '..', '..', 'leftover'), '');
  expect(await ensurePythonEnvironment(options)).toBe(first);
  expect(existsSync(marker)).toBe(true);
  expect(existsSync(join(first, '..', '..', 'leftover'))).toBe(false);
}, 120_000);

test('says what is wrong when Python is too old or missing', async () => {
  const cacheFolder = join(folder, 'cache');
  const interpreters = [interpreter('old', '3 9'), join(folder, 'missing')];
  await expect(ensurePythonEnvironment({ cacheFolder, interpreters, requirementsFile: requirements('') }))
    .rejects.toThrow(/need Python >= 3.10 on the PATH; .*old is 3.9/);
  await expect(ensurePythonEnvironment({ cacheFolder, interpreters: [join(folder, 'missing')], requirementsFile: requirements('') }))
    .rejects.toThrow('no Python was found');
});

test('says what failed when a package cannot be installed', async () => {
  const requirementsFile = requirements('./no-such-package-in-this-folder\n');
  await expect(ensurePythonEnvironment({ cacheFolder: join(folder, 'cache'), requirementsFile }))
    .rejects.toThrow(/installing them failed.*no-such-package-in-this-folder/s);
}, 120_000);

test('every requirement is pinned', () => {
  const lines = readFileSync(join(__dirname, 'requirements.txt'), 'utf8').split('\n').filter(line => line && !line.startsWith('#'));
  expect(lines.filter(line => !/^[A-Za-z0-9_.-]+==[\d.post]+$/.test(line))).toEqual([]);
  expect(lines).toEqual(expect.arrayContaining(['ministack==1.5.33', 'boto3==1.43.106']));
});
