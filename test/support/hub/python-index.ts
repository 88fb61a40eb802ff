import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalServer } from './local-server';
import { run } from './run';
import { projectRoot } from '../cloud/python-environment';
import { freePort } from '../free-port';

const PYPISERVER = '2.4.2';
const TWINE = '7.0.0';
const PUBLIC = 'https://pypi.org/simple/';

/** A real Python index on the loopback interface, as an organisation would keep one: its own packages, and for the others the way to the public one. */
export class PythonIndex {
  /** Starts an index without any package. */
  public static async start(): Promise<PythonIndex> {
    const tools = await installed();
    const folder = mkdtempSync(join(tmpdir(), 'index-'));
    const url = `http://127.0.0.1:${await freePort()}/`;
    const place = ['--interface', '127.0.0.1', '--port', new URL(url).port, '--fallback-url', await upstream()];
    const given = ['run', ...place, '--authenticate', '.', '--passwords', '.', folder];
    const server = await LocalServer.start(join(tools, 'pypi-server'), given, folder, `${url}health`);
    return new PythonIndex(url, tools, folder, server);
  }

  private constructor(
    private readonly url: string, private readonly tools: string, private readonly folder: string, private readonly server: LocalServer,
  ) {}

  /** What pip is given as --index-url. */
  public get indexUrl(): string {
    return `${this.url}simple/`;
  }

  /** Uploads a wheel, as CI would. */
  public async publish(wheel: string): Promise<void> {
    await run(join(this.tools, 'twine'), ['upload', '--non-interactive', '--repository-url', this.url, '--username', 'anybody', '--password', 'nobody-checks', wheel]);
  }

  /** Ends the server and forgets what was published. */
  public async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The index that pip of this machine asks. */
async function upstream(): Promise<string> {
  if (process.env.PIP_INDEX_URL) return process.env.PIP_INDEX_URL;
  return run('python3', ['-m', 'pip', 'config', 'get', 'global.index-url']).then(url => url.trim(), () => PUBLIC);
}

/** The programs of an environment that is made once, beside the project's own dependencies. */
async function installed(): Promise<string> {
  const folder = join(projectRoot(), '.cache', `pypiserver-${PYPISERVER}`);
  const programs = join(folder, 'bin');
  if (!existsSync(join(folder, 'complete'))) {
    mkdirSync(folder, { recursive: true });
    await run('python3', ['-m', 'venv', '--clear', folder]);
    await run(join(programs, 'python'), ['-m', 'pip', 'install', '--quiet', `pypiserver==${PYPISERVER}`, `twine==${TWINE}`]);
    writeFileSync(join(folder, 'complete'), '');
  }
  return programs;
}
