import { join } from 'node:path';
import { Campaign } from './campaign';
import { Deployer } from '../../../test/support/cloud/deployer';
import { runDemo, Stage } from '../../demo/run-demo';
import { synthesize } from '../../demo/synthesize';

const ORDERS = 1_500;

async function demonstrate({ cloud, display, folder }: Stage): Promise<number> {
  display.step('Synthesizing and deploying the example');
  await synthesize(join(__dirname, '..'), join('demo', 'app.ts'), folder, {});
  const { outputs } = (await new Deployer(cloud).deploy(folder)).stack();
  display.step(`Sending a burst of ${ORDERS} orders, a tenth of them twice`);
  const campaign = new Campaign(cloud, outputs);
  const { ledger, answers, redriven, killed } = await campaign.run(ORDERS, (text) => display.step(text));
  campaign.close();
  process.stdout.write([
    '',
    `${ledger.in} orders were taken: ${ledger.stored} are stored, once each, ${ledger.parked} impossible ones are parked, ${ledger.lost} are lost.`,
    `Answers: ${JSON.stringify(answers)}. ${killed} processes were killed, ${redriven} orders sent back after too much had happened to them.`,
    JSON.stringify(ledger),
    '',
  ].join('\n'));
  return ledger.lost === 0 ? 0 : 1;
}

runDemo(demonstrate);
