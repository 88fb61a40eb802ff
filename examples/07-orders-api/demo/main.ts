import { join } from 'node:path';
import { Campaign, Outcome } from './campaign';
import { Issuer } from '../../../test/support/issuer';
import { deployExample } from '../../demo/deploy-example';
import { runDemo, Stage } from '../../demo/run-demo';

async function demonstrate(stage: Stage, { orders }: { orders: number }): Promise<number> {
  const { cloud, display } = stage;
  const issuer = await Issuer.start();
  try {
    const { outputs } = await deployExample(stage, join(__dirname, '..'), { issuer: issuer.url });
    display.step(`Asking for ${orders} orders, most of them twice at the same time, while functions die`);
    const outcome = await new Campaign(cloud, issuer, outputs, text => display.figures(text)).run({ orders, atOnce: 16 });
    display.clear();
    process.stdout.write(`\n${told(outcome)}\n${JSON.stringify(outcome.ledger)}\n`);
    return outcome.ledger.lost + outcome.strangers + outcome.wrong === 0 ? 0 : 1;
  } finally {
    await issuer.stop();
  }
}

function told({ ledger, strangers, wrong, failedCalls, killedProcesses }: Outcome): string {
  return [
    `${ledger.in} requests with tokens of a local issuer: ${ledger.stored} orders stored, ${ledger.duplicate} asked for again, ${ledger.rejected} refused as nonsense.`,
    `${failedCalls} calls ended without an answer and were sent again; ${killedProcesses} processes were killed from outside.`,
    `In the table: ${strangers} orders that nobody asked for, ${wrong} with other content, ${ledger.lost} missing.`,
    '',
  ].join('\n');
}

runDemo(stage => demonstrate(stage, JSON.parse(process.argv[2]) as { orders: number }));
