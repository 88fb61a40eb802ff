import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The unit tests of inventory and rules in one suite, to be run for every mutant.
 * What synthesizes stacks, starts processes or tries every wrong type stays out: it is too slow for that; so does the report, whose page is not in the sandbox.
 */
const SLOW = /from 'aws-cdk-lib|from '(node:)?child_process|support\/stacks'/;
const WIDE = ['wrong-types.test.ts', 'fuzz.test.ts', 'formats.test.ts', 'in-cdk.test.ts', 'report.test.ts'];

for (const room of ['inventory', 'rules', 'cli']) {
  const folder = join(__dirname, '..', room);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.test.ts') && !WIDE.includes(name)).filter(name => !SLOW.test(readFileSync(join(folder, name), 'utf8')));
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is not known before
  files.forEach(name => describe(`${room}/${name}`, () => void require(join(folder, name))));
}
