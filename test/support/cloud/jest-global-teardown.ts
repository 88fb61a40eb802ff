import './jest-global-setup';
import { unshareCloud } from './shared-cloud';

/** Keeps the cloud's log, so that a failed run can be explained, and ends the cloud. */
export default async function stopCloud(): Promise<void> {
  const cloud = globalThis.embeddedCloudOfThisRun;
  unshareCloud();
  if (cloud) {
    cloud.keepLog('last-end-to-end-run');
    await cloud.stop();
  }
}
