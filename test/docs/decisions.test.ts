import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { RULE_BOOK } from '../../src/rules/rule-book';

const FOLDER = 'docs/decisions';
const records = readdirSync(FOLDER).sort();
const textOf = (record: string) => readFileSync(join(FOLDER, record), 'utf8').trim();
const keeperOf = (record: string) => textOf(record).split('\n').pop()!;
const quoted = (text: string, mark: string) => [...text.matchAll(new RegExp(`${mark}([^${mark}]+)${mark}`, 'g'))].map(([, name]) => name);

test('records are numbered without gaps, and say so in their titles', () => {
  expect(records.map(record => `${record.slice(0, 3)} ${textOf(record).slice(0, 7)}`)).toEqual(records.map((_, index) => {
    const number = String(index + 1).padStart(3, '0');
    return `${number} # ${number}: `;
  }));
});

describe.each(records)('%s', record => {
  test('says what was in the way, what was chosen, and last what keeps it', () => {
    expect(textOf(record)).toMatch(/^\*\*Context\.\*\*[^]*^\*\*(Options and choice|Choice)\.\*\*/m);
    expect(keeperOf(record)).toMatch(/^\*\*What keeps it\.\*\*/);
  });

  test('names keepers that are there', () => {
    const keepers = quoted(keeperOf(record), '`');
    const rules = RULE_BOOK.map(({ id }) => id);
    expect(keepers.filter(keeper => !existsSync(keeper) && !rules.includes(keeper) && !/^npm run \w+$/.test(keeper))).toEqual([]);
    expect(keepers).not.toEqual([]);
  });

  test('quotes titles of tests that are there', () => {
    const files = quoted(keeperOf(record), '`').filter(keeper => existsSync(keeper) && statSync(keeper).isFile());
    const tests = files.map(file => readFileSync(file, 'utf8')).join('\n');
    expect(quoted(keeperOf(record), '"').filter(title => !tests.includes(title.replace(/'/g, '\\\'')) && !tests.includes(title))).toEqual([]);
  });
});

test('sources name records that are there', () => {
  const sources = ['src', 'test', 'projenrc', 'examples'].flatMap(folder => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)))
    .filter(file => file.endsWith('.ts') && !file.includes('node_modules'));
  const named = sources.flatMap(file => readFileSync(file, 'utf8').match(/docs\/decisions\/[\w-]+\.md/g) ?? []);
  expect(named.length).toBeGreaterThan(3);
  expect([...new Set(named)].filter(name => !existsSync(name))).toEqual([]);
});
