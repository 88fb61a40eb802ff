import { execFileSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';

/* What is shipped to run in Lambda is what its sources say, whoever bundles it and wherever. */

const ROOT = join(__dirname, '..', '..');
const HANDLERS = join(ROOT, 'src', 'handlers');
const scratch = mkdtempSync(join(tmpdir(), 'steadfast-bundles-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Task { readonly steps?: readonly { readonly execArgs?: readonly string[] }[] }
const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen', 'tasks.json'), 'utf8')) as { tasks: Readonly<Record<string, Task>> };

const handlers = readdirSync(HANDLERS).filter(file => file.endsWith('.lambda.ts')).map(file => file.replace('.ts', ''));

/** The arguments by which projen's task bundles a handler, read from the task itself; the sources are named from another directory. */
function bundled(handler: string, cwd: string): Buffer {
  const outfile = join(mkdtempSync(join(scratch, 'out-')), 'index.js');
  const [program, ...args] = tasks[`bundle:handlers/${handler}`].steps?.[0].execArgs ?? [];
  const moved = args.map(arg => {
    if (arg.startsWith('--outfile=')) return `--outfile=${outfile}`;
    if (arg.startsWith('--tsconfig=')) return `--tsconfig=${join(ROOT, arg.split('=')[1])}`;
    return arg.startsWith('src/') ? relative(cwd, join(ROOT, arg)) : arg;
  });
  execFileSync(join(ROOT, 'node_modules', '.bin', program), moved, { cwd, stdio: 'pipe' });
  return readFileSync(outfile);
}

test.each(handlers)('%s is bundled to the same bytes twice, and to those that are shipped', handler => {
  const shipped = readFileSync(join(ROOT, 'assets', 'handlers', handler, 'index.js'));
  expect(bundled(handler, ROOT).equals(bundled(handler, ROOT))).toBe(true);
  expect(bundled(handler, ROOT).equals(shipped)).toBe(true);
});

test.each(handlers)('%s does not depend on where it is bundled, but for the comments that name its sources', handler => {
  const code = (cwd: string): string => bundled(handler, cwd).toString('utf8').replace(/^\s*\/\/ .*\.(ts|m?js)$/gm, '');
  expect(code(HANDLERS)).toBe(code(ROOT));
});

test.each(handlers)('%s names no path of the machine that bundled it', handler => {
  expect(readFileSync(join(ROOT, 'assets', 'handlers', handler, 'index.js'), 'utf8')).not.toContain(ROOT);
});
