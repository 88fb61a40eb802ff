import { dirname, join } from 'node:path';
import { readFileRows } from './file-rows';
import { follow } from './follow';
import { ImportSite } from './import-site';
import { reconcile } from './ledger';
import { tell } from './story';
import { TroublePlan } from './trouble';
import { deployExample } from '../../demo/deploy-example';
import { runDemo, Stage } from '../../demo/run-demo';

/** What input.js made of the command line. */
interface DemoInput {
  readonly file?: string;
  readonly name?: string;
  readonly keyColumn: string;
  readonly poisonPercent: number;
}

/** The package offers its data to importers of JavaScript only, hence the way from its entry. */
function airports(): string {
  return join(dirname(require.resolve('vega-datasets')), '..', 'data', 'airports.csv');
}

const EXPECTED_CRASHES = 3;
const ROWS_IN_A_BATCH = 10;

async function demonstrate(stage: Stage, input: DemoInput): Promise<number> {
  const { cloud, display } = stage;
  const file = input.file ?? airports();
  const name = input.name ?? 'airports.csv';
  const rows = await readFileRows(file, input.keyColumn);
  const plan = planFor(rows.size, input.poisonPercent);

  const { outputs } = await deployExample(stage, join(__dirname, '..'), { keyColumn: input.keyColumn, trouble: plan });
  const site = new ImportSite(cloud, outputs);

  const key = `incoming/${name}`;
  display.step(`Uploading ${name}`);
  const source = await site.upload(file, key);
  const journey = await follow(site, { key, rows: rows.size }, display);

  display.step('Looking for every row of the file');
  const evidence = await site.evidence(source, journey.report);
  const result = reconcile(rows, evidence);
  site.close();

  process.stdout.write(`\n${tell({ name, keyColumn: input.keyColumn, rows, plan, journey, evidence, result, log: cloud.logs() })}\n`);
  process.stdout.write(`${JSON.stringify(result.ledger)}\n`);
  return result.ledger.lost === 0 && result.strangers.length === 0 ? 0 : 1;
}

/** A few crashes whatever the size of the file: each makes a batch wait until the queue shows it again. */
function planFor(rows: number, poisonPercent: number): TroublePlan {
  const batches = Math.max(1, rows / ROWS_IN_A_BATCH);
  const percent = Math.min(10, EXPECTED_CRASHES / batches * 100);
  return { seed: 'demo', transientPercent: 10, poisonPercent, crashPercent: percent, throwPercent: percent };
}

runDemo(stage => demonstrate(stage, JSON.parse(process.argv[2]) as DemoInput));
