import { join } from 'node:path';
import { Campaign } from './campaign';
import { images } from './images';
import { deployExample } from '../../demo/deploy-example';
import { runDemo, Stage } from '../../demo/run-demo';

const IMAGES = 250;

async function demonstrate(stage: Stage): Promise<number> {
  const { cloud, display } = stage;
  const { outputs } = await deployExample(stage, join(__dirname, '..'));
  display.step(`Rendering ${IMAGES} images to upload`);
  const uploads = await images(IMAGES);
  const campaign = new Campaign(cloud, outputs);
  const { ledger, misjudged, wrong, killed, redriven } = await campaign.run(uploads, text => display.step(text));
  campaign.close();
  process.stdout.write([
    '',
    `${ledger.in} images were uploaded: ${ledger.rendered} have a thumbnail, ${ledger.parked} are parked, ${ledger.lost} are lost.`,
    `${killed} processes were killed, ${redriven} images sent back. Thumbnails that are wrong: ${wrong.length}; images that got what they should not: ${misjudged.length}.`,
    JSON.stringify(ledger),
    '',
  ].join('\n'));
  return ledger.lost + misjudged.length + wrong.length === 0 ? 0 : 1;
}

runDemo(demonstrate);
