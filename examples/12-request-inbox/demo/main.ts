import { join } from 'node:path';
import { Campaign } from './campaign';
import { deployExample } from '../../demo/deploy-example';
import { runDemo, Stage } from '../../demo/run-demo';

const ORDERS = 1_500;

async function demonstrate(stage: Stage): Promise<number> {
  const { cloud, display } = stage;
  const { outputs } = await deployExample(stage, join(__dirname, '..'));
  display.step(`Sending a burst of ${ORDERS} orders, a tenth of them twice`);
  const campaign = new Campaign(cloud, outputs);
  const { ledger, answers, redriven, killed } = await campaign.run(ORDERS, text => display.step(text));
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
