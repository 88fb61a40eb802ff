import { readFileSync } from 'node:fs';
import { App, Stack, aws_iam as iam, aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { SMALLEST_USES } from './smallest-uses';
import { patterns, SteadfastDefaults } from '../../src';
import { PATTERN_ANSWERS, WORKFLOW_REASONS } from '../../src/patterns/rule-packs';
import { openFindings } from '../support/rule-packs';
import { steadfastFunction } from '../support/stacks';

function findings(fill: (stack: Stack) => void): string[] {
  const stack = new Stack(new App(), 'Stack');
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
  fill(stack);
  return openFindings(stack);
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

test.each(Object.entries(SMALLEST_USES))('%s hides no wildcard that the user grants a function of it', (_name, { fill }) => {
  const found = findings(stack => {
    fill(stack);
    const functions = stack.node.findAll().filter((construct): construct is lambda.Function => construct instanceof lambda.Function);
    functions.forEach(fn => fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['ec2:DescribeRegions'], resources: ['*'] })));
  });
  expect(found.filter(finding => finding.startsWith('AwsSolutions-IAM5[Resource::*] at '))).not.toEqual([]);
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

test('docs/patterns.md gives every answer of a pattern, with its reason', () => {
  const page = readFileSync('docs/patterns.md', 'utf8');
  const missing = PATTERN_ANSWERS.filter(({ rules, reason }) => !page.includes(reason) || rules.some(rule => !page.includes(ruleIn(rule))));
  expect(missing).toEqual([]);
  expect(Object.values(WORKFLOW_REASONS).filter(reason => !page.includes(reason))).toEqual([]);
});

/** The page names a rule once for all packs that have it. */
function ruleIn(rule: string): string {
  return rule.slice(rule.indexOf('-') + 1);
}
