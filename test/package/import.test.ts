import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as library from '../../src';

const ROOT = join(__dirname, '..', '..');

test('importing the library loads nothing of it until it is used', () => {
  const loaded = inFreshProcess("require('./lib'); report(Object.keys(require.cache).filter((file) => !file.includes('node_modules')).length)");
  expect(loaded).toBe(1);
});

test('a function alone loads no trigger, no rule and no pattern', () => {
  const folders = inFreshProcess(`
    require('./lib').SteadfastFunction;
    report([...new Set(Object.keys(require.cache).map((file) => /.lib.(triggers|rules|inventory|patterns|cli).*/.exec(file)?.[1]).filter(Boolean))])`);
  expect(folders).toEqual([]);
});

test('the compiled library exports what the sources do', () => {
  const exported = inFreshProcess("const lib = require('./lib'); report(Object.fromEntries(Object.keys(lib).map((name) => [name, typeof lib[name]])))");
  expect(exported).toEqual(Object.fromEntries(Object.entries(library).map(([name, value]) => [name, typeof value])));
});

function inFreshProcess(script: string): unknown {
  const report = 'const report = (value) => console.log(JSON.stringify(value));';
  return JSON.parse(execFileSync(process.execPath, ['-e', report + script], { cwd: ROOT, encoding: 'utf8' }));
}
