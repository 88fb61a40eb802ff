import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/* An example is an app to copy, so it carries its helpers; a helper that several carry is the same in each. */

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const handlers = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter(file => /^\d\d-[^/]+\/handler\/[^/]+\.ts$/.test(file));

test.each(['setting.ts', 'come-back.ts'])('handler/%s', name => {
  const copies = handlers.filter(file => basename(file) === name);
  expect(copies.length).toBeGreaterThan(1);
  expect(new Set(copies.map(file => readFileSync(join(EXAMPLES, file), 'utf8'))).size).toBe(1);
});
