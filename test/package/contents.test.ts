import { spawnSync } from 'child_process';
import { readdirSync } from 'fs';

/** What the npm package holds, by the first part of the path. */
const SHIPPED = ['.jsii', '.warnings.jsii.js', 'API.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'assets', 'bin', 'init', 'lib', 'node_modules', 'package.json', 'testing.d.ts', 'testing.js'];

test('the package holds the library, its handlers and the command line, and nothing else', () => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' });
  const [{ files, size }] = JSON.parse(stdout) as { files: { path: string }[]; size: number }[];
  const roots = [...new Set(files.map(({ path }) => path.split('/')[0]))];
  expect(roots.filter((root) => !SHIPPED.includes(root))).toEqual([]);
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['bin/steadfast', 'lib/index.js', 'lib/cli/main.js', 'lib/testing/index.js', 'CHANGELOG.md']));
  expect(files.map(({ path }) => path).filter((path) => path.startsWith('init/')).length).toBe(readdirSync('init', { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length);
  expect(size).toBeLessThan(2_000_000);
});
