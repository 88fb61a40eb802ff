import { CloudAddress, CloudConnection } from './cloud-connection';
import { EmbeddedCloud } from './embedded-cloud';

/** How the address travels from jest's main process to its workers. */
const ADDRESS_VARIABLE = 'STEADFAST_EMBEDDED_CLOUD';

/** A cloud to test against, and how to let go of it. */
export interface CloudLease {
  readonly cloud: CloudConnection;
  readonly release: () => Promise<void>;
}

/** Lets every process started from here on share this cloud. */
export function shareCloud(cloud: CloudConnection): void {
  process.env[ADDRESS_VARIABLE] = JSON.stringify(cloud.address);
}

export function unshareCloud(): void {
  delete process.env[ADDRESS_VARIABLE];
}

/** The cloud of the whole test run where jest started one; otherwise (a test file run by itself) one of its own. */
export async function leaseCloud(): Promise<CloudLease> {
  const shared = process.env[ADDRESS_VARIABLE];
  if (shared) {
    return { cloud: new CloudConnection(JSON.parse(shared) as CloudAddress), release: () => Promise.resolve() };
  }
  const own = await EmbeddedCloud.start();
  return { cloud: own, release: () => own.stop() };
}
