import { join } from 'node:path';
import { Campaign, Outcome } from './campaign';
import { OrdersDatabase } from './orders-database';
import { deployExample } from '../../demo/deploy-example';
import { runDemo, Stage } from '../../demo/run-demo';

const ORDERS = { old: 16_000, young: 4_000 };

async function demonstrate(stage: Stage): Promise<number> {
  const { cloud, display } = stage;
  display.step(`Starting PostgreSQL with ${ORDERS.old + ORDERS.young} orders, ${ORDERS.old} of them older than 90 days`);
  const database = await OrdersDatabase.start(ORDERS);
  try {
    const { outputs } = await deployExample(stage, join(__dirname, '..'), { database: database.asProxy });
    const campaign = new Campaign(cloud, outputs, database);
    const outcome = await campaign.run(ORDERS.old + ORDERS.young, text => display.step(text));
    campaign.close();
    process.stdout.write(`\n${tell(outcome)}\n${JSON.stringify(outcome.ledger)}\n`);
    return outcome.ledger.lost + outcome.archivedTwice + outcome.archivedAndKept === 0 ? 0 : 1;
  } finally {
    await database.stop();
  }
}

function tell({ runs, reports, parkedRuns, killed, disconnected, mostClients, archivedTwice, archivedAndKept, ledger }: Outcome): string {
  const files = reports.reduce((sum, report) => sum + report.files, 0);
  return [
    `${runs} runs were started as by the schedule: ${reports.length} reported (${files} files), ${parkedRuns} failed on every attempt and is parked.`,
    `${killed} process killed, ${disconnected} connection ended by the database; never more than ${mostClients} connections at once.`,
    `${ledger.archived} orders are in the archive, ${ledger.kept} in the database; ${archivedAndKept} in both, ${archivedTwice} archived twice, ${ledger.lost} lost.`,
  ].join('\n');
}

runDemo(demonstrate);
