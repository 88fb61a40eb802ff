import { join } from 'node:path';
import { Campaign } from './campaign';
import { deployExample } from '../../demo/deploy-example';
import { runDemo, Stage } from '../../demo/run-demo';

const FILES = 150;

async function demonstrate(stage: Stage): Promise<number> {
  const { cloud, display } = stage;
  const { outputs } = await deployExample(stage, join(__dirname, '..'));
  display.step(`Uploading an archive of ${FILES} files, some of which cannot be read`);
  const campaign = new Campaign(cloud, outputs);
  const { ledger, parkedFiles, killed, afterMending } = await campaign.run(FILES, text => display.step(text));
  campaign.close();
  process.stdout.write([
    '',
    `${ledger.in} orders in ${FILES} files: ${ledger.restored} are restored, ${ledger.parked} are parked with their ${parkedFiles.length} files, ${ledger.lost} are lost.`,
    `${killed} processes were killed. After the parked files were mended, ${afterMending.restored} orders are restored, ${afterMending.lost} lost.`,
    JSON.stringify(ledger),
    '',
  ].join('\n'));
  return ledger.lost + afterMending.lost + afterMending.parked === 0 ? 0 : 1;
}

runDemo(demonstrate);
