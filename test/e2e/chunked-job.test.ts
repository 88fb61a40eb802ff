import { Campaign } from '../../examples/11-chunked-job/demo/campaign';
import { DemoStack } from '../../examples/11-chunked-job/demo/demo-stack';
import { useCloud } from '../support/cloud/use-cloud';

jest.setTimeout(300_000);

const cloud = useCloud();

test('two runs at once, with crashes, time-outs and throttles: every order is restored or parked with its file, and none is left out after mending', async () => {
  const { outputs } = await cloud.deployStack('restore', (app, name) => new DemoStack(app, name, { alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call' }));
  const campaign = new Campaign(cloud.connection, outputs);
  const { ledger, afterMending, parkedFiles, killed } = await campaign.run(100);
  campaign.close();

  // The two that cannot be read. A process that is killed costs an attempt of three; those that were parked for that are restored by the other run.
  expect(parkedFiles).toEqual(expect.arrayContaining(['archive/orders/00007.jsonl.gz', 'archive/orders/00057.jsonl.gz']));
  expect(ledger).toMatchObject({ in: 3_000, parked: 60, restored: 2_940, lost: 0 });
  expect(afterMending).toEqual({ in: 3_000, restored: 3_000, parked: 0, lost: 0 });
  expect(killed).toBeGreaterThan(0);
});
