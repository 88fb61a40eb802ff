import { withLazyImports } from '../../projenrc/lazy-imports';

interface Run {
  readonly exports: Record<string, (...given: unknown[]) => unknown>;
  /** What was imported so far, in order. */
  readonly imported: string[];
}

/** A compiled module, run with others to import. */
function run(text: string, others: Record<string, unknown>): Run {
  const imported: string[] = [];
  const exports = {};
  const load = (name: string): unknown => {
    imported.push(name);
    return others[name];
  };
  new Function('exports', 'require', withLazyImports(text))(exports, load);
  return { exports, imported };
}

const PARTS = { './parts': { Part: class { public readonly name = 'part'; }, double: (n: number) => 2 * n, LIMIT: 7 } };

test('what is imported is loaded at its first use, and once', () => {
  const { exports, imported } = run('const parts_1 = require("./parts");\nexports.four = () => (0, parts_1.double)(2);', PARTS);
  expect(imported).toEqual([]);
  expect([exports.four(), exports.four()]).toEqual([4, 4]);
  expect(imported).toEqual(['./parts']);
});

test.each([
  ['an instance is made', 'exports.it = () => new parts_1.Part().name;', 'part'],
  ['a value is read', 'exports.it = () => `${parts_1.LIMIT}`;', '7'],
  ['a member is said by a name of its own', 'exports.it = () => ({ limit: parts_1.LIMIT }).limit;', 7],
  ['a function is handed on', 'exports.it = () => [1].map(parts_1.double)[0];', 2],
  ['a class extends it', 'class Own extends parts_1.Part {}\nexports.it = () => new Own().name;', 'part'],
])('%s as before', (_title, line, expected) => {
  expect(run(`const parts_1 = require("./parts");\n${line}`, PARTS).exports.it()).toBe(expected);
});

test('what a module imports for its effects alone is loaded at once', () => {
  expect(run('require("./parts");\nconst path = require("path");', PARTS).imported).toEqual(['./parts', 'path']);
});

test('no line moves, and a second time changes nothing', () => {
  const text = '"use strict";\nconst parts_1 = require("./parts");\n\nexports.it = () => parts_1.LIMIT; // parts_1 stays in words: "parts_1"\n';
  const once = withLazyImports(text);
  expect(once.split('\n')).toHaveLength(text.split('\n').length);
  expect(once).toContain('// parts_1 stays in words: "parts_1"');
  expect(withLazyImports(once)).toBe(once);
});
