'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { existsSync, statSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');

/** Installs what the lock file names, unless that is done already. */
async function setUp() {
  const lock = join(ROOT, 'package-lock.json');
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  process.stderr.write('Installing packages (npm ci), once; this takes about half a minute ...\n');
  // npm talks on stdout, where only the demo's own story belongs.
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  const [code] = await once(npm, 'exit');
  if (code !== 0) throw new Error('npm ci failed; its messages stand above.');
}

module.exports = { setUp };
