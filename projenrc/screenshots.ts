import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
import { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { pageOf } from '../src/report/page/page';
import { launchChromium } from '../test/support/chromium';
import { shopReport } from '../test/support/shop-report';

const IMAGES = join(__dirname, '..', 'docs', 'images');

interface Picture {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly height: number;
  /** What a reader would have done before. */
  prepare(page: Page): Promise<void>;
}

const heading = (page: Page, id: string): Promise<void> => page.evaluate(`document.getElementById(${JSON.stringify(id)}).scrollIntoView()`);

const PICTURES: readonly Picture[] = [
  { name: 'report-light', colorScheme: 'light', height: 900, prepare: async () => {} },
  { name: 'report-dark', colorScheme: 'dark', height: 900, prepare: async () => {} },
  {
    name: 'report-follow',
    colorScheme: 'light',
    height: 900,
    prepare: async page => {
      await page.locator('#map button.box', { hasText: 'Dispatch' }).first().click();
      await heading(page, 'map');
    },
  },
  { name: 'report-rights', colorScheme: 'light', height: 760, prepare: page => heading(page, 'rights') },
  { name: 'report-cost', colorScheme: 'dark', height: 760, prepare: page => page.evaluate('document.querySelector(".plots").scrollIntoView()') },
];

/** Prints docs/images from the report on the shop of test/support. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'steadfast-images-'));
  const file = join(directory, 'report.html');
  writeFileSync(file, await pageOf(shopReport()));
  mkdirSync(IMAGES, { recursive: true });
  const browser = await launchChromium();
  try {
    for (const picture of PICTURES) {
      await print(picture, browser, pathToFileURL(file).href);
    }
  } finally {
    await browser.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function print({ name, colorScheme, height, prepare }: Picture, browser: Browser, address: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height }, deviceScaleFactor: 2, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(address);
  await prepare(page);
  const taken = await page.screenshot({ timeout: 120_000 });
  await sharp(taken).png({ palette: true, colours: 256, quality: 100, dither: 0, effort: 10 }).toFile(join(IMAGES, `${name}.png`));
  await context.close();
}

void main();
