import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Campaign } from '../../examples/10-thumbnails/demo/campaign';
import { DemoStack } from '../../examples/10-thumbnails/demo/demo-stack';
import { images } from '../../examples/10-thumbnails/demo/images';
import { Deployer } from '../support/cloud/deployer';
import { CloudLease, leaseCloud } from '../support/cloud/shared-cloud';
import { uniqueName } from '../support/cloud/test-app';

jest.setTimeout(300_000);

const USABLE = 100;

let lease: CloudLease;
let folder: string;

beforeAll(async () => {
  lease = await leaseCloud();
  folder = mkdtempSync(join(tmpdir(), 'thumbnails-'));
});

afterAll(async () => {
  await lease?.release();
  rmSync(folder, { recursive: true, force: true });
});

test('every image gets its thumbnail in the end; what is corrupt or too large is parked; no thumbnail is taken for an image', async () => {
  const app = new App({ outdir: folder });
  new DemoStack(app, uniqueName('thumbnails'), { alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call' });
  app.synth();
  const deployer = new Deployer(lease.cloud);
  const campaign = new Campaign(lease.cloud, (await deployer.deploy(folder)).stack().outputs);
  const uploads = await images(USABLE);
  const unusable = uploads.filter((image) => !image.usable).length;
  const outcome = await campaign.run(uploads);
  campaign.close();
  deployer.close();

  expect(outcome).toMatchObject({ ledger: { in: USABLE + unusable, rendered: USABLE, parked: unusable, lost: 0 }, misjudged: [], wrong: [] });
  expect(unusable).toBe(6);
});
