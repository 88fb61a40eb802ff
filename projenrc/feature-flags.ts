/*
 * The suites of the build wing with every feature flag that CDK recommends for new apps, where `npm test` runs them with none, as an old app has it.
 * Run by `npx projen test:flags`.
 */
import { readFileSync } from 'node:fs';
import { runLane } from './lane';

/** The same rights in other words: statements sorted and merged, partitions written out. What the tests say of a statement is said without them. */
const OTHER_WORDS = ['@aws-cdk/aws-iam:minimizePolicies', '@aws-cdk/core:enablePartitionLiterals'];

const recommended = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8')) as Record<string, unknown>;
const flags = Object.fromEntries(Object.entries(recommended).filter(([flag]) => !OTHER_WORDS.includes(flag)));

/** What a flag changes by intent, and the tests that say how it is without. */
const OTHERWISE = [
  // useCdkManagedLogGroup: CDK makes the log group, for two years, and its writer is a policy more.
  'resources', 'its smallest use', 'says of every resource', 'a hundred alarms', "in a group of the function's own", 'masks data', 'of a sibling stack', 'log-retention',
  'whose log group nobody knows',
  // restrictDefaultSecurityGroup: a VPC brings a function of CDK's.
  'a VPC for functions', 'no prop brings',
  // defaultCrossStackReferences: weak references are outputs instead of exports.
  'of another stack is granted',
];

process.exitCode = runLane({
  name: 'flags',
  title: `${Object.keys(flags).length} of the ${Object.keys(recommended).length} recommended feature flags`,
  context: flags,
  tests: `^(?!.*(${OTHERWISE.join('|')}))`,
}, process.argv.slice(2));
