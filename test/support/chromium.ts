import { accessSync, constants } from 'fs';
import { delimiter, join } from 'path';
import { Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The system's Chromium: $CHROMIUM_PATH, or the first of the usual names on the path. */
export function chromiumPath(): string {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  const directories = PATH.split(delimiter).filter(directory => directory !== '');
  const candidates = CHROMIUM_PATH ? [CHROMIUM_PATH] : NAMES.flatMap(name => directories.map(directory => join(directory, name)));
  const found = candidates.find(runs);
  if (found === undefined) {
    throw new Error(CHROMIUM_PATH
      ? `CHROMIUM_PATH names ${CHROMIUM_PATH}, which cannot be run.`
      : 'There is no Chromium here. Install your system\'s package `chromium` (Debian: apt-get install chromium), or name one in CHROMIUM_PATH.');
  }
  return found;
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A Chromium without a window. */
export async function launchChromium(): Promise<Browser> {
  // As root its sandbox does not start; what it opens here are pages of our own.
  return chromium.launch({ executablePath: chromiumPath(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
