import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtPackage } from '../support/hub/consumer';
import { NpmRegistry } from '../support/hub/npm-registry';
import { run } from '../support/hub/run';

const folder = mkdtempSync(join(tmpdir(), 'nothing-'));
const service = join(folder, 'my-service');
let registry: NpmRegistry;

/** npx keeps what it fetched by name, and our version stays the same: a cache of its own cannot hold yesterday's. CI is unset, for a first snapshot is written. */
const npm = (...args: string[]): Promise<string> => run('npm', args, {
  cwd: existsSync(service) ? service : folder,
  environment: { ...registry.environment, npm_config_cache: join(folder, 'cache'), CI: '', CDK_DISABLE_CLI_TELEMETRY: 'true' },
});

beforeAll(async () => {
  registry = await NpmRegistry.start();
  await run('npm', ['publish', builtPackage('js', '.tgz'), '--ignore-scripts'], { environment: registry.environment });
});

afterAll(async () => {
  await registry?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the app that the published command writes is installed from the registry', async () => {
  await npm('exec', '--yes', '--package', 'cdk-steadfast', '--', 'steadfast', 'init', 'my-service');
  await npm('install', '--no-audit', '--no-fund');
  expect(existsSync(join(service, 'node_modules', 'cdk-steadfast', 'lib', 'index.js'))).toBe(true);
});

test('its types, its own test and its checks are green', async () => {
  await npm('run', 'build');
  await npm('test');
  await npm('test', '--', '--ci');
  await npm('run', 'check');
});

test('its report is one page', async () => {
  await npm('run', 'report');
  expect(readFileSync(join(service, 'report.html'), 'utf8')).toContain('<title>');
});
