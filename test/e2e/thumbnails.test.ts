import { Campaign } from '../../examples/10-thumbnails/demo/campaign';
import { DemoStack } from '../../examples/10-thumbnails/demo/demo-stack';
import { images } from '../../examples/10-thumbnails/demo/images';
import { useCloud } from '../support/cloud/use-cloud';

jest.setTimeout(300_000);

const USABLE = 100;

const cloud = useCloud();

test('every image gets its thumbnail in the end; what is corrupt or too large is parked; no thumbnail is taken for an image', async () => {
  const { outputs } = await cloud.deployStack('thumbnails', (app, name) => new DemoStack(app, name, { alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call' }));
  const campaign = new Campaign(cloud.connection, outputs);
  const uploads = await images(USABLE);
  const unusable = uploads.filter(image => !image.usable).length;
  const outcome = await campaign.run(uploads);
  campaign.close();

  expect(outcome).toMatchObject({ ledger: { in: USABLE + unusable, rendered: USABLE, parked: unusable, lost: 0 }, misjudged: [], wrong: [] });
  expect(unusable).toBe(6);
});
