import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Campaign } from '../../examples/11-chunked-job/demo/campaign';
import { DemoStack } from '../../examples/11-chunked-job/demo/demo-stack';
import { Deployer } from '../support/cloud/deployer';
import { CloudLease, leaseCloud } from '../support/cloud/shared-cloud';
import { uniqueName } from '../support/cloud/test-app';

jest.setTimeout(300_000);

let lease: CloudLease;
let folder: string;

beforeAll(async () => {
  lease = await leaseCloud();
  folder = mkdtempSync(join(tmpdir(), 'chunked-job-'));
});

afterAll(async () => {
  await lease?.release();
  rmSync(folder, { recursive: true, force: true });
});

test('two runs at once, with crashes, time-outs and throttles: every order is restored or parked with its file, and none is left out after mending', async () => {
  const app = new App({ outdir: folder });
  new DemoStack(app, uniqueName('restore'), { alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call' });
  app.synth();
  const deployer = new Deployer(lease.cloud);
  const campaign = new Campaign(lease.cloud, (await deployer.deploy(folder)).stack().outputs);
  const { ledger, afterMending, parkedFiles, killed } = await campaign.run(100);
  campaign.close();
  deployer.close();

  // The two that cannot be read. A process that is killed costs an attempt of three; those that were parked for that are restored by the other run.
  expect(parkedFiles).toEqual(expect.arrayContaining(['archive/orders/00007.jsonl.gz', 'archive/orders/00057.jsonl.gz']));
  expect(ledger).toMatchObject({ in: 3_000, parked: 60, restored: 2_940, lost: 0 });
  expect(afterMending).toEqual({ in: 3_000, restored: 3_000, parked: 0, lost: 0 });
  expect(killed).toBeGreaterThan(0);
});
