import { App, Lazy, Stack, aws_iam as iam, aws_s3 as s3, aws_sns as sns } from 'aws-cdk-lib';
import { WILDCARD_USES } from './single-uses';
import { Access, SteadfastDefaults } from '../../src';
import { WILDCARD_REASONS } from '../../src/acknowledgements/own-answers';
import { answerInline } from '../../src/acknowledgements/rights-answers';
import { acknowledgementsBelow, openFindings, withoutAcknowledgements } from '../support/rule-packs';
import { steadfastFunction } from '../support/stacks';

const TRACES = 'AwsSolutions-IAM5[Resource::*] at Stack/Function/ServiceRole/DefaultPolicy/Resource';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1' } });
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:us-east-1:111122223333:on-call') });
});

const wildcards = (findings: string[]): string[] => findings.filter(finding => finding.includes('-IAM5')).sort();

describe.each(Object.keys(WILDCARD_USES) as (keyof typeof WILDCARD_USES)[])('the right of %s', name => {
  test('is answered with its reason, as cdk-nag calls it', () => {
    WILDCARD_USES[name](stack);
    expect(wildcards(openFindings(stack))).toEqual([]);
    const answered = acknowledgementsBelow(stack).filter(({ reason }) => reason.includes(WILDCARD_REASONS[name])).map(({ rule, path }) => `${rule} at ${path}`);
    expect(answered).not.toEqual([]);
    expect(answered.filter(finding => !withoutAcknowledgements(() => openFindings(stack)).includes(finding))).toEqual([]);
  });

  test('stays open where a statement of somebody else allows more on the same resource', () => {
    WILDCARD_USES[name](stack);
    documentsIn(stack).forEach(document => allowMore(document));
    expect(wildcards(openFindings(stack))).toEqual(wildcards(withoutAcknowledgements(() => openFindings(stack))));
  });
});

function documentsIn(construct: Stack): iam.PolicyDocument[] {
  const constructs = construct.node.findAll();
  const inline = constructs.flatMap(each => each instanceof iam.CfnRole ? (each.policies ?? []) as iam.CfnRole.PolicyProperty[] : []);
  const attached = constructs.flatMap(each => each instanceof iam.Policy ? [each.document] : []);
  return [...attached, ...inline.map(({ policyDocument }) => policyDocument as iam.PolicyDocument)];
}

function allowMore(document: iam.PolicyDocument): void {
  const { Statement: statements = [] } = (document.toJSON() ?? {}) as { Statement?: { Effect: string; Resource?: string | string[] }[] };
  const resources = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Resource = [] }) => Resource).filter(resource => resource.includes('*'));
  if (resources.length > 0) document.addStatements(new iam.PolicyStatement({ actions: ['shop:Anything'], resources }));
}

test.each([
  ['on a service of its own', { actions: ['ec2:DescribeRegions'], resources: ['*'] }],
  ['by everything but some actions', { notActions: ['iam:*'], resources: ['*'] }],
  ['that is known at synth only', { actions: ['sqs:ListQueues'], resources: [Lazy.string({ produce: () => '*' })] }],
  ['in a list that is known at synth only', { actions: ['sqs:ListQueues'], resources: Lazy.list({ produce: () => ['*'] }) }],
  ['that this library would end at a namespace', { actions: ['cloudwatch:PutMetricData'], resources: ['*'] }],
])('a wildcard of the user %s is found beside those of the library', (_name, statement) => {
  const fn = steadfastFunction(stack);
  fn.grantAccess(Access.putMetrics('Orders'));
  fn.addToRolePolicy(new iam.PolicyStatement(statement));
  expect(wildcards(openFindings(stack))).toHaveLength(1);
});

test('an action with a wildcard on a resource that is answered is a finding of its own', () => {
  steadfastFunction(stack).addToRolePolicy(new iam.PolicyStatement({ actions: ['xray:*'], resources: ['*'] }));
  expect(openFindings(stack)).toEqual(expect.arrayContaining([TRACES, TRACES.replace('Resource::*', 'Action::xray:*')]));
});

test('what is refused on every resource hides nothing', () => {
  steadfastFunction(stack).addToRolePolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['sqs:ListQueues'], resources: ['*'] }));
  expect(wildcards(openFindings(stack))).toEqual([]);
});

test('every object of a bucket is what the user decided', () => {
  steadfastFunction(stack).grantAccess(Access.readObjects(new s3.Bucket(stack, 'Bucket')));
  expect(wildcards(openFindings(stack))).toHaveLength(1);
});

test('objects below a prefix are answered across stacks, and in a role that the user made', () => {
  const bucket = new s3.Bucket(new Stack(stack.node.root as App, 'Stores', { env: { region: 'us-east-1' } }), 'Bucket');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('glue.amazonaws.com') });
  Access.readObjects(bucket, 'incoming/').grantTo(role);
  const open = openFindings(stack);
  expect(wildcards(open)).toEqual([]);
  expect(open).toContain('HIPAA.Security-IAMNoInlinePolicy at Stack/Role/DefaultPolicy/Resource');
});

test('rights that stand in the role itself are answered there', () => {
  const statements = [new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:us-east-1:111122223333:orders'] })];
  const inlinePolicies = { Send: new iam.PolicyDocument({ statements }) };
  answerInline(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com'), inlinePolicies }));
  expect(openFindings(stack)).toEqual([]);
  expect(acknowledgementsBelow(stack).map(({ path }) => path)).toContain('Stack/Role/Resource');
});

test('a resource has one entry of metadata, whoever answers', () => {
  WILDCARD_USES.versions(stack);
  openFindings(stack);
  const entries = stack.node.findAll().map(({ node }) => node.metadata.filter(({ type }) => type === 'aws:cdk:acknowledged-rules').length);
  expect(Math.max(...entries)).toBe(1);
});
