import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as steadfast from '../../src';

/* What is published is tried by properties, and its ids are kept: whoever adds a class adds it to a table of cases and to test/kept-ids/uses.ts. */

/** What makes no resource, and has no id. */
const WITHOUT_IDS = ['RoleRights'];

const { patterns, ...root } = steadfast;
const published = [...Object.entries(root), ...Object.entries(patterns)].filter(([, one]) => /^class /.test(String(one))).map(([name]) => name);

function unnamedIn(...files: string[]): string[] {
  const text = files.map(file => readFileSync(join(__dirname, '..', file), 'utf8')).join('\n');
  return published.filter(name => !new RegExp(`\\b${name}[.(]`).test(text));
}

test('everything published stands in a case of a property', () => {
  expect(published).toEqual(expect.arrayContaining(['SteadfastFunction', 'QueueTrigger', 'TableApi']));
  expect(unnamedIn(...readdirSync(__dirname).filter(file => !file.endsWith('.test.ts')).map(file => join('properties', file)))).toEqual([]);
});

test('everything published that makes resources has ids that are kept', () => {
  expect(unnamedIn('kept-ids/uses.ts', 'patterns/smallest-uses.ts', 'support/stacks.ts')).toEqual(WITHOUT_IDS);
});
