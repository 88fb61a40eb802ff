import { EmbeddedCloud } from './embedded-cloud';
import { shareCloud } from './shared-cloud';

declare global {
  // The teardown runs in the same process as the setup, and global scope is the only thing they share.
  var embeddedCloudOfThisRun: EmbeddedCloud | undefined;
}

/** Starts one embedded cloud for all end-to-end test files of a run. */
export default async function startCloud(): Promise<void> {
  // Else every worker begins with the end of support for this Node.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  globalThis.embeddedCloudOfThisRun = await EmbeddedCloud.start();
  shareCloud(globalThis.embeddedCloudOfThisRun);
}
