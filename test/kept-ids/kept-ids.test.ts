import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { USES } from './uses';

/*
 * The logical ids of what somebody may have deployed, and their types; those of CDK's own resources around them, too.
 *
 * To CloudFormation a resource is its logical id. One that is called otherwise after an upgrade is made anew, and the old one is deleted:
 * a queue with what is parked in it, a table with its items (where it is not retained), an API with its address, a log group with its logs;
 * and a resource with a name of its own cannot be made while the old one still has it, so that the deployment fails. So an id is as public
 * as the name of a prop: it changes in a major version only, with a line in CHANGELOG.md that says what becomes of deployed stacks.
 *
 * What is added is seen here, too: is it wanted in every stack?
 *
 * To renew the list, on purpose: KEPT_IDS=renew npx jest test/kept-ids, then read the diff of kept-ids.json line by line.
 */

const FILE = join(__dirname, 'kept-ids.json');

type Ids = Readonly<Record<string, string>>;

/** What a logical id ends with where it says what is deployed, and changes with it on purpose. */
const CONTENTS: Readonly<Record<string, RegExp>> = {
  'AWS::Lambda::Version': /[0-9a-f]{32}$/,
  'AWS::ApiGateway::Deployment': /[0-9a-f]{32}$/,
  'AWS::CloudWatch::Alarm': /(?<=RollbackAlarm[0-9A-F]{8})[0-9a-f]{12}$/,
};

const NO_BUNDLING = { 'aws:cdk:bundling-stacks': [] };

function idsOf(fill: (stack: Stack) => void): Ids {
  const stack = new Stack(new App({ context: NO_BUNDLING }), 'Stack', { env: { region: 'us-east-1' } });
  fill(stack);
  const resources = Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>;
  const ids = Object.entries(resources).map(([id, { Type }]): [string, string] => [CONTENTS[Type] ? id.replace(CONTENTS[Type], '*') : id, Type]);
  return Object.fromEntries(ids.sort(([one], [other]) => (one < other ? -1 : 1)));
}

if (process.env.KEPT_IDS === 'renew') {
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(Object.entries(USES).map(([use, fill]) => [use, idsOf(fill)])), undefined, 2)}\n`);
}

const kept = (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {}) as Readonly<Record<string, Ids>>;

test.each(Object.entries(USES))('an upgrade leaves in place: %s', (use, fill) => {
  expect(idsOf(fill)).toEqual(kept[use]);
});

test('nothing is kept of which there is no use', () => {
  expect(Object.keys(kept)).toEqual(Object.keys(USES));
});
