import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/* A synth, a check, a report and a bill are made of files alone. */

const ROOT = join(__dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'steadfast-no-network-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const examples = readdirSync(join(ROOT, 'examples')).filter(name => existsSync(join(ROOT, 'examples', name, 'app.ts')));

function contextIn(folder: string): object {
  const file = join(folder, 'cdk.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { context?: object }).context ?? {} : {};
}

interface Outcome {
  readonly status: number | null;
  readonly said: string;
  /** What it asked the network for. */
  readonly asked: string;
}

/** What becomes of a process whose network is closed. */
function withoutNetwork(cwd: string, name: string, args: string[]): Outcome {
  const log = join(scratch, `${name}.log`);
  const { status, stderr } = spawnSync(process.execPath, ['--require', join(__dirname, 'no-network.js'), ...args], {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      NETWORK_LOG: log,
      CDK_OUTDIR: join(scratch, name),
      CDK_CONTEXT_JSON: JSON.stringify({ ...contextIn(cwd), 'aws:cdk:bundling-stacks': [] }),
      CDK_VALIDATION: 'false',
    },
  });
  return { status, said: stderr, asked: existsSync(log) ? readFileSync(log, 'utf8') : '' };
}

test('the closed network is closed', () => {
  const tries = [
    'require("net").connect(1)', 'fetch("http://127.0.0.1:1")', 'require("dns").lookup("x", () => {})', 'require("https").get("https://127.0.0.1:1")',
  ];
  for (const [index, code] of tries.entries()) {
    const { status, asked } = withoutNetwork(ROOT, `closed-${index}`, ['-e', code]);
    expect([code, status === 0, asked !== '']).toEqual([code, false, true]);
  }
});

test.each(examples)('the example %s synthesizes without a network', name => {
  const { status, said, asked } = withoutNetwork(join(ROOT, 'examples', name), name, ['-r', 'ts-node/register/transpile-only', 'app.ts']);
  expect({ asked, status, said: status === 0 ? '' : said }).toEqual({ asked: '', status: 0, said: '' });
  expect(readdirSync(join(scratch, name))).toContain('manifest.json');
}, 60_000);

test.each(['check', 'report', 'cost'])('steadfast %s needs no network', command => {
  const main = 'require("ts-node/register/transpile-only"); const { main } = require("./src/cli/main");'
    + `Promise.resolve(main(${JSON.stringify([command, join(scratch, examples[0])])})).then((code) => { process.exitCode = code === 2 ? 2 : 0; });`;
  expect(withoutNetwork(ROOT, `cli-${command}`, ['-e', main])).toMatchObject({ asked: '', status: 0 });
}, 60_000);
