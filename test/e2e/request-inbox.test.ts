import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Campaign } from '../../examples/12-request-inbox/demo/campaign';
import { DemoStack } from '../../examples/12-request-inbox/demo/demo-stack';
import { Deployer } from '../support/cloud/deployer';
import { CloudLease, leaseCloud } from '../support/cloud/shared-cloud';
import { uniqueName } from '../support/cloud/test-app';

jest.setTimeout(300_000);

let lease: CloudLease;
let folder: string;

beforeAll(async () => {
  lease = await leaseCloud();
  folder = mkdtempSync(join(tmpdir(), 'request-inbox-'));
});

afterAll(async () => {
  await lease?.release();
  rmSync(folder, { recursive: true, force: true });
});

test('a burst is answered at once, and every order of it is stored once or, if it is impossible, parked', async () => {
  const app = new App({ outdir: folder });
  new DemoStack(app, uniqueName('intake'), { alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call' });
  app.synth();
  const deployer = new Deployer(lease.cloud);
  const campaign = new Campaign(lease.cloud, (await deployer.deploy(folder)).stack().outputs);
  const { ledger, answers, killed } = await campaign.run(500);
  campaign.close();
  deployer.close();

  expect(answers).toEqual({ 202: 550 });
  expect(ledger).toEqual({ in: 500, stored: 495, parked: 5, lost: 0 });
  expect(killed).toBeGreaterThan(0);
});
