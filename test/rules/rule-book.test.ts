import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { RULE_BOOK } from '../../src/rules/rule-book';

const inFiles = readdirSync('src/rules').filter(file => file.endsWith('.ts')).flatMap(file =>
  [...readFileSync(`src/rules/${file}`, 'utf8').matchAll(/^ +id: '([\w-]+)',$/gm)].map(([, id]) => ({ file, id })));
const ids = RULE_BOOK.map(({ id }) => id);

test('a rule stands in a file of its name, alone', () => {
  expect(inFiles.filter(({ file, id }) => file !== `${id}.ts`)).toEqual([]);
});

test('every rule that is written is in the book, once', () => {
  expect([...ids].sort()).toEqual(inFiles.map(({ id }) => id).sort());
});

test('every rule has a test of its name', () => {
  expect(ids.filter(id => !existsSync(`test/rules/${id}.test.ts`))).toEqual([]);
});
