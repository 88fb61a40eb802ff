/*
 * The suites of the build wing on the newest aws-cdk-lib and constructs that the registry has at this moment,
 * where `npm test` runs them on the lowest that are supported. Run by `npx projen test:newest`.
 *
 * Types stay out: what must hold is what the library does, not that sources compile against two versions.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CACHE = resolve('.cache', 'newest-cdk');
const PEERS = ['aws-cdk-lib', 'constructs'];

/** Snapshots and printed tables are what the lowest version makes; what CDK adds to its own resources later is no news here. */
const OF_THE_LOWEST = '^(?!.*(its smallest use|says in which regions the extension is))';

/** What the suites run on in the place of what is installed here. */
interface Lane {
  /** What is printed of it. */
  readonly name: string;
  /** The folder of modules that holds the peers. */
  readonly modules: string;
}

/** What the registry says; without a network, what was installed last. */
function newest(): string {
  try {
    return PEERS.map((peer) => execFileSync('npm', ['view', peer, 'version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()).join('_');
  } catch {
    const cached = existsSync(CACHE) ? readdirSync(CACHE).filter((entry) => entry.includes('_')).sort() : [];
    if (cached.length === 0) throw new Error('The newest aws-cdk-lib must be known; given: neither a registry nor an earlier run.');
    return cached[cached.length - 1];
  }
}

function install(versions: string): Lane {
  const folder = join(CACHE, versions);
  const wanted = versions.split('_').map((version, index) => `${PEERS[index]}@${version}`);
  if (!existsSync(join(folder, 'node_modules', 'aws-cdk-lib', 'package.json'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', ...wanted], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return { name: wanted.join(', '), modules: join(folder, 'node_modules') };
}

/** The suites of test/newest/jest.config.json, with the peers of the lane in the place of those that are installed here. */
function test({ name, modules }: Lane, args: string[]): number {
  console.log(`On ${name}:`);
  const config = join(CACHE, 'jest.config.json');
  writeFileSync(config, JSON.stringify({
    ...JSON.parse(readFileSync(join('test', 'newest', 'jest.config.json'), 'utf8')),
    rootDir: process.cwd(),
    moduleNameMapper: Object.fromEntries(PEERS.map((peer) => [`^${peer}(/.*)?$`, `${join(modules, peer)}$1`])),
  }, undefined, 2));
  return spawnSync('npx', ['jest', '--ci', '--config', config, '--testNamePattern', OF_THE_LOWEST, ...args], { stdio: 'inherit' }).status ?? 1;
}

process.exitCode = test(install(newest()), process.argv.slice(2));
