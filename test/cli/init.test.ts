import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { scratchDirectory, steadfast } from './support';

const ROOT = path.join(__dirname, '..', '..');
const scratch = scratchDirectory();
const app = path.join(scratch.path, 'Orders of 2026');

const read = (name: string): string => fs.readFileSync(path.join(app, name), 'utf8');
const change = (name: string, from: string, to: string): void => {
  expect(read(name)).toContain(from);
  fs.writeFileSync(path.join(app, name), read(name).replace(from, to));
};

/** What `npm install` would do: what the app declares is linked, and nothing else can be found. */
function install(): void {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const needed = Object.keys({ ...dependencies, ...devDependencies }).filter(name => name !== 'aws-cdk');
  for (const name of needed) {
    const link = path.join(app, 'node_modules', name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(name === 'cdk-steadfast' ? ROOT : path.join(ROOT, 'node_modules', name), link);
  }
  fs.writeFileSync(path.join(app, 'package-lock.json'), '{}');
}

function runs(script: string, ...given: readonly string[]): { readonly code: number | null; readonly said: string } {
  const context = JSON.stringify((JSON.parse(read('cdk.json')) as { context: object }).context);
  const environment = { ...process.env, CDK_OUTDIR: path.join(app, 'cdk.out'), CDK_CONTEXT_JSON: context, CI: '', NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join('node_modules', script), ...given], { cwd: app, encoding: 'utf8', env: environment });
  return { code: status, said: `${stdout}${stderr}` };
}

beforeAll(() => {
  expect(steadfast('init', app)).toMatchObject({ code: 0, err: '' });
  install();
});

test('the app has the name of its folder, the versions that are installed, and the flags that CDK recommends', () => {
  const { name, dependencies } = JSON.parse(read('package.json')) as { name: string; dependencies: Record<string, string> };
  expect(name).toBe('orders-of-2026');
  expect(Object.values(dependencies).every(version => /^\^\d+\.\d+\.\d+/.test(version))).toBe(true);
  expect(Object.keys((JSON.parse(read('cdk.json')) as { context: object }).context).length).toBeGreaterThan(20);
  expect(fs.existsSync(path.join(app, '.gitignore'))).toBe(true);
  // From Node.js 22 on, this reads through links, too.
  const written = fs.readdirSync(app, { recursive: true, withFileTypes: true }).filter(one => one.isFile() && !one.parentPath.includes('node_modules'));
  for (const file of written) {
    expect(fs.readFileSync(path.join(file.parentPath, file.name), 'utf8')).not.toMatch(/__[A-Z_]+__/);
  }
});

test('it compiles, bundles, synthesizes with its checks, and nothing is found', () => {
  expect(runs('ts-node/dist/bin.js', 'app.ts')).toMatchObject({ code: 0 });
  const verdict = JSON.parse(steadfast('check', path.join(app, 'cdk.out'), '--format', 'json').out) as Record<string, unknown[]>;
  expect([verdict.findings, verdict.unknown]).toEqual([[], []]);
}, 240_000);

test('its tests pass; a change of the handler leaves the snapshot alone, a change of a permission does not', () => {
  expect(runs('jest/bin/jest.js')).toMatchObject({ code: 0, said: expect.stringContaining('1 snapshot written') });

  change('handler/work.ts', "'Worked on'", "'Done with'");
  expect(runs('jest/bin/jest.js', '--ci')).toMatchObject({ code: 0, said: expect.stringMatching(/Snapshots: +1 passed/) });

  change('service-stack.ts', 'this.work.addEventSource', "this.work.addPermission('Partner', { principal: new ServicePrincipal('s3.amazonaws.com'), sourceAccount: '111122223333' });\n    this.work.addEventSource");
  change('service-stack.ts', 'import { Construct }', "import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';\nimport { Construct }");
  const permitted = runs('jest/bin/jest.js', '--ci');
  expect(permitted.code).toBe(1);
  expect(permitted.said).toContain('"111122223333"');
}, 480_000);

describe('bad input', () => {
  test.each<[string, RegExp, string[]]>([
    ['no directory', /^steadfast: name one directory/, []],
    ['two directories', /^steadfast: name one directory/, ['one', 'two']],
    ['an unknown option', /Unknown option '--python'/, ['--python']],
    ['a directory with something in it', /Orders of 2026: is not empty; name a new directory/, [app]],
    ['a file', /cannot be read \(ENOTDIR\)/, [scratch.write('file', '')]],
    ['a place where nothing can be written', /cannot be written \(\w+\)/, [path.join(scratch.write('other', ''), 'app')]],
  ])('%s is one line', (_title, line, given) => {
    const { code, out, err } = steadfast('init', ...given);
    expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 });
    expect(err).toMatch(line);
  });

  test('a repository without a file is empty', () => {
    const fresh = path.join(scratch.path, 'fresh');
    fs.mkdirSync(path.join(fresh, '.git'), { recursive: true });
    expect(steadfast('init', fresh)).toMatchObject({ code: 0 });
  });

  test('a folder whose name nobody takes makes a service', () => {
    const odd = path.join(scratch.path, '2026');
    expect(steadfast('init', odd)).toMatchObject({ code: 0 });
    expect((JSON.parse(fs.readFileSync(path.join(odd, 'package.json'), 'utf8')) as { name: string }).name).toBe('service');
  });
});
