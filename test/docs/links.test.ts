import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { dirname, join, relative } from 'path';

const pages = [
  'README.md', 'CHANGELOG.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map(name => join('docs', name)),
  ...readdirSync('examples', { withFileTypes: true }).filter(one => one.isDirectory()).map(({ name }) => join('examples', name, 'README.md')),
].filter(name => name.endsWith('.md') && existsSync(name));

/** The places of a page that can be linked to, as GitHub names them. */
function anchorsOf(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-'));
}

function brokenIn(page: string): string[] {
  const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target).filter(target => !/^[a-z]+:/.test(target)).filter(target => {
    const [path, anchor] = target.split('#');
    const file = path ? join(dirname(page), path) : page;
    if (relative('.', file).startsWith('..') || !existsSync(file)) return true;
    return anchor !== undefined && (statSync(file).isDirectory() || !anchorsOf(file).includes(anchor));
  });
}

test('the pages link to what is there', () => {
  expect(pages.length).toBeGreaterThan(60);
  expect(pages.flatMap(page => brokenIn(page).map(target => `${page}: ${target}`))).toEqual([]);
});
