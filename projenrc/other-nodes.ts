/*
 * The suites in which a Node.js can make a difference, on the majors beside the lowest that `npm test` runs on. Run by `npx projen test:nodes`.
 *
 * Each rule's own tests are left out: they are functions of plain values, and cost more than all of these together.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, Lane, runLane } from './lane';

const MAJORS = ['22', '24'];

/** What reads files, starts processes, bundles, parses arguments, or is shipped to run in Lambda; and the rule book as a whole. */
const SUITES = [
  '@(cli|cost|handlers|inventory|packaging|report|testing)/**/*.test.ts',
  'package/import.test.ts',
  'rules/judging/judge.test.ts',
  'rules/@(ours-are-clean|planted-defects|steadfast-checks).test.ts',
];

/** The binary as npm carries it. */
function install(major: string): Lane {
  const folder = join(CACHE, `node-${major}`);
  const carrier = `node-${process.platform}-${process.arch}`;
  const node = join(folder, 'node_modules', carrier, 'bin', 'node');
  if (!existsSync(node)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', `${carrier}@${major}`],
      { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  return { name: `node-${major}`, title: `Node.js ${version}`, node, suites: SUITES };
}

const failed = MAJORS.map(major => runLane(install(major), process.argv.slice(2))).filter(status => status !== 0);
process.exitCode = failed.length;
