import { Campaign } from '../../examples/08-stream-totals/demo/campaign';
import { DemoStack } from '../../examples/08-stream-totals/demo/demo-stack';
import { recordsOf } from '../../examples/08-stream-totals/demo/events';
import { Deployer } from '../support/cloud/deployer';
import { CloudLease, leaseCloud } from '../support/cloud/shared-cloud';
import { uniqueName, withAssembly } from '../support/cloud/test-app';

let lease: CloudLease;
let deployer: Deployer;
beforeAll(async () => {
  lease = await leaseCloud();
  deployer = new Deployer(lease.cloud);
});
afterAll(async () => {
  deployer?.close();
  await lease?.release();
});

test('3,000 sales, some sent twice, with poison among them, while functions die in the middle of their batches: every one counts once', async () => {
  const name = uniqueName('totals');
  const deployed = await withAssembly(`${name}-unused`, (stack) => {
    new DemoStack(stack.node.root as never, name, { alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:on-call' });
  }, async (assembly) => (await deployer.deploy(assembly)).stack(name));
  const campaign = new Campaign(lease.cloud, deployed.outputs);
  const outcome = await campaign.run(recordsOf(3_000, 6));
  campaign.close();
  expect(outcome.ledger).toEqual({ in: 3_306, stored: 3_000, duplicate: 300, rejected: 0, parked: 6, lost: 0 });
  expect(outcome.wrongTotals).toBe(0);
  expect(outcome.deaths + outcome.killedProcesses).toBeGreaterThan(0);
}, 400_000);
