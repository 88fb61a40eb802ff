import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureRealHandlers } from './node-bundles/real-handlers';
import { asTable as bundlesTable } from './node-bundles/table';
import { measurePeers } from './peers/measure';
import { asTable as peersTable } from './peers/table';
import { measureScale } from './scale/measure';
import { asTable as growthTable, measureOwnGrowth } from './scale/own-growth';
import { asTable as scaleTable } from './scale/table';
import { ensurePythonEnvironment } from '../test/support/cloud/python-environment';

/*
 * Everything that is measured against peers, in one run. Ratios count; seconds are those of one machine on one day.
 *
 *   npm run bench [-- --json FILE] [--only peers|checking|growth|bundles] [--quick]
 */

const FULL = {
  peers: { rounds: 3, validated: 1, copies: 50 },
  checking: { sizes: [500, 1_000, 2_000], compared: 1_000, rounds: 3 },
  growth: [250, 500, 1_000],
  bundles: 21,
};
const QUICK = {
  peers: { rounds: 1, validated: 1, copies: 5 },
  checking: { sizes: [100, 200], compared: 100, rounds: 1 },
  growth: [28, 56],
  bundles: 3,
};

async function main([...words]: readonly string[]): Promise<void> {
  const [json, only] = ['--json', '--only'].map(name => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined));
  const effort = words.includes('--quick') ? QUICK : FULL;
  const isWanted = (part: string): boolean => only === undefined || only === part;
  const python = await ensurePythonEnvironment({ requirementsFile: join(__dirname, 'checker', 'requirements.txt') });

  const result: Record<string, unknown> = { date: new Date().toISOString().slice(0, 10), node: process.version };
  if (isWanted('peers')) {
    const peers = await measurePeers(python, effort.peers);
    result.peers = peers;
    print(peersTable(peers));
  }
  if (isWanted('bundles')) {
    const bundles = measureRealHandlers(effort.bundles);
    result.bundles = bundles;
    print(bundlesTable(bundles));
  }
  if (isWanted('checking')) {
    const checking = measureScale(python, effort.checking);
    result.checking = checking;
    print(scaleTable(checking));
  }
  if (isWanted('growth')) {
    const growth = await measureOwnGrowth(python, effort.growth, effort.checking.rounds);
    result.growth = growth;
    print(growthTable(growth));
  }
  if (json) {
    writeFileSync(json, `${JSON.stringify(result, undefined, 2)}\n`);
  }
}

/** Each part as soon as it is measured: the whole takes minutes. */
function print(table: string): void {
  process.stdout.write(`${table}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
