import { ChildProcess, spawn } from 'node:child_process';

const READY_WITHIN_MS = 120_000;

/** A server of the test's own on the loopback interface, that ends with it. */
export class LocalServer {
  /** Starts a program, and waits until it answers at an address. */
  public static async start(command: string, args: readonly string[], folder: string, address: string): Promise<LocalServer> {
    const server = new LocalServer(spawn(command, args, { cwd: folder, stdio: 'ignore' }));
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      const answer = await fetch(address).catch(() => undefined);
      if (answer?.ok) return server;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    await server.stop();
    throw new Error(`${command} must answer at ${address} within ${READY_WITHIN_MS / 1000} s; it did not.`);
  }

  private readonly ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise(resolve => child.once('close', resolve));
  }

  public async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
