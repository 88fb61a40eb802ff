/*
 * A lane runs suites on what a user may have in the place of what is installed here: another Node.js, another aws-cdk-lib, other feature flags.
 * Types stay out: what must hold is what the library does, not that sources compile against two versions.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

/** Where lanes keep what they install. */
export const CACHE = resolve('.cache', 'lanes');

/** What the suites run on in the place of what is installed here. */
export interface Lane {
  /** The report is test-reports/NAME.xml. */
  readonly name: string;
  /** What is printed of it. */
  readonly title: string;
  /** The Node.js that runs them. */
  readonly node?: string;
  /** The folder of modules that holds the peers. */
  readonly modules?: string;
  /** What apps find as their context, besides what a test gives them. */
  readonly context?: object;
  /** Suites beside those of the build wing, as globs of test/. */
  readonly suites?: readonly string[];
  /** The tests to run: a pattern of their names. */
  readonly tests?: string;
}

/** What the library is used with, and a lane may replace. */
export const PEERS = ['aws-cdk-lib', 'constructs'];

/** Runs the suites of the build wing, and those of the lane; the exit code of jest. */
export function runLane(lane: Lane, args: readonly string[]): number {
  const { title, node = process.execPath, context, tests } = lane;
  console.log(`On ${title}:`);
  const given = ['--ci', '--config', configuration(lane), ...tests ? ['--testNamePattern', tests] : [], ...args];
  const environment = {
    ...process.env,
    PATH: [dirname(node), process.env.PATH].join(delimiter),
    ...context ? { CDK_CONTEXT_JSON: JSON.stringify(context) } : {},
  };
  return spawnSync(node, [require.resolve('jest/bin/jest'), ...given], { stdio: 'inherit', env: environment }).status ?? 1;
}

function configuration({ name, modules, suites = [] }: Lane): string {
  const file = join(CACHE, `${name}.jest.config.json`);
  const shared = JSON.parse(readFileSync(join('test', 'lanes', 'jest.config.json'), 'utf8')) as { testMatch: string[] };
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(file, JSON.stringify({
    ...shared,
    rootDir: process.cwd(),
    testMatch: [...shared.testMatch, ...suites.map(suite => `<rootDir>/test/${suite}`)],
    moduleNameMapper: modules ? Object.fromEntries(PEERS.map(peer => [`^${peer}(/.*)?$`, `${join(modules, peer)}$1`])) : {},
    reporters: ['default', ['jest-junit', { outputDirectory: 'test-reports', outputName: `${name}.xml` }]],
  }, undefined, 2));
  return file;
}
