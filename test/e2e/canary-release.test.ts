import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeDeployListener } from '../../examples/05-canary-release/demo/code-deploy';
import { Releases } from '../../examples/05-canary-release/demo/releases';
import { useCloud } from '../support/cloud/use-cloud';

jest.setTimeout(240_000);

const cloud = useCloud();
let releases: Releases;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'canary-release-'));
  releases = new Releases(cloud.connection, folder, await CodeDeployListener.start());
});

afterAll(async () => {
  releases?.close();
  rmSync(folder, { recursive: true, force: true });
});

/*
 * The example as it is, but for CodeDeploy: each version is deployed over the one before it, its smoke test invoked and heard,
 * and all traffic sent to it. That traffic shifts, and shifts back, only the template shows.
 */
test('a version that breaks is found out by its smoke test or by its alarm, and a good one by neither', async () => {
  const good = await releases.release('orders');
  expect(good).toMatchObject({ report: { status: 'Succeeded', deploymentId: 'd-orders' }, rollbackAlarm: 'OK' });

  const slow = await releases.release('slow');
  expect(slow).toMatchObject({ report: { status: 'Failed' }, reason: 'no answer within 3000 ms' });

  const forgetful = await releases.release('forgetful');
  expect(forgetful).toMatchObject({ report: { status: 'Succeeded' }, rollbackAlarm: 'ALARM' });

  // The alarm of the broken version stays behind with it: the version that mends it starts with one that is not raised.
  const mended = await releases.release('orders');
  expect(mended).toMatchObject({ report: { status: 'Succeeded' }, rollbackAlarm: 'OK' });
});
