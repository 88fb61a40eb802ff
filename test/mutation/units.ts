import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The unit tests of inventory and rules in one suite, to be run for every mutant.
 * What synthesizes stacks, starts processes or tries every wrong type stays out: it is too slow for that.
 */
const SLOW = /from 'aws-cdk-lib|from '(node:)?child_process|support\/stacks'|\[\[\]\]/;

for (const room of ['inventory', 'rules']) {
  const folder = join(__dirname, '..', room);
  const files = readdirSync(folder).filter(name => name.endsWith('.test.ts')).filter(name => !SLOW.test(readFileSync(join(folder, name), 'utf8')));
  files.forEach(name => describe(`${room}/${name}`, () => void require(join(folder, name))));
}
