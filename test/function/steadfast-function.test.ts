import {
  Duration, Stack, aws_apigateway as apigateway, aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_events as events,
  aws_events_targets as targets, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_lambda_destinations as destinations,
  aws_lambda_event_sources as sources, aws_logs as logs, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { FailurePath, FunctionAlarms, SteadfastDefaults, SteadfastFunction } from '../../src';
import { actionsOf, statementsOf } from '../support/roles';
import { Simulation } from '../support/simulation';
import { CODE, plainFunction, stackWith, steadfastFunction } from '../support/stacks';

const MANAGED_LOG_GROUP = { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true };
const LIVE = { Ref: Match.stringLikeRegexp('^FunctionLive') };

test('it takes the place of lambda.Function wherever one is asked for', () => {
  const accept = (fn: lambda.Function): lambda.Function => fn;
  const fn = steadfastFunction(stackWith());
  expect(accept(fn)).toBeInstanceOf(lambda.Function);
});

describe('the live alias answers', () => {
  let stack: Stack;
  let fn: SteadfastFunction;
  beforeEach(() => {
    stack = stackWith();
    fn = steadfastFunction(stack);
  });

  test('an event source is mapped to it', () => {
    fn.addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, 'Queue')));
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { 'Fn::Join': ['', [Match.anyValue(), ':live']] },
    });
  });

  test('event sources given as a prop are mapped to it too', () => {
    steadfastFunction(stack, 'WithEvents', { events: [new sources.SqsEventSource(new sqs.Queue(stack, 'Queue'))] });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { 'Fn::Join': ['', [Match.anyValue(), ':live']] },
    });
  });

  test('a rule targets it and is permitted on it', () => {
    new events.Rule(stack, 'Rule', { schedule: events.Schedule.rate(Duration.hours(1)), targets: [new targets.LambdaFunction(fn)] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Events::Rule', { Targets: [Match.objectLike({ Arn: LIVE })] });
    template.hasResourceProperties('AWS::Lambda::Permission', { FunctionName: LIVE, Principal: 'events.amazonaws.com' });
  });

  test('an API integrates and permits it, and nobody is warned about it', () => {
    new apigateway.LambdaRestApi(stack, 'Api', { handler: fn });
    Template.fromStack(stack).allResourcesProperties('AWS::Lambda::Permission', { FunctionName: LIVE });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('authorization strategy'));
  });

  test('a caller may invoke it and no other version', () => {
    const caller = new iam.Role(stack, 'Caller', { assumedBy: new iam.ServicePrincipal('states.amazonaws.com') });
    fn.grantInvoke(caller);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('^Caller'),
      PolicyDocument: { Statement: [{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: LIVE }] },
    });
  });

  test('metrics are its own', () => {
    new cloudwatch.Alarm(stack, 'Mine', { metric: fn.metricDuration(), threshold: 1, evaluationPeriods: 1 });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Duration',
      Dimensions: Match.arrayWith([{ Name: 'Resource', Value: { 'Fn::Join': ['', [Match.anyValue(), ':live']] } }]),
    });
  });

  test('a function URL leads to it where that is asked for', () => {
    fn.liveAlias.addFunctionUrl();
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Url', { Qualifier: 'live', AuthType: 'AWS_IAM' });
  });

  test('a function URL of the inherited verb keeps its address, and what that means is said', () => {
    fn.addFunctionUrl();
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Url', { Qualifier: Match.absent() });
    Annotations.fromStack(stack).hasWarning('/Stack/Function', Match.stringLikeRegexp('fn.liveAlias.addFunctionUrl'));
  });

  test('is the only one of its name', () => {
    fn.addAlias('live');
    new lambda.Alias(stack, 'Again', { aliasName: 'live', version: fn.currentVersion });
    fn.addAlias('blue');
    expect(fn.node.validate()).toEqual(['Stack/Function/Aliaslive', 'Stack/Again'].map(other =>
      `A function must have one alias 'live', the one it is called by; given: another one, ${other}. Use fn.liveAlias, or give the alias another name.`));
  });

  test('another alias and $LATEST are still the function\'s', () => {
    fn.addAlias('blue');
    const reader = new iam.Role(stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() });
    fn.grantInvokeLatestVersion(reader);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Alias', { Name: 'blue', FunctionName: { Ref: Match.stringLikeRegexp('^Function[0-9A-F]{8}$') } });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('^Reader'),
      PolicyDocument: {
        Statement: [Match.objectLike({
          Resource: [
            { 'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Function'), 'Arn'] }, ':$LATEST']] },
            { 'Fn::GetAtt': [Match.stringLikeRegexp('^Function'), 'Arn'] },
          ],
        })],
      },
    });
  });
});

describe('the role', () => {
  test('writes to its own log group, traces, and can do nothing else', () => {
    const fn = steadfastFunction(stackWith());
    expect(statementsOf(fn)).toEqual([
      { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [expect.stringMatching(/^FunctionLogGroup/), 'Arn'] } },
    ]);
  });

  test.each([['no flags', {}], ['a log group made by a flag', MANAGED_LOG_GROUP]])('has no policy of AWS, with %s', (_name, flags) => {
    const stack = stackWith(flags);
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, restrictDefaultSecurityGroup: false });
    steadfastFunction(stack, 'Function', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    Template.fromStack(stack).allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
  });

  test('keeps a policy that the user attaches later', () => {
    const stack = stackWith();
    (steadfastFunction(stack).role as iam.Role).addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit'));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/SecurityAudit']] }],
    });
  });

  test('that was given is kept, and gets the right to log', () => {
    const stack = stackWith();
    const role = new iam.Role(stack, 'Given', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const fn = steadfastFunction(stack, 'Function', { role });
    expect(actionsOf(fn)).toContain('logs:PutLogEvents');
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 1);
  });

  test('of a function in a network lets Lambda handle its interfaces, and not the function\'s own code', async () => {
    const stack = stackWith();
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
    const role = new Simulation(steadfastFunction(stack, 'Function', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }));
    const anyInterface = 'arn:aws:ec2:us-east-1:111111111111:network-interface/eni-1';
    const fromCode = { 'lambda:SourceFunctionArn': 'arn:aws:lambda:us-east-1:111111111111:function:mine' };
    expect(await role.allows('ec2:DeleteNetworkInterface', anyInterface)).toBe(true);
    expect(await role.allows('ec2:DeleteNetworkInterface', anyInterface, '', fromCode)).toBe(false);
    expect(await role.allows('ec2:DescribeSubnets', '*')).toBe(true);
    expect(await role.allows('ec2:DescribeSubnets', '*', '', fromCode)).toBe(false);
  });
});

describe('logs', () => {
  test('are JSON, in a group of the function\'s own, for three months', () => {
    const stack = stackWith();
    steadfastFunction(stack);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: Match.stringLikeRegexp('^FunctionLogGroup') } } });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  test('live as long as the inherited prop says, without the custom resource of CDK', () => {
    const stack = stackWith();
    steadfastFunction(stack, 'Function', { logRetention: logs.RetentionDays.ONE_WEEK });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
    template.resourceCountIs('Custom::LogRetention', 0);
  });

  test('stay in the group that a feature flag made, and do not wait for each other in a circle', () => {
    const stack = stackWith(MANAGED_LOG_GROUP);
    const fn = steadfastFunction(stack);
    expect(actionsOf(fn)).toContain('logs:PutLogEvents');
    Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', { Ref: Match.stringLikeRegexp('^Function') }]] },
      RetentionInDays: 731,
    });
  });

  test('go to the group that was given', () => {
    const stack = stackWith();
    const fn = steadfastFunction(stack, 'Function', { logGroup: new logs.LogGroup(stack, 'Mine') });
    expect(statementsOf(fn)).toContainEqual(expect.objectContaining({ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }));
    Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 1);
  });
});

describe('the failure path', () => {
  test('is not made behind a queue', () => {
    const stack = stackWith();
    steadfastFunction(stack).addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, 'Queue')));
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
  });

  test('is not made behind an API', () => {
    const stack = stackWith();
    new apigateway.LambdaRestApi(stack, 'Api', { handler: steadfastFunction(stack) });
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
  });

  test('is made on the alias once somebody may invoke asynchronously, with an alarm on what is parked', () => {
    const stack = stackWith();
    const fn = steadfastFunction(stack);
    fn.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com'));
    fn.grantInvoke(new iam.ServicePrincipal('sns.amazonaws.com'));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      Qualifier: { 'Fn::Select': [7, { 'Fn::Split': [':', LIVE] }] },
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SteadfastParking'), 'Arn'] } } },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'ApproximateNumberOfMessagesVisible', AlarmActions: [Match.anyValue()] });
    template.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true });
  });

  test('is made when another function may call', () => {
    const stack = stackWith();
    steadfastFunction(stack).grantInvoke(plainFunction(stack));
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
  });

  test('of all functions in a stack is one queue', () => {
    const stack = stackWith();
    ['One', 'Two'].forEach(id => steadfastFunction(stack, id).grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com')));
    Template.fromStack(stack).resourceCountIs('AWS::SQS::Queue', 1);
  });

  test('takes the settings that CDK would leave on $LATEST', () => {
    const stack = stackWith();
    const queue = new sqs.Queue(stack, 'Mine');
    steadfastFunction(stack, 'Function', { onFailure: new destinations.SqsDestination(queue), retryAttempts: 1, maxEventAge: Duration.hours(1) });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      Qualifier: Match.not('$LATEST'),
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Mine'), 'Arn'] } } },
    });
  });

  test('adopts a dead-letter queue as destination of the alias', () => {
    const stack = stackWith();
    steadfastFunction(stack, 'Function', { deadLetterQueue: new sqs.Queue(stack, 'Mine') });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', { DeadLetterConfig: Match.absent() });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Mine'), 'Arn'] } } },
    });
  });

  test('must be decided once', () => {
    const stack = stackWith();
    expect(() => steadfastFunction(stack, 'Function', { failurePath: FailurePath.toQueue(), deadLetterQueueEnabled: true }))
      .toThrow('Stack/Function: Where failed events go must be decided once; given: failurePath and deadLetterQueueEnabled. Remove deadLetterQueueEnabled, or remove failurePath');
  });

  test.each([
    ['callerHandles', FailurePath.callerHandles('the workflow catches')],
    ['dropBecause', FailurePath.dropBecause('a metric that is sent again')],
  ])('may be declined by %s, with a reason that travels in the template', (_name, failurePath) => {
    const stack = stackWith();
    steadfastFunction(stack, 'Function', { failurePath }).grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com'));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
    template.hasResource('AWS::Lambda::Function', {
      Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'async-failure-destination', reason: Match.anyValue() }] } },
    });
  });

  test.each<[string, (stack: Stack) => FailurePath]>([
    ['sqs:SendMessage', stack => FailurePath.toQueue(new sqs.Queue(stack, 'Given', { encryptionMasterKey: new kms.Key(stack, 'Key') }))],
    ['sns:Publish', stack => FailurePath.toTopic(new sns.Topic(stack, 'Given', { masterKey: new kms.Key(stack, 'Key') }))],
    ['s3:PutObject', stack => FailurePath.toBucket(new s3.Bucket(stack, 'Given', { encryptionKey: new kms.Key(stack, 'Key') }))],
    ['events:PutEvents', stack => FailurePath.toBus(new events.EventBus(stack, 'Given'))],
  ])('grants exactly what delivers, %s, with the customer key and no wildcard', (action, pathIn) => {
    const stack = stackWith();
    const fn = steadfastFunction(stack, 'Function', { failurePath: pathIn(stack) });
    expect(actionsOf(fn)).toContain(action);
    expect(actionsOf(fn).filter(allowed => allowed.includes('*'))).toEqual([]);
    if (action !== 'events:PutEvents') expect(actionsOf(fn)).toContain('kms:GenerateDataKey');
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  test.each<[string, (stack: Stack) => FailurePath]>([
    ['queue', stack => FailurePath.toQueue(new sqs.Queue(stack, 'Given', { fifo: true }))],
    ['topic', stack => FailurePath.toTopic(new sns.Topic(stack, 'Given', { fifo: true }))],
  ])('is no FIFO %s', (kind, pathIn) => {
    const stack = stackWith();
    expect(() => steadfastFunction(stack, 'Function', { failurePath: pathIn(stack) })).toThrow(`must go to a standard ${kind}`);
  });

  test('is configured by the user after a caller has bound, as on a plain function', () => {
    const stack = stackWith();
    const fn = steadfastFunction(stack);
    fn.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com'));
    fn.configureAsyncInvoke({ retryAttempts: 1 });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SteadfastParking'), 'Arn'] } } },
    });
  });

  test('is configured by the user once', () => {
    const fn = steadfastFunction(stackWith());
    fn.configureAsyncInvoke({ retryAttempts: 1 });
    expect(() => fn.configureAsyncInvoke({ retryAttempts: 2 })).toThrow('already been configured');
  });

  test('is not made for an event source that CDK refuses under tenant isolation', () => {
    const stack = stackWith();
    const fn = steadfastFunction(stack, 'Function', { tenancyConfig: lambda.TenancyConfig.PER_TENANT });
    expect(() => fn.addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, 'Queue')))).toThrow('tenant isolation');
  });

  test('sends successes on where that is asked for, and still parks failures', () => {
    const stack = stackWith();
    steadfastFunction(stack, 'Function', { onSuccess: new destinations.SqsDestination(new sqs.Queue(stack, 'Done')) });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      DestinationConfig: { OnSuccess: { Destination: Match.anyValue() }, OnFailure: { Destination: Match.anyValue() } },
    });
  });
});

describe('alarms', () => {
  test('watch errors, throttles and duration, each with an action', () => {
    const stack = stackWith();
    steadfastFunction(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 3);
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { TreatMissingData: 'notBreaching', AlarmActions: [Match.anyValue()] });
  });

  test('that reach nobody are said, and may publish to the topic of the stack', () => {
    const stack = stackWith();
    steadfastFunction(stack);
    Annotations.fromStack(stack).hasWarning('/Stack/SteadfastAlarms', Match.stringLikeRegexp('Alarms must reach somebody'));
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } })]) },
    });
  });

  test('may be declined with a reason', () => {
    const stack = stackWith();
    steadfastFunction(stack, 'Function', { alarms: FunctionAlarms.none('a sandbox') });
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });
});

test('decisions of the organisation hold below their scope, the nearest first', () => {
  const stack = stackWith();
  SteadfastDefaults.of(stack.node.root).set({ logRetention: logs.RetentionDays.ONE_YEAR });
  SteadfastDefaults.of(stack).set({ logRetention: logs.RetentionDays.ONE_DAY });
  steadfastFunction(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 1 });
});

test('what an unconfigured function gets', () => {
  const stack = stackWith();
  new SteadfastFunction(stack, 'Function', CODE);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Architectures: ['arm64'], MemorySize: 512, Timeout: 15, TracingConfig: { Mode: 'Active' },
  });
});
