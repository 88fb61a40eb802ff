import {
  Duration, RemovalPolicy, Stack, aws_ec2 as ec2, aws_iam as iam, aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SteadfastFunction } from '../../src';
import { membersOf } from '../support/cdk-manifest';
import { stackWith, steadfastFunction } from '../support/stacks';

/*
 * Every public member of lambda.Function, and what it does on ours after construction.
 * A member that a new aws-cdk-lib adds makes the first test fail until somebody decides about it here.
 */

type Check = (fn: SteadfastFunction, stack: Stack) => void;

const FUNCTION = { Ref: Match.stringLikeRegexp('^Function[0-9A-F]{8}$') };
const ALIAS = { Ref: Match.stringLikeRegexp('^FunctionLive') };
const ALIAS_NAME = { 'Fn::Join': ['', [Match.anyValue(), ':live']] };

const template = (fn: SteadfastFunction): Template => Template.fromStack(Stack.of(fn));
const metric = (name: string) => (fn: SteadfastFunction, make: () => unknown): void => {
  const resolved = Stack.of(fn).resolve(make()) as { metricName: string; dimensions: { Resource: unknown } };
  expect(resolved.metricName).toBe(name);
  expect(JSON.stringify(resolved.dimensions.Resource)).toContain(':live');
};
const role = (stack: Stack): iam.Role => new iam.Role(stack, 'Caller', { assumedBy: new iam.ServicePrincipal('states.amazonaws.com') });
const callerMay = (fn: SteadfastFunction, Resource: unknown): void => template(fn).hasResourceProperties('AWS::IAM::Policy', {
  PolicyName: Match.stringLikeRegexp('^Caller'), PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Resource })]) },
});

const MEMBERS: Record<string, Check> = {
  functionArn: (fn, stack) => expect(stack.resolve(fn.functionArn)).toEqual({ Ref: expect.stringMatching(/^FunctionLive/) }),
  functionName: (fn, stack) => expect(JSON.stringify(stack.resolve(fn.functionName))).toContain(':live'),
  functionRef: (fn, stack) => expect(stack.resolve(fn.functionRef.functionArn)).toEqual({ Ref: expect.stringMatching(/^FunctionLive/) }),
  resourceArnsForGrantInvoke: fn => expect(fn.resourceArnsForGrantInvoke).toEqual([fn.liveAlias.functionArn]),
  latestVersion: (fn, stack) => expect(JSON.stringify(stack.resolve(fn.latestVersion.functionArn))).not.toContain('Live'),
  currentVersion: fn => {
    new lambda.Alias(fn, 'Blue', { aliasName: 'blue', version: fn.currentVersion });
    template(fn).hasResourceProperties('AWS::Lambda::Alias', { Name: 'blue', FunctionName: FUNCTION });
  },
  logGroup: (fn, stack) => expect(JSON.stringify(stack.resolve(fn.logGroup.logGroupName))).toContain('FunctionLogGroup'),
  role: fn => expect(fn.role).toBeInstanceOf(iam.Role),
  grantPrincipal: fn => expect(fn.grantPrincipal).toBe(fn.role),
  runtime: fn => expect(fn.runtime).toBe(lambda.Runtime.NODEJS_24_X),
  timeout: fn => expect(fn.timeout?.toSeconds()).toBe(15),
  architecture: fn => expect(fn.architecture).toBe(lambda.Architecture.ARM_64),
  tenancyConfig: fn => expect(fn.tenancyConfig).toBeUndefined(),
  permissionsNode: fn => expect(fn.permissionsNode).toBe(fn.node),
  deadLetterQueue: (_fn, stack) => {
    const queue = new sqs.Queue(stack, 'Dead');
    expect(steadfastFunction(stack, 'WithQueue', { deadLetterQueue: queue }).deadLetterQueue).toBe(queue);
  },
  deadLetterTopic: (_fn, stack) => {
    const topic = new sns.Topic(stack, 'Dead');
    expect(steadfastFunction(stack, 'WithTopic', { deadLetterTopic: topic }).deadLetterTopic).toBe(topic);
  },
  connections: (_fn, stack) => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
    const inNetwork = steadfastFunction(stack, 'InNetwork', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    expect(inNetwork.connections.securityGroups).toHaveLength(1);
  },
  isBoundToVpc: fn => expect(fn.isBoundToVpc).toBe(false),
  env: (fn, stack) => expect(fn.env).toEqual(stack.env ?? { account: stack.account, region: stack.region }),
  stack: (fn, stack) => expect(fn.stack).toBe(stack),
  node: fn => expect(fn.node.defaultChild).toBeInstanceOf(lambda.CfnFunction),
  toString: (fn: SteadfastFunction) => expect(fn.toString()).toBe('Stack/Function'),
  with: fn => expect(fn.with()).toBe(fn),
  applyRemovalPolicy: fn => {
    fn.applyRemovalPolicy(RemovalPolicy.RETAIN);
    template(fn).hasResource('AWS::Lambda::Function', { DeletionPolicy: 'Retain' });
  },
  applyCrossStackReferenceStrength: fn => expect(typeof fn.applyCrossStackReferenceStrength).toBe('function'),
  addAlias: fn => {
    fn.addAlias('blue');
    template(fn).hasResourceProperties('AWS::Lambda::Alias', { Name: 'blue', FunctionName: FUNCTION });
  },
  addEnvironment: fn => {
    fn.addEnvironment('KEY', 'value');
    template(fn).hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { KEY: 'value' } } });
  },
  addLayers: (fn, stack) => {
    fn.addLayers(lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:us-east-1:111111111111:layer:mine:1'));
    template(fn).hasResourceProperties('AWS::Lambda::Function', { Layers: [Match.anyValue()] });
  },
  invalidateVersionBasedOn: fn => {
    const hash = (): string => Object.keys(template(fn).findResources('AWS::Lambda::Version'))[0];
    fn.invalidateVersionBasedOn('more than the function');
    expect(hash()).toMatch(/^FunctionCurrentVersion/);
  },
  addEventSource: fn => {
    fn.addEventSource({ bind: target => expect(target).toBe(fn) });
  },
  addEventSourceMapping: fn => {
    fn.addEventSourceMapping('Mapping', { eventSourceArn: 'arn:aws:sqs:us-east-1:111111111111:queue' });
    template(fn).hasResourceProperties('AWS::Lambda::EventSourceMapping', { FunctionName: ALIAS_NAME });
  },
  addFunctionUrl: fn => {
    fn.addFunctionUrl();
    template(fn).hasResourceProperties('AWS::Lambda::Url', { Qualifier: Match.absent(), TargetFunctionArn: { 'Fn::GetAtt': [FUNCTION.Ref, 'Arn'] } });
  },
  addPermission: fn => {
    fn.addPermission('May', { principal: new iam.ServicePrincipal('apigateway.amazonaws.com') });
    template(fn).hasResourceProperties('AWS::Lambda::Permission', { FunctionName: ALIAS });
  },
  addToRolePolicy: fn => {
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::bucket/key'] }));
    template(fn).hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 's3:GetObject' })]) } });
  },
  configureAsyncInvoke: fn => {
    fn.configureAsyncInvoke({ maxEventAge: Duration.hours(1) });
    template(fn).hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: FUNCTION, Qualifier: { 'Fn::Select': [7, { 'Fn::Split': [':', ALIAS] }] }, MaximumEventAgeInSeconds: 3600,
    });
  },
  considerWarningOnInvokeFunctionPermissions: (fn, stack) => expect(fn.considerWarningOnInvokeFunctionPermissions(stack, 'lambda:InvokeFunction')).toBeUndefined(),
  grantInvoke: (fn, stack) => {
    fn.grantInvoke(role(stack));
    callerMay(fn, ALIAS);
  },
  grantInvokeCompositePrincipal: fn => {
    fn.grantInvokeCompositePrincipal(new iam.CompositePrincipal(new iam.ServicePrincipal('apigateway.amazonaws.com')));
    template(fn).hasResourceProperties('AWS::Lambda::Permission', { FunctionName: ALIAS });
  },
  grantInvokeLatestVersion: (fn, stack) => {
    fn.grantInvokeLatestVersion(role(stack));
    callerMay(fn, Match.arrayWith([{ 'Fn::GetAtt': [FUNCTION.Ref, 'Arn'] }]));
  },
  grantInvokeVersion: (fn, stack) => {
    fn.grantInvokeVersion(role(stack), fn.currentVersion);
    callerMay(fn, { 'Fn::Join': ['', [{ 'Fn::GetAtt': [FUNCTION.Ref, 'Arn'] }, ':', Match.anyValue()]] });
  },
  grantInvokeUrl: (fn, stack) => {
    fn.addFunctionUrl();
    fn.grantInvokeUrl(role(stack));
    callerMay(fn, { 'Fn::GetAtt': [FUNCTION.Ref, 'Arn'] });
  },
  metric: fn => metric('Anything')(fn, () => fn.metric('Anything')),
  metricDuration: fn => metric('Duration')(fn, () => fn.metricDuration()),
  metricErrors: fn => metric('Errors')(fn, () => fn.metricErrors()),
  metricInvocations: fn => metric('Invocations')(fn, () => fn.metricInvocations()),
  metricThrottles: fn => metric('Throttles')(fn, () => fn.metricThrottles()),
};

test('every member of lambda.Function is decided about', () => {
  expect([...new Set([...membersOf('aws_lambda.Function'), 'node', 'toString'])].sort()).toEqual(Object.keys(MEMBERS).sort());
});

test.each(Object.keys(MEMBERS))('%s', name => {
  const stack = stackWith();
  MEMBERS[name](steadfastFunction(stack), stack);
});

test('a version and an alias of the user\'s own making are of the function itself', () => {
  const stack = stackWith();
  const version = new lambda.Version(stack, 'Mine', { lambda: steadfastFunction(stack) });
  new lambda.Alias(stack, 'MyAlias', { aliasName: 'mine', version });
  const made = Template.fromStack(stack);
  made.allResourcesProperties('AWS::Lambda::Version', { FunctionName: FUNCTION });
  made.allResourcesProperties('AWS::Lambda::Alias', { FunctionName: FUNCTION });
});

test('it is imported as CDK\'s own is', () => {
  expect(SteadfastFunction.fromFunctionName(stackWith(), 'Imported', 'name')).toBeInstanceOf(lambda.FunctionBase);
});
