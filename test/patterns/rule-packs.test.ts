import { readFileSync } from 'node:fs';
import { App, Stack, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { SMALLEST_USES } from './smallest-uses';
import { patterns, SteadfastDefaults } from '../../src';
import { RULE_ANSWERS } from '../../src/patterns/rule-packs';
import { steadfastFunction } from '../support/stacks';

const PACKS = [AwsSolutionsChecks, ServerlessChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks];

function findings(fill: (stack: Stack) => void): string[] {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
  fill(stack);
  app.synth();
  return PACKS.flatMap(pack => new pack().validateScope(app).violations)
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`));
}

test.each(Object.entries(SMALLEST_USES))('%s leaves nothing unanswered in the six packs of cdk-nag', (_name, { fill }) => {
  expect(findings(fill)).toEqual([]);
});

test('routes that are open for a reason, and functions that further routes lead to, leave nothing unanswered', () => {
  const authorization = patterns.ApiAuthorization.none('a catalogue for everybody');
  for (const front of [patterns.ApiFront.http(), patterns.ApiFront.rest()]) {
    expect(findings(stack => {
      const api = new patterns.TableApi(stack, 'Catalogue', { handler: steadfastFunction(stack), authorization, front, routes: ['GET /items'] });
      api.addRoutes(['GET /items/{id}'], steadfastFunction(stack, 'Reader'));
    })).toEqual([]);
  }
  expect(findings(stack => void new patterns.RequestInbox(stack, 'Inbox', { worker: steadfastFunction(stack), authorization }))).toEqual([]);
});

test('what is acknowledged is a defect elsewhere: beside a pattern the packs find as before', () => {
  const [{ fill }] = Object.values(SMALLEST_USES);
  const found = findings(stack => {
    fill(stack);
    new sns.Topic(stack, 'Beside');
  });
  expect(found).toContain('AwsSolutions-SNS3 at Stack/Beside/Resource');
});

test('only a queue that parks is answered for: one with a dead-letter queue keeps the rules that ask for it', () => {
  const stack = new Stack(new App(), 'Stack');
  SMALLEST_USES.BucketPipeline.fill(stack);
  const queues = stack.node.findAll().filter((construct): construct is sqs.CfnQueue => construct instanceof sqs.CfnQueue);
  const isAnswered = ({ node }: sqs.CfnQueue): boolean => JSON.stringify(node.metadata).includes('AwsSolutions-SQS3');
  const parks = ({ redrivePolicy }: sqs.CfnQueue): boolean => redrivePolicy === undefined;
  expect(queues.map(isAnswered)).toEqual(queues.map(parks));
  expect(new Set(queues.map(parks))).toEqual(new Set([true, false]));
});

test('docs/patterns.md gives every answer, with its reason', () => {
  const page = readFileSync('docs/patterns.md', 'utf8');
  const missing = RULE_ANSWERS.filter(({ rules, reason }) => !page.includes(reason) || rules.some(rule => !page.includes(ruleIn(rule))));
  expect(missing).toEqual([]);
});

/** The page names a rule once for all packs that have it. */
function ruleIn(rule: string): string {
  return rule.slice(rule.indexOf('-') + 1).replace(/\[.*/, '');
}
