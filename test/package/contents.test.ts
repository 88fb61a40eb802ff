import { spawnSync } from 'child_process';
import { readdirSync } from 'fs';

/** What the npm package holds, by the first part of the path. */
const SHIPPED = ['.jsii', '.warnings.jsii.js', 'API.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'assets', 'bin', 'init', 'lib', 'node_modules', 'package.json', 'testing.d.ts', 'testing.js'];

test('the package holds the library, its handlers and the command line, and nothing else', () => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' });
  const [{ files, size }] = JSON.parse(stdout) as { files: { path: string }[]; size: number }[];
  const roots = [...new Set(files.map(({ path }) => path.split('/')[0]))];
  expect(roots.filter(root => !SHIPPED.includes(root))).toEqual([]);
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining([
    'CHANGELOG.md', 'assets/report/page.css', 'assets/report/page.js', 'bin/steadfast', 'lib/cli/main.js', 'lib/index.js', 'lib/testing/index.js',
  ]));
  const ofNewApps = readdirSync('init', { recursive: true, withFileTypes: true }).filter(one => one.isFile());
  expect(paths.filter(path => path.startsWith('init/'))).toHaveLength(ofNewApps.length);
  expect(size).toBeLessThan(2_600_000);
});
