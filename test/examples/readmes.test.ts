import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const names = readdirSync(EXAMPLES).filter(name => existsSync(join(EXAMPLES, name, 'app.ts')));

test.each(names)('the README of %s says when to use it, where failures end, and what it makes and costs', name => {
  const readme = readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8');
  const begin = readme.split('\n').map(line => line.replace(/^(## |\*\*)/, ''));
  const missing = ['When to use it', 'Where failures end', 'What it makes and costs'].filter(part => !begin.some(line => line.startsWith(part)));
  expect(missing).toEqual([]);
});
