import { join } from 'node:path';
import { Campaign, Outcome } from './campaign';
import { recordsOf } from './events';
import { deployExample } from '../../demo/deploy-example';
import { runDemo, Stage } from '../../demo/run-demo';

const POISON = 6;

async function demonstrate(stage: Stage, { sales }: { sales: number }): Promise<number> {
  const { cloud, display } = stage;
  const { outputs } = await deployExample(stage, join(__dirname, '..'));
  display.step(`Sending ${sales} sales, every tenth twice, and ${POISON} records of poison, while functions die`);
  const campaign = new Campaign(cloud, outputs, text => display.figures(text));
  const outcome = await campaign.run(recordsOf(sales, POISON));
  campaign.close();
  display.clear();
  process.stdout.write(`\n${told(outcome)}\n${JSON.stringify(outcome.ledger)}\n`);
  return outcome.ledger.lost + outcome.wrongTotals === 0 ? 0 : 1;
}

function told({ ledger, wrongTotals, redriven, deaths, killedProcesses }: Outcome): string {
  return [
    `${ledger.in} records: ${ledger.stored} sales counted once, ${ledger.duplicate} came a second time, ${ledger.parked} were no sales and are parked.`,
    `${deaths} functions died in the middle of a batch, ${killedProcesses} were killed from outside; ${redriven} healthy records were parked with a neighbour and sent again.`,
    `${wrongTotals} totals differ from what the sales add up to, ${ledger.lost} records are missing.`,
    '',
  ].join('\n');
}

runDemo(stage => demonstrate(stage, JSON.parse(process.argv[2]) as { sales: number }));
