/*
 * The suites of the build wing on the newest aws-cdk-lib and constructs that the registry has at this moment,
 * where `npm test` runs them on the lowest that are supported. Run by `npx projen test:newest`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, Lane, PEERS, runLane } from './lane';

const INSTALLED = join(CACHE, 'newest-cdk');

/** What the registry says; without a network, what was installed last. */
function newest(): string {
  try {
    return PEERS.map(peer => execFileSync('npm', ['view', peer, 'version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()).join('_');
  } catch {
    const cached = existsSync(INSTALLED) ? readdirSync(INSTALLED).sort() : [];
    if (cached.length === 0) throw new Error('The newest aws-cdk-lib must be known; given: neither a registry nor an earlier run.');
    return cached[cached.length - 1];
  }
}

function install(versions: string): Lane {
  const folder = join(INSTALLED, versions);
  const wanted = versions.split('_').map((version, index) => `${PEERS[index]}@${version}`);
  if (!existsSync(join(folder, 'node_modules', 'aws-cdk-lib', 'package.json'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', ...wanted], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return {
    name: 'newest',
    title: wanted.join(', '),
    modules: join(folder, 'node_modules'),
    // Snapshots and printed tables are what the lowest version makes; what CDK adds to its own resources later is no news here.
    tests: '^(?!.*(its smallest use|says in which regions the extension is))',
  };
}

process.exitCode = runLane(install(newest()), process.argv.slice(2));
