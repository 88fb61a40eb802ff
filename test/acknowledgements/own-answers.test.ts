import { readFileSync } from 'node:fs';
import { App, Stack, aws_iam as iam, aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { DECIDED_BY_OTHERS, SINGLE_USES, WILDCARD_USES } from './single-uses';
import { SteadfastDefaults } from '../../src';
import { OWN_ANSWERS, WILDCARD_REASONS } from '../../src/acknowledgements/own-answers';
import { acknowledgementsBelow, openFindings, withoutAcknowledgements } from '../support/rule-packs';
import { steadfastFunction } from '../support/stacks';

type Name = keyof typeof OWN_ANSWERS;
const NAMES = Object.keys(OWN_ANSWERS) as Name[];

/** What stays open of what the library makes outside a pattern: an organisation decides. */
const OF_AN_ORGANISATION = [
  'LambdaInsideVPC', 'LambdaConcurrency', 'CloudWatchLogGroupEncrypted', 'S1', 'S3BucketLoggingEnabled', 'S3DefaultEncryptionKMS',
];

/** What stands in an example of a use and is not of the library. */
const BESIDE = /\/(Stream|Table|Bucket|Api\/(Resource|Default|DeploymentStage))|(L1|LambdaLatestVersion) at Stack\/Edge\//;

function stackOf(name: string, fill: (stack: Stack) => void, context: Record<string, unknown> = {}): Stack {
  const stack = new Stack(new App({ context }), 'Stack', name === 'edge' || name === 'edgeLogs' ? { env: { region: 'us-east-1' } } : {});
  const alarmTopic = sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:us-east-1:111122223333:on-call');
  if (name !== 'alarmTopic') SteadfastDefaults.of(stack).set({ alarmTopic });
  fill(stack);
  return stack;
}

describe.each(NAMES)('%s', name => {
  const { rules, reason } = OWN_ANSWERS[name];

  test('is answered on the very resource, and each of its rules would be found there', () => {
    const stack = stackOf(name, SINGLE_USES[name]);
    const open = openFindings(stack);
    const answered = acknowledgementsBelow(stack).filter(each => each.reason === reason);
    expect([...new Set(answered.map(({ rule }) => rule))].sort()).toEqual([...rules].sort());
    expect(answered.map(({ rule, path }) => `${rule} at ${path}`).filter(finding => open.includes(finding))).toEqual([]);
    const found = withoutAcknowledgements(() => openFindings(stack));
    expect(answered.map(({ rule, path }) => `${rule} at ${path}`).filter(finding => !found.includes(finding))).toEqual([]);
  });

  test('stays open where somebody else decides', () => {
    const open = openFindings(stackOf(name, DECIDED_BY_OTHERS[name]));
    expect(open.filter(finding => rules.some(rule => finding.startsWith(`${rule} at `)))).not.toEqual([]);
  });
});

const FLAGS = JSON.parse(readFileSync('node_modules/aws-cdk-lib/recommended-feature-flags.json', 'utf8')) as Record<string, unknown>;

const EVERY_USE = Object.entries({ ...SINGLE_USES, ...WILDCARD_USES })
  .flatMap(([name, fill]) => [{ name, fill, context: {} }, { name, fill, context: FLAGS }]);

test.each(EVERY_USE)(
  '$name leaves open only what an organisation decides', ({ name, fill, context }) => {
    const open = openFindings(stackOf(name, fill, context)).filter(finding => !BESIDE.test(finding));
    expect(open.filter(finding => !OF_AN_ORGANISATION.some(rule => finding.includes(`-${rule} at `)))).toEqual([]);
  });

test('a policy that a user attaches to the role of a function is his own', () => {
  const stack = stackOf('own', () => undefined);
  const fn = steadfastFunction(stack);
  fn.role!.attachInlinePolicy(new iam.Policy(stack, 'Mine', { statements: [new iam.PolicyStatement({ actions: ['sqs:ListQueues'], resources: ['*'] })] }));
  expect(openFindings(stack)).toEqual(expect.arrayContaining([
    'AwsSolutions-IAM5[Resource::*] at Stack/Mine/Resource', 'HIPAA.Security-IAMNoInlinePolicy at Stack/Mine/Resource',
  ]));
});

test('a topic with a key keeps the rule, and nothing is said of it', () => {
  const stack = stackOf('alarmTopic', own => {
    SteadfastDefaults.of(own).set({ encryptionKey: new kms.Key(own, 'Key') });
    steadfastFunction(own);
  });
  expect(acknowledgementsBelow(stack).map(({ reason }) => reason)).not.toContain(OWN_ANSWERS.alarmTopic.reason);
});

test('docs/gates.md gives every answer of the library, with its reason', () => {
  const page = readFileSync('docs/gates.md', 'utf8');
  const reasons: string[] = [...Object.values(OWN_ANSWERS).map(({ reason }) => reason), ...Object.values(WILDCARD_REASONS)];
  expect(reasons.filter(reason => !page.includes(reason))).toEqual([]);
});
