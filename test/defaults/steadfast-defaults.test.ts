import {
  App, PermissionsBoundary, Stack, Stage, aws_ec2 as ec2, aws_iam as iam, aws_lambda as lambda, aws_logs as logs,
  aws_scheduler as scheduler, aws_sns as sns, Duration,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Network, Release, ScheduleTrigger, SmokeTest, SteadfastDefaults, SteadfastRestApi } from '../../src';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

const { ONE_DAY, ONE_WEEK, ONE_YEAR } = logs.RetentionDays;
const keepsLogsFor = (stack: Stack, days: number): void => Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: days });

describe('decisions', () => {
  test('of the nearest scope win, over three levels, each value by itself', () => {
    const app = new App();
    const stage = new Stage(app, 'Stage');
    const stack = new Stack(stage, 'Stack');
    SteadfastDefaults.of(app).set({ logRetention: ONE_YEAR, essentialAlarms: true });
    SteadfastDefaults.of(stage).set({ logRetention: ONE_WEEK });
    SteadfastDefaults.of(stack).set({ gradualReleases: false });
    const decided = SteadfastDefaults.of(steadfastFunction(stack));
    expect([decided.logRetention, decided.essentialAlarms, decided.gradualReleases]).toEqual([ONE_WEEK, true, false]);
  });

  test('of a sibling stack do not reach here', () => {
    const app = new App();
    const [one, other] = [new Stack(app, 'One'), new Stack(app, 'Other')];
    SteadfastDefaults.of(one).set({ logRetention: ONE_DAY });
    steadfastFunction(other);
    keepsLogsFor(other, 90);
  });

  test('made twice for a scope add up, and the later replaces the same value', () => {
    const stack = stackWith();
    SteadfastDefaults.of(stack).set({ logRetention: ONE_DAY, essentialAlarms: true });
    SteadfastDefaults.of(stack).set({ logRetention: ONE_WEEK });
    expect([SteadfastDefaults.of(stack).logRetention, SteadfastDefaults.of(stack).essentialAlarms]).toEqual([ONE_WEEK, true]);
  });
});

describe('a decision that comes too late', () => {
  test('is refused: the function is made already', () => {
    const stack = stackWith();
    steadfastFunction(stack);
    expect(() => SteadfastDefaults.of(stack.node.root).set({ logRetention: ONE_WEEK }))
      .toThrow('App: Defaults must be set before what they decide is made; given: logRetention, after Stack/Function was made without it. Call SteadfastDefaults.of(scope).set() right after');
  });

  test('is refused for each value by which a function is made', () => {
    const stack = stackWith();
    steadfastFunction(stack);
    const late = { alarmTopic: new sns.Topic(stack, 'Topic'), vpc: new ec2.Vpc(stack, 'Vpc'), essentialAlarms: true };
    for (const [key, value] of Object.entries(late)) expect(() => SteadfastDefaults.of(stack).set({ [key]: value })).toThrow(key);
  });

  test('is taken where it changes nothing', () => {
    const stack = stackWith();
    SteadfastDefaults.of(stack).set({ logRetention: ONE_WEEK });
    steadfastFunction(stack);
    SteadfastDefaults.of(stack).set({ logRetention: ONE_WEEK });
    keepsLogsFor(stack, 7);
  });

  test('is taken above a scope that decided for itself', () => {
    const stack = stackWith();
    SteadfastDefaults.of(stack).set({ logRetention: ONE_WEEK });
    steadfastFunction(stack);
    SteadfastDefaults.of(stack.node.root).set({ logRetention: ONE_YEAR });
    keepsLogsFor(stack, 7);
  });

  test('is taken after somebody only looked', () => {
    const stack = stackWith();
    if (!SteadfastDefaults.of(stack).logRetention) SteadfastDefaults.of(stack).set({ logRetention: ONE_DAY });
    steadfastFunction(stack);
    keepsLogsFor(stack, 1);
  });
});

describe('a VPC for functions that name none', () => {
  const FLAGS = { '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': false };
  const inVpc = (): { stack: Stack; vpc: ec2.Vpc } => {
    const stack = stackWith(FLAGS);
    const vpc = new ec2.Vpc(stack, 'Vpc');
    SteadfastDefaults.of(stack).set({ vpc });
    return { stack, vpc };
  };

  test('attaches them to its private subnets, with HTTPS out', () => {
    const { stack } = inVpc();
    steadfastFunction(stack);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [{ Ref: Match.stringLikeRegexp('Private') }, Match.anyValue()] } });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupEgress: [Match.objectLike({ FromPort: 443, ToPort: 443 })] });
  });

  test('leaves functions alone that are not of this library', () => {
    const { stack } = inVpc();
    plainFunction(stack);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { VpcConfig: Match.absent() });
  });

  test('gives way to the VPC and to the network of a function', () => {
    const { stack } = inVpc();
    const own = new ec2.Vpc(stack, 'Own', { natGateways: 0 });
    const isolated = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
    steadfastFunction(stack, 'Inherited', { vpc: own, vpcSubnets: isolated });
    steadfastFunction(stack, 'Ours', { network: Network.privateSubnets(own) });
    Template.fromStack(stack).allResourcesProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [{ Ref: Match.stringLikeRegexp('^OwnIsolated') }, Match.anyValue()] } });
  });

  test('is left by a function that says why', () => {
    const { stack } = inVpc();
    steadfastFunction(stack, 'Function', { network: Network.none('it calls nothing inside') });
    Template.fromStack(stack).hasResource('AWS::Lambda::Function', {
      Properties: { VpcConfig: Match.absent() },
      Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'network', reason: 'it calls nothing inside' }] } },
    });
  });

  test('is not mixed with subnets that were chosen in another', () => {
    const { stack } = inVpc();
    expect(() => steadfastFunction(stack, 'Function', { vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }))
      .toThrow('must name the VPC; given: vpcSubnets, and the VPC of SteadfastDefaults');
  });
});

describe('a boundary for roles', () => {
  const bounded = (): { stack: Stack; boundary: string } => {
    const stack = stackWith();
    const boundary = 'arn:aws:iam::111111111111:policy/Boundary';
    SteadfastDefaults.of(stack.node.root).set({ permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', boundary) });
    return { stack, boundary };
  };

  test('holds every role that this library makes', () => {
    const { stack, boundary } = bounded();
    const fn = steadfastFunction(stack, 'Function', { release: Release.canary({ smokeTest: SmokeTest.ofEvent({ payload: {} }) }) });
    fn.addEventSource(new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.hours(1))));
    new SteadfastRestApi(stack, 'Api').root.addMethod('GET');
    const template = Template.fromStack(stack);
    // The function's, CodeDeploy's, the smoke test's, the schedule's, API Gateway's for its logs.
    template.resourceCountIs('AWS::IAM::Role', 5);
    template.allResourcesProperties('AWS::IAM::Role', { PermissionsBoundary: boundary });
  });

  test('leaves the roles alone that users make', () => {
    const { stack } = bounded();
    const role = new iam.Role(stack, 'Mine', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    steadfastFunction(stack, 'Function', { role });
    plainFunction(stack);
    Template.fromStack(stack).allResourcesProperties('AWS::IAM::Role', { PermissionsBoundary: Match.absent() });
  });

  test('gives way to a boundary that a user applies, and is taken off one function', () => {
    const { stack } = bounded();
    const other = 'arn:aws:iam::111111111111:policy/Other';
    const functions = ['Held', 'Free'].map((id): lambda.Function => steadfastFunction(stack, id));
    iam.PermissionsBoundary.of(functions[0]).apply(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Other', other));
    iam.PermissionsBoundary.of(functions[1]).clear();
    const roles = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Role'));
    expect(roles.map(([id, { Properties }]) => [id.slice(0, 4), Properties.PermissionsBoundary])).toEqual([['Held', other], ['Free', undefined]]);
  });

  test('gives way to the one that CDK holds a stack to', () => {
    const stack = new Stack(new App(), 'Stack', { permissionsBoundary: PermissionsBoundary.fromName('OfTheStack') });
    SteadfastDefaults.of(stack).set({ permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', 'arn:aws:iam::111111111111:policy/Boundary') });
    steadfastFunction(stack);
    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Role'))).toContain('policy/OfTheStack');
  });
});
