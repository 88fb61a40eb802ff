import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudConnection } from './cloud-connection';
import { ensurePythonEnvironment, projectRoot } from './python-environment';
import { freePort } from '../free-port';

const GRACE_MS = 1_000;
const POLL_MS = 50;

export interface EmbeddedCloudOptions {
  /** Where the log is kept when something failed. @default `.cache/cloud-logs` in the project's root */
  readonly logFolder?: string;
  /** After this the cloud ends itself, whatever its parent does. @default 30 minutes */
  readonly lifetimeMs?: number;
  /** @default 60 seconds */
  readonly startLimitMs?: number;
  /** More environment variables for the emulator. @default none */
  readonly environment?: Readonly<Record<string, string>>;
}

/** An AWS emulator on a free port of 127.0.0.1 that this process owns and that never outlives it. */
export class EmbeddedCloud extends CloudConnection {
  public static async start(options: EmbeddedCloudOptions = {}): Promise<EmbeddedCloud> {
    const python = await ensurePythonEnvironment();
    const workFolder = mkdtempSync(join(tmpdir(), 'embedded-cloud-'));
    const logFile = join(workFolder, 'cloud.log');
    const certificateFile = join(workFolder, 'certificate.pem');
    const port = await freePort();
    const settings = {
      port,
      parent: process.pid,
      lifetime: (options.lifetimeMs ?? 30 * 60_000) / 1000,
      certificate: certificateFile,
      key: join(workFolder, 'key.pem'),
    };
    const log = openSync(logFile, 'a');
    const child = spawn(python, [join(__dirname, 'guardian.py'), JSON.stringify(settings)], {
      cwd: workFolder,
      detached: true,
      env: { ...cleanEnvironment(workFolder, port), ...options.environment },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error))]);
    const address = { endpoint: `https://127.0.0.1:${port}`, certificateFile, logFile, processId: child.pid! };
    const cloud = new EmbeddedCloud(address, child, workFolder, options.logFolder);
    await cloud.waitUntilReady(options.startLimitMs ?? 60_000);
    return cloud;
  }

  /** Whoever stops the cloud on a signal says so, and the signal must not overtake it. */
  private stopping = false;

  private constructor(
    address: CloudConnection['address'],
    private readonly child: ChildProcess,
    private readonly workFolder: string,
    private readonly logFolder?: string,
  ) {
    super(address);
    // The owner must be able to end without waiting for the cloud.
    child.unref();
    process.on('exit', this.onExit);
    process.on('SIGINT', this.onSignal);
    process.on('SIGTERM', this.onSignal);
  }

  private readonly onExit = () => this.abandon();
  private readonly onSignal = (signal: NodeJS.Signals) => {
    if (this.stopping) {
      return;
    }
    this.abandon();
    process.off(signal, this.onSignal);
    process.kill(process.pid, signal);
  };

  /** Ends the cloud and every function it runs: politely, after a second by force. */
  public async stop(): Promise<void> {
    this.stopping = true;
    if (!this.ended) {
      const end = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      // The guardian itself takes one grace period before it kills, hence two here.
      const force = setTimeout(() => this.kill(), 2 * GRACE_MS);
      await end;
      clearTimeout(force);
    }
    this.forget();
    rmSync(this.workFolder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Copies the log to where it survives `stop()`, and says where. */
  public keepLog(name: string = basename(this.workFolder)): string {
    const folder = this.logFolder ?? join(projectRoot(), '.cache', 'cloud-logs');
    mkdirSync(folder, { recursive: true });
    const kept = join(folder, `${name}.log`);
    copyFileSync(this.address.logFile, kept);
    return kept;
  }

  private get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async waitUntilReady(limitMs: number): Promise<void> {
    const deadline = Date.now() + limitMs;
    while (!this.ended && Date.now() < deadline) {
      if (await isReady(this.address.endpoint, this.address.certificateFile)) {
        return;
      }
      await sleep(POLL_MS);
    }
    const what = this.ended ? 'ended at once' : `was not ready after ${limitMs / 1000} s`;
    const tail = this.logs().trim().split('\n').slice(-10).join('\n');
    const kept = this.keepLog();
    await this.stop();
    throw new Error(`The embedded cloud ${what}. Its log is kept in ${kept} and ends with:\n${tail}`);
  }

  private kill(): void {
    try {
      // The group, so that functions still running end too.
      process.kill(-this.address.processId, 'SIGKILL');
    } catch {
      // Nothing of the group is left, which is what was wanted.
    }
  }

  /** The owner ends without having called `stop()`, so something went wrong. */
  private abandon(): void {
    this.forget();
    this.kill();
    process.stderr.write(`The embedded cloud was not stopped; its log is kept in ${this.keepLog()}.\n`);
    rmSync(this.workFolder, { recursive: true, force: true, maxRetries: 3 });
  }

  private forget(): void {
    process.off('exit', this.onExit);
    process.off('SIGINT', this.onSignal);
    process.off('SIGTERM', this.onSignal);
  }
}

/** Nothing of the caller's environment reaches the functions: no credentials, no proxies, no profile. */
function cleanEnvironment(workFolder: string, port: number): Record<string, string> {
  const sdk = dirname(dirname(dirname(require.resolve('@aws-sdk/client-sqs/package.json'))));
  return {
    PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    HOME: workFolder,
    TMPDIR: workFolder,
    LANG: 'C.UTF-8',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    NODE_PATH: sdk,
    // Else each function's log begins with the end of support for this Node.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    IOT_MTLS_ENABLED: '0',
    AUTH: 'true',
    USE_SSL: '1',
    MINISTACK_SSL_CERT: join(workFolder, 'certificate.pem'),
    MINISTACK_SSL_KEY: join(workFolder, 'key.pem'),
  };
}

function isReady(endpoint: string, certificateFile: string): Promise<boolean> {
  if (!existsSync(certificateFile)) {
    return Promise.resolve(false);
  }
  return new Promise(resolve => {
    const request = get(`${endpoint}/_ministack/health`, { ca: readFileSync(certificateFile), timeout: 2_000, agent: false }, response => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
