import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalServer } from './local-server';
import { run } from './run';
import { projectRoot } from '../cloud/python-environment';
import { freePort } from '../free-port';

const VERDACCIO = '6.8.0';

/** A real npm registry on the loopback interface, as an organisation would keep one: its own packages, and the public ones passed through. */
export class NpmRegistry {
  /** Starts a registry without any package. */
  public static async start(): Promise<NpmRegistry> {
    const program = await installed();
    const upstream = (await run('npm', ['config', 'get', 'registry'])).trim();
    const folder = mkdtempSync(join(tmpdir(), 'registry-'));
    const config = join(folder, 'config.yaml');
    writeFileSync(config, configuration(folder, upstream));
    const address = `127.0.0.1:${await freePort()}`;
    const server = await LocalServer.start(process.execPath, [program, '--config', config, '--listen', address], folder, `http://${address}/-/ping`);
    return new NpmRegistry(`http://${address}/`, server, folder);
  }

  private constructor(public readonly url: string, private readonly server: LocalServer, private readonly folder: string) {}

  /** Settings for npm that reach this registry, and only for the process that gets them. */
  public get environment(): Record<string, string> {
    const address = this.url.replace(/^http:/, '');
    return { npm_config_registry: this.url, [`npm_config_${address}:_authToken`]: 'nobody-checks' };
  }

  /** Ends the server and forgets what was published. */
  public async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Verdaccio at a version that installs and publishes, beside the project's own dependencies. */
async function installed(): Promise<string> {
  const folder = join(projectRoot(), '.cache', `verdaccio-${VERDACCIO}`);
  const program = join(folder, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({
      private: true,
      dependencies: { verdaccio: VERDACCIO },
      overrides: { 'node-fetch': '2.7.0' },
    }));
    await run('npm', ['install', '--no-audit', '--no-fund', '--omit=dev'], { cwd: folder });
  }
  return program;
}

function configuration(folder: string, upstream: string): string {
  return [
    `storage: ${join(folder, 'storage')}`,
    'auth: { htpasswd: { file: ./htpasswd, max_users: -1 } }',
    `uplinks: { public: { url: "${upstream}", maxage: 60m } }`,
    'packages:',
    '  cdk-steadfast: { access: $all, publish: $all }',
    "  '@*/*': { access: $all, proxy: public }",
    "  '**': { access: $all, proxy: public }",
    'log: { type: stdout, level: fatal }',
    'max_body_size: 50mb',
    '',
  ].join('\n');
}
