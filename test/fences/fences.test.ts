import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';

const ROOT = process.cwd();
const installed = (module: string): string => require.resolve(module);
const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

/** One way to break each fence: the rule that must refuse it, and the files, of which the first is at fault. */
const BREACHES: [name: string, rule: string, files: Record<string, string>][] = [
  ['a part imports another part', 'import/no-restricted-paths', {
    'src/failure/part.ts': "import { b } from '../access/good';\n\nexport const a = b;\n",
  }],
  ['the build wing imports the read wing', 'import/no-restricted-paths', {
    'src/function/wing.ts': "import { b } from '../inventory/good';\n\nexport const a = b;\n", 'src/inventory/good.ts': 'export const b = 1;\n',
  }],
  ['the read wing imports the build wing', 'import/no-restricted-paths', {
    'src/inventory/wing.ts': "import { b } from '../access/good';\n\nexport const a = b;\n",
  }],
  ['two files import each other', 'import/no-cycle', {
    'src/access/circle.ts': "import { b } from './other-half';\n\nexport const a = (): number => b();\n",
    'src/access/other-half.ts': "import { a } from './circle';\n\nexport const b = (): number => a();\n",
  }],
  ['a file imports an index', 'no-restricted-imports', {
    'src/access/by-index.ts': "import { b } from './index';\n\nexport const a = b;\n", 'src/access/index.ts': 'export const b = 1;\n',
  }],
  ['a file is longer than 300 lines', 'max-lines', { 'src/access/long-file.ts': lines(301, 'export {};') }],
  ['a function is longer than 60 lines', 'max-lines-per-function', {
    'src/access/long-function.ts': `export function long(): void {\n${lines(60, '  Number(1);')}}\n`,
  }],
  ['an interface has more than 12 members', 'no-restricted-syntax', {
    'src/access/wide.ts': `export interface Wide {\n${[...Array(13).keys()].map(n => `  readonly prop${n}: string;`).join('\n')}\n}\n`,
  }],
  ['a type is any', '@typescript-eslint/no-explicit-any', { 'src/access/loose.ts': 'export const a: any = 1;\n' }],
  ['something is printed', 'no-console', { 'src/access/loud.ts': "console.log('hello');\n" }],
];

const KEPT = {
  'src/access/good.ts': "import { check } from '../validation/check';\n\nexport const b = check;\n",
  'src/validation/check.ts': 'export const check = 1;\n',
};

/** The fences of this project, without the rules that need a whole TypeScript program. */
function configuration(): object {
  const config = JSON.parse(readFileSync('.eslintrc.json', 'utf8').replace(/^\/\/.*$/m, ''));
  const typed = ['@typescript-eslint/no-floating-promises', '@typescript-eslint/return-await', 'import/no-extraneous-dependencies'];
  return {
    ...config,
    parser: installed(config.parser),
    parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
    settings: {
      'import/parsers': { [installed(config.parser)]: ['.ts'] },
      'import/resolver': { [installed('eslint-import-resolver-node')]: { extensions: ['.ts'] } },
    },
    rules: { ...config.rules, ...Object.fromEntries(typed.map(rule => [rule, 'off'])) },
  };
}

/** Builds a house of sources and lets ESLint walk through it once: the rules broken, by file. */
function walk(files: Record<string, string>): Record<string, string[]> {
  const house = realpathSync(mkdtempSync(join(tmpdir(), 'fences-')));
  for (const [path, text] of Object.entries({ ...files, 'config.json': JSON.stringify(configuration()) })) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const { stdout, stderr } = spawnSync(process.execPath, [
    join(ROOT, 'node_modules/eslint/bin/eslint.js'), '--no-eslintrc', '--config', 'config.json', '--resolve-plugins-relative-to', ROOT, '--format', 'json', '--ext', '.ts', 'src',
  ], { cwd: house, encoding: 'utf8', env: { ...process.env, ESLINT_USE_FLAT_CONFIG: 'false' } });
  rmSync(house, { recursive: true });
  if (!stdout) throw new Error(stderr);
  const results = JSON.parse(stdout) as { filePath: string; messages: { ruleId: string }[] }[];
  return Object.fromEntries(results.map(result => [result.filePath.slice(house.length + 1), result.messages.map(message => message.ruleId)]));
}

let broken: Record<string, string[]>;
beforeAll(() => {
  broken = walk(Object.assign({}, KEPT, ...BREACHES.map(([, , files]) => files)));
});

test.each(BREACHES)('%s: refused by %s', (_name, rule, files) => {
  expect(broken[Object.keys(files)[0]]).toContain(rule);
});

const rooms = readdirSync('src', { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name);

test.each(rooms)('src/%s has a fence and a line on the map', room => {
  const [, { zones }] = JSON.parse(readFileSync('.eslintrc.json', 'utf8').replace(/^\/\/.*$/m, '')).rules['import/no-restricted-paths'];
  expect(zones.map((zone: { target: string }) => zone.target)).toContain(`./src/${room}`);
  expect(readFileSync('docs/map.md', 'utf8')).toContain(`| \`src/${room}\` |`);
});

test('who keeps them is left in peace', () => {
  expect(Object.keys(KEPT).map(path => broken[path])).toEqual([[], []]);
});
