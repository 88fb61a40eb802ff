import { Campaign } from '../../examples/12-request-inbox/demo/campaign';
import { DemoStack } from '../../examples/12-request-inbox/demo/demo-stack';
import { useCloud } from '../support/cloud/use-cloud';

jest.setTimeout(300_000);

const cloud = useCloud();

test('a burst is answered at once, and every order of it is stored once or, if it is impossible, parked', async () => {
  const { outputs } = await cloud.deployStack('intake', (app, name) => new DemoStack(app, name, { alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call' }));
  const campaign = new Campaign(cloud.connection, outputs);
  const { ledger, answers, killed } = await campaign.run(500);
  campaign.close();

  expect(answers).toEqual({ 202: 550 });
  expect(ledger).toEqual({ in: 500, stored: 495, parked: 5, lost: 0 });
  expect(killed).toBeGreaterThan(0);
});
