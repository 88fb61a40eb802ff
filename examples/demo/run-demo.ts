import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgressDisplay } from './progress-display';
import { EmbeddedCloud } from '../../test/support/cloud/embedded-cloud';

/** What an example's demo is given to work with. */
export interface Stage {
  readonly cloud: EmbeddedCloud;
  readonly display: ProgressDisplay;
  /** A folder that is gone after the run. */
  readonly folder: string;
}

const INTERRUPTED = 130;

/** Runs a demo in an embedded cloud of its own and ends the process with its answer, leaving nothing behind. */
export function runDemo(demo: (stage: Stage) => Promise<number>): void {
  const display = new ProgressDisplay();
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-demo-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  let cloud: EmbeddedCloud | undefined;
  let interrupted = false;
  const interrupt = async (): Promise<void> => {
    // The embedded cloud raises the signal a second time, once it has seen it.
    if (interrupted) {
      return;
    }
    interrupted = true;
    display.step('Interrupted; stopping the embedded cloud');
    await cloud?.stop().catch(() => undefined);
    process.exit(INTERRUPTED);
  };
  process.on('SIGINT', () => void interrupt());
  process.on('SIGTERM', () => void interrupt());

  const run = async (): Promise<number> => {
    display.step('Starting the embedded cloud (the first time this makes a Python environment)');
    cloud = await EmbeddedCloud.start();
    try {
      const code = await demo({ cloud, display, folder });
      if (code !== 0) {
        display.step(`The log of the cloud is kept in ${cloud.keepLog()}`);
      }
      return code;
    } catch (error) {
      if (!interrupted) {
        display.step(`Failed; the log of the cloud is kept in ${cloud.keepLog()}`);
      }
      throw error;
    } finally {
      await cloud.stop();
    }
  };
  run().then(
    code => { process.exitCode = code; },
    (error: unknown) => {
      if (!interrupted) {
        process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
      }
    },
  );
}
