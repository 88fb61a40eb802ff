import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, AppProps, Stack } from 'aws-cdk-lib';

let counter = 0;

/** A stack's name that no other test of the run uses, as all share one account. */
export function uniqueName(prefix: string): string {
  counter += 1;
  return `${prefix}-${process.pid.toString(36)}-${Date.now().toString(36)}-${counter}`;
}

/** Synthesizes an app into a folder of its own, hands the folder over, and removes it. */
export async function withApp<T>(
  build: (app: App) => void,
  use: (assemblyFolder: string) => Promise<T>,
  appProps: Omit<AppProps, 'outdir'> = {},
): Promise<T> {
  const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
  try {
    const app = new App({ ...appProps, outdir });
    build(app);
    app.synth();
    return await use(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The same for an app of one stack. */
export async function withAssembly<T>(
  stackName: string,
  build: (stack: Stack) => void,
  use: (assemblyFolder: string) => Promise<T>,
  appProps: Omit<AppProps, 'outdir'> = {},
): Promise<T> {
  return withApp(app => build(new Stack(app, stackName)), use, appProps);
}
