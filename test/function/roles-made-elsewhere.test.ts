import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Duration, Stack, aws_ec2 as ec2, aws_iam as iam, aws_scheduler as scheduler, aws_sqs as sqs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Access, Network, patterns, Release, RoleRights, ScheduleTrigger, SmokeTest, SteadfastFunction } from '../../src';
import { SMALLEST_USES } from '../patterns/smallest-uses';
import { steadfastFunction } from '../support/stacks';

/** What CDK asks whoever makes the roles of an app for. */
interface ReportedRole {
  readonly roleConstructPath: string;
  readonly managedPolicyArns: readonly string[];
  readonly identityPolicyStatements: readonly { readonly Action: string | readonly string[]; readonly Resource: unknown }[];
}

const HOURLY = scheduler.ScheduleExpression.rate(Duration.hours(1));
/** A name for every role that an app would make. */
function namesFor(fill: (stack: Stack) => void): Record<string, string> {
  const stack = new Stack(new App(), 'Stack');
  fill(stack);
  return Object.fromEntries(stack.node.findAll().filter(child => child instanceof iam.Role).map(({ node }, index) => [node.path, `role-${index}`]));
}

/** An app whose roles are made by somebody else. */
function restricted(fill: (stack: Stack) => void): { readonly template: Template; readonly rolesAt: (path: string) => ReportedRole } {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  iam.Role.customizeRoles(stack, { usePrecreatedRoles: namesFor(fill) });
  fill(stack);
  const { directory } = app.synth();
  const { roles } = JSON.parse(readFileSync(join(directory, 'iam-policy-report.json'), 'utf8')) as { roles: ReportedRole[] };
  return {
    template: Template.fromStack(stack),
    rolesAt: path => roles.find(({ roleConstructPath }) => roleConstructPath === path)!,
  };
}

const rightsIn = ({ identityPolicyStatements }: ReportedRole): [string, unknown][] =>
  identityPolicyStatements.flatMap(({ Action, Resource }) => [Action].flat().map((action): [string, unknown] => [action, Resource]));

test('the report asks for what the function needs and nothing else, and for no policy of AWS', () => {
  const { rolesAt } = restricted(stack => {
    steadfastFunction(stack).grantAccess(Access.sendMessages(new sqs.Queue(stack, 'Queue')));
  });
  const role = rolesAt('Stack/Function/ServiceRole');
  expect(role.managedPolicyArns).toEqual([]);
  expect(rightsIn(role)).toEqual([
    ['xray:PutTraceSegments', '*'],
    ['xray:PutTelemetryRecords', '*'],
    ['logs:CreateLogStream', '(Stack/Function/LogGroup/Resource.Arn)'],
    ['logs:PutLogEvents', '(Stack/Function/LogGroup/Resource.Arn)'],
    ['sqs:SendMessage', '(Stack/Queue/Resource.Arn)'],
  ]);
});

test('a policy of AWS that a user attaches is asked for', () => {
  const { rolesAt } = restricted(stack => {
    steadfastFunction(stack).role!.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonS3ReadOnlyAccess'));
  });
  expect(rolesAt('Stack/Function/ServiceRole').managedPolicyArns).toEqual([expect.stringContaining('AmazonS3ReadOnlyAccess')]);
});

test('schedules, APIs and releases ask for their roles too, and no role or policy is deployed', () => {
  const { template, rolesAt } = restricted(stack => {
    steadfastFunction(stack, 'Function', { release: Release.canary({ smokeTest: SmokeTest.ofRequest() }) }).addEventSource(new ScheduleTrigger(HOURLY));
    const worker = steadfastFunction(stack, 'Other', { release: Release.canary() });
    new patterns.RequestInbox(stack, 'Inbox', { worker, authorization: patterns.ApiAuthorization.iam() });
  });
  expect(rightsIn(rolesAt('Stack/Function/Schedule/Role'))).toEqual([
    ['lambda:InvokeFunction', '(Stack/Function/Live/Resource.Ref)'],
    ['sqs:SendMessage', '(Stack/SteadfastParking/Resource.Arn)'],
  ]);
  expect(rightsIn(rolesAt('Stack/Inbox/Role'))).toEqual([['sqs:SendMessage', '(Stack/Other/Queue/Resource.Arn)']]);
  expect(rightsIn(rolesAt('Stack/Function/SmokeTestRole')).map(([action]) => action)).toEqual([
    'logs:CreateLogStream', 'logs:PutLogEvents', 'lambda:InvokeFunction', 'codedeploy:PutLifecycleEventHookExecutionStatus',
  ]);
  expect(rightsIn(rolesAt('Stack/SteadfastReleaseRole')).filter(([action]) => action === 'lambda:UpdateAlias')).toEqual([
    ['lambda:UpdateAlias', ['(Stack/Function/Resource.Arn)', '(Stack/Function/Resource.Arn):live']],
    ['lambda:UpdateAlias', ['(Stack/Other/Resource.Arn)', '(Stack/Other/Resource.Arn):live']],
  ]);
  expect(rightsIn(rolesAt('Stack/SteadfastReleaseRole'))).toContainEqual(['lambda:InvokeFunction', '(Stack/Function/SmokeTest/Resource.Arn)']);
  for (const type of ['Role', 'Policy', 'ManagedPolicy']) template.resourceCountIs(`AWS::IAM::${type}`, 0);
});

test('in a network the report asks for the interfaces', () => {
  const { rolesAt } = restricted(stack => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['us-east-1a'], privateSubnetIds: ['subnet-1'] });
    steadfastFunction(stack, 'Function', { network: Network.privateSubnets(vpc) });
  });
  const role = rolesAt('Stack/Function/ServiceRole');
  expect(role.managedPolicyArns).toEqual([]);
  expect(rightsIn(role).map(([action]) => action)).toContain('ec2:CreateNetworkInterface');
});

test.each(Object.entries(SMALLEST_USES))('%s deploys no role and no policy', (_name, { fill }) => {
  const { template } = restricted(fill);
  for (const type of ['Role', 'Policy', 'ManagedPolicy']) template.resourceCountIs(`AWS::IAM::${type}`, 0);
});

test('what such a role may do is not known in the app', () => {
  let fn: SteadfastFunction;
  restricted(stack => { fn = steadfastFunction(stack); });
  expect(() => RoleRights.of(fn)).toThrow('Ask about the role in the app that defines it');
});

test('where roles are only reported on, they are deployed with the rights that stand in them', () => {
  const stack = new Stack(new App(), 'Stack');
  iam.Role.customizeRoles(stack, { preventSynthesis: false });
  steadfastFunction(stack, 'Function', { release: Release.canary({ smokeTest: SmokeTest.ofRequest() }) }).addEventSource(new ScheduleTrigger(HOURLY));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
    Policies: [{ PolicyDocument: { Statement: [Match.objectLike({ Action: 'lambda:InvokeFunction' }), Match.objectLike({ Action: 'sqs:SendMessage' })] } }],
  });
});
