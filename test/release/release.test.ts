import { Duration, Stack, Stage, aws_cloudwatch as cloudwatch, aws_codedeploy as codedeploy, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Release, SmokeTest, SteadfastDefaults, SteadfastFunction } from '../../src';
import { actionsOf, statementsOf } from '../support/roles';
import { Simulation } from '../support/simulation';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

const VERSION = /^FunctionCurrentVersion/;

interface Released {
  readonly stack: Stack;
  readonly fn: SteadfastFunction;
  readonly template: Template;
}

function released(release: Release, props: Partial<lambda.FunctionProps> = {}, stack = stackWith()): Released {
  const fn = steadfastFunction(stack, 'Function', { release, ...props });
  return { stack, fn, template: Template.fromStack(stack) };
}

interface Resource {
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: string[];
  readonly UpdatePolicy?: unknown;
}

function only(template: Template, type: string, props?: unknown): [string, Resource] {
  const found = Object.entries(template.findResources(type, props));
  expect(found).toHaveLength(1);
  return found[0] as [string, Resource];
}

const rollbackAlarmOf = (template: Template) => only(template, 'AWS::CloudWatch::Alarm', { Properties: { AlarmName: Match.stringLikeRegexp('-rollback-') } });
const synthErrors = (stack: Stack) => stack.node.root.node.findAll().flatMap(construct => construct.node.validate());

describe('traffic', () => {
  test('moves in one step, without CodeDeploy, where nobody asks for more', () => {
    Template.fromStack(steadfastFunction(stackWith()).stack).resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
    released(Release.allAtOnce()).template.resourceCountIs('AWS::CodeDeploy::Application', 0);
  });

  test.each([
    ['a canary', Release.canary(), 'CodeDeployDefault.LambdaCanary10Percent10Minutes'],
    ['a canary of five minutes', Release.canary({ interval: Duration.minutes(5) }), 'CodeDeployDefault.LambdaCanary10Percent5Minutes'],
    ['linear steps', Release.linear(), 'CodeDeployDefault.LambdaLinear10PercentEvery3Minutes'],
    ['steps of a minute', Release.linear({ interval: Duration.minutes(1) }), 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute'],
    ['all at once, after a test', Release.custom(codedeploy.LambdaDeploymentConfig.ALL_AT_ONCE, { smokeTest: SmokeTest.ofRequest() }), 'CodeDeployDefault.LambdaAllAtOnce'],
  ])('moves as %s by a configuration that every account has', (_name, release, DeploymentConfigName) => {
    const { template } = released(release);
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', { DeploymentConfigName });
    template.resourceCountIs('AWS::CodeDeploy::DeploymentConfig', 0);
  });

  test('moves as nobody else\'s by a configuration that the functions of the stack share', () => {
    const stack = stackWith();
    const release = Release.linear({ percentage: 25, interval: Duration.hours(1) });
    ['One', 'Two'].forEach(id => steadfastFunction(stack, id, { release }));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::CodeDeploy::DeploymentConfig', 1);
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
      ComputePlatform: 'Lambda',
      TrafficRoutingConfig: { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearInterval: 60, LinearPercentage: 25 } },
    });
  });

  test.each([
    ['no traffic', Release.canary({ percentage: 0 }), '1 to 99 percent'],
    ['all traffic', Release.canary({ percentage: 100 }), '1 to 99 percent'],
    ['half a minute', Release.canary({ interval: Duration.seconds(30) }), 'whole minutes apart'],
    ['more than two days', Release.canary({ interval: Duration.hours(49) }), 'at most 48 hours'],
    ['more than two days in steps', Release.linear({ percentage: 1, interval: Duration.minutes(30) }), 'at most 48 hours'],
    ['an error rate of nothing', Release.canary({ errorRate: 0 }), 'above 0 and up to 100 percent'],
  ])('cannot move by %s', (_name, release, must) => {
    expect(() => steadfastFunction(stackWith(), 'Function', { release })).toThrow(must);
  });

  test.each([
    ['a first step of 48 hours', Release.canary({ interval: Duration.hours(48) })],
    ['nine intervals that make 48 hours', Release.linear({ percentage: 10, interval: Duration.minutes(320) })],
  ])('may move by %s', (_name, release) => {
    expect(() => steadfastFunction(stackWith(), 'Function', { release })).not.toThrow();
  });

  test('moves at once where a stage switched gradual releases off', () => {
    const stack = stackWith();
    const development = new Stage(stack.node.root as Stage, 'Development');
    SteadfastDefaults.of(development).set({ gradualReleases: false });
    const { template } = released(Release.canary({ smokeTest: SmokeTest.ofRequest() }), {}, new Stack(development, 'Stack'));
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
    template.resourceCountIs('AWS::Lambda::Function', 1);
  });

  test('of a plain function\'s alias moves the same way', () => {
    const stack = stackWith();
    const fn = plainFunction(stack);
    Release.canary().applyTo(new lambda.Alias(fn, 'Alias', { aliasName: 'prod', version: fn.currentVersion }));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 1);
    expect(JSON.stringify(rollbackAlarmOf(template))).toContain(':prod');
  });
});

describe('the alarm that takes a version back', () => {
  test('reads the new version alone, and only what CloudWatch documents', () => {
    const { template } = released(Release.canary());
    const [, alarm] = rollbackAlarmOf(template);
    const dimensions = [
      { Name: 'ExecutedVersion', Value: { 'Fn::GetAtt': [expect.stringMatching(VERSION), 'Version'] } },
      { Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^Function/) } },
      { Name: 'Resource', Value: { 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^Function/) }, ':live']] } },
    ];
    const sum = (MetricName: string) => expect.objectContaining({ MetricStat: { Metric: { Dimensions: dimensions, MetricName, Namespace: 'AWS/Lambda' }, Period: 300, Stat: 'Sum' } });
    expect(alarm.Properties).toMatchObject({
      TreatMissingData: 'notBreaching',
      Threshold: 5,
      Metrics: [expect.objectContaining({ Expression: 'IF(errors >= 2, 100 * errors / invocations, 0)' }), sum('Errors'), sum('Invocations')],
    });
  });

  test('is there before traffic moves, and so is the right to move it', () => {
    const { template } = released(Release.canary());
    const [alarmId] = rollbackAlarmOf(template);
    const [, alias] = only(template, 'AWS::Lambda::Alias');
    expect(alias.DependsOn).toEqual(expect.arrayContaining([alarmId, expect.stringMatching(/^SteadfastReleaseRoleDefaultPolicy/)]));
  });

  test('is new with every version: one that moved along would keep its state and stop the mending deployment', () => {
    const alarmOf = (memorySize: number) => rollbackAlarmOf(released(Release.canary(), { memorySize }).template);
    const [[firstId, first], [secondId, second], [againId]] = [alarmOf(512), alarmOf(1024), alarmOf(512)];
    expect(secondId).not.toBe(firstId);
    expect(second.Properties.AlarmName).not.toBe(first.Properties.AlarmName);
    expect(againId).toBe(firstId);
  });

  test('is watched together with the user\'s, and CodeDeploy rolls back on its own', () => {
    const stack = stackWith();
    const mine = new cloudwatch.Alarm(stack, 'Mine', { metric: new cloudwatch.Metric({ namespace: 'Mine', metricName: 'Orders' }), threshold: 1, evaluationPeriods: 1 });
    const { template } = released(Release.canary({ alarms: [mine], errorRate: 20, minimumErrors: 7 }), {}, stack);
    const [alarmId, alarm] = rollbackAlarmOf(template);
    expect(alarm.Properties).toMatchObject({ Threshold: 20, Metrics: [expect.objectContaining({ Expression: expect.stringContaining('errors >= 7') }), {}, {}] });
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: alarmId } }, { Name: { Ref: Match.stringLikeRegexp('^Mine') } }] },
      AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'] },
    });
  });

  test('leaves room for nine more', () => {
    const stack = stackWith();
    const alarms = [...Array(10).keys()].map(n => cloudwatch.Alarm.fromAlarmName(stack, `Alarm${n}`, `alarm-${n}`));
    expect(() => steadfastFunction(stack, 'Ten', { release: Release.canary({ alarms }) })).toThrow('at most 10 alarms, of which one is its own; given: 10 more');
    expect(() => steadfastFunction(stack, 'Nine', { release: Release.canary({ alarms: alarms.slice(1) }) })).not.toThrow();
  });
});

describe('CodeDeploy', () => {
  test('has one application a stack', () => {
    const stack = stackWith();
    ['One', 'Two'].forEach(id => steadfastFunction(stack, id, { release: Release.canary() }));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::CodeDeploy::Application', 1);
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 2);
  });

  test('is told of by the alias', () => {
    const [, alias] = only(released(Release.canary()).template, 'AWS::Lambda::Alias');
    expect(alias.UpdatePolicy).toEqual({ CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: expect.stringMatching(/^SteadfastReleases/) }, DeploymentGroupName: { Ref: expect.stringMatching(/^FunctionDeploymentGroup/) } } });
  });

  describe('may', () => {
    const stack = stackWith();
    const mine = new cloudwatch.Alarm(stack, 'Mine', { metric: new cloudwatch.Metric({ namespace: 'Mine', metricName: 'Orders' }), threshold: 1, evaluationPeriods: 1 });
    const foreign = new cloudwatch.Alarm(stack, 'Foreign', { metric: new cloudwatch.Metric({ namespace: 'Mine', metricName: 'Orders' }), threshold: 2, evaluationPeriods: 1 });
    const fn = steadfastFunction(stack, 'Function', { release: Release.canary({ alarms: [mine], smokeTest: SmokeTest.ofRequest() }) });
    const other = steadfastFunction(stack, 'Other');
    const role = fn.stack.node.findChild('SteadfastReleaseRole') as iam.Role;
    const hook = fn.node.findChild('SmokeTest') as lambda.Function;
    const alarmArn = (name: string) => `arn:aws:cloudwatch:us-east-1:111111111111:alarm:${name}`;
    let name: string;
    let simulation: Simulation;
    beforeAll(() => {
      name = rollbackAlarmOf(Template.fromStack(stack))[1].Properties.AlarmName as string;
      simulation = new Simulation(role);
    });

    test.each<[string, boolean, string, () => unknown, string]>([
      ['read the alias', true, 'lambda:GetAlias', () => fn.unqualified.functionArn, ''],
      ['move the alias', true, 'lambda:UpdateAlias', () => fn.unqualified.functionArn, ''],
      ['see the rollback alarm of any version', true, 'cloudwatch:DescribeAlarms', () => alarmArn(name), ''],
      ['see the user\'s alarm', true, 'cloudwatch:DescribeAlarms', () => mine.alarmArn, ''],
      ['run the smoke test', true, 'lambda:InvokeFunction', () => hook.functionArn, ''],
      ['move another function\'s alias', false, 'lambda:UpdateAlias', () => other.unqualified.functionArn, ''],
      ['see another alarm', false, 'cloudwatch:DescribeAlarms', () => foreign.alarmArn, ''],
      ['run the function itself', false, 'lambda:InvokeFunction', () => fn.unqualified.functionArn, ''],
      ['change the function\'s code', false, 'lambda:UpdateFunctionCode', () => fn.unqualified.functionArn, ''],
    ])('%s: %s', async (_name, allowed, action, resource, suffix) => {
      expect(await simulation.allows(action, resource(), suffix)).toBe(allowed);
    });

    test('nothing else, and by no policy of AWS', () => {
      expect(actionsOf(role)).toEqual(['cloudwatch:DescribeAlarms', 'lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:InvokeFunction', 'lambda:UpdateAlias']);
      expect(statementsOf(role).map(statement => statement.Resource)).not.toContain('*');
      Template.fromStack(stack).allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
    });
  });

  test('asks the user\'s functions before and after', () => {
    const stack = stackWith();
    const [before, after] = ['Before', 'After'].map(id => plainFunction(stack, id));
    const { template, fn } = released(Release.canary({ beforeTraffic: before, afterTraffic: after }), {}, stack);
    const [, alias] = only(template, 'AWS::Lambda::Alias');
    expect(alias.UpdatePolicy).toEqual({
      CodeDeployLambdaAliasUpdate: expect.objectContaining({
        BeforeAllowTrafficHook: { Ref: expect.stringMatching(/^Before/) }, AfterAllowTrafficHook: { Ref: expect.stringMatching(/^After/) },
      }),
    });
    expect(actionsOf(before)).toContain('codedeploy:PutLifecycleEventHookExecutionStatus');
    expect(actionsOf(fn.stack.node.findChild('SteadfastReleaseRole') as iam.Role)).toContain('lambda:InvokeFunction');
  });

  describe('knows a steadfast hook by the name of the function, and may invoke that:', () => {
    const stack = stackWith();
    const [before, after] = ['Before', 'After'].map(id => steadfastFunction(stack, id));
    const fn = steadfastFunction(stack, 'Function', { release: Release.canary({ beforeTraffic: before, afterTraffic: after }) });
    const role = stack.node.findChild('SteadfastReleaseRole') as iam.Role;

    test('the alias names both, and stays an alias of its own function', () => {
      const alias = Template.fromStack(stack).toJSON().Resources[stack.getLogicalId(fn.liveAlias.node.defaultChild as lambda.CfnAlias)];
      expect(alias.UpdatePolicy.CodeDeployLambdaAliasUpdate).toMatchObject({
        BeforeAllowTrafficHook: stack.resolve(before.unqualified.functionName), AfterAllowTrafficHook: stack.resolve(after.unqualified.functionName),
      });
      expect(alias.Properties.FunctionName).toEqual(stack.resolve(fn.unqualified.functionName));
    });

    test.each([['before', before], ['after', after]])('%s traffic moves', async (_when, hook) => {
      const simulation = new Simulation(role);
      expect(await simulation.allows('lambda:InvokeFunction', hook.unqualified.functionArn)).toBe(true);
      expect(await simulation.allows('lambda:InvokeFunction', hook.unqualified.functionArn, ':live')).toBe(false);
      // The service authorization data names no resource for this action, so a simulation would judge wrongly: the statement is read instead.
      expect(statementsOf(hook).find(statement => String(statement.Action).startsWith('codedeploy'))?.Resource)
        .toEqual({ 'Fn::Join': ['', expect.arrayContaining([{ Ref: expect.stringMatching(/^FunctionDeploymentGroup/) }])] });
    });
  });
});

describe('what a gradual release cannot do is said at synth:', () => {
  test('its limits, once a stack', () => {
    const stack = stackWith();
    ['One', 'Two'].forEach(id => steadfastFunction(stack, id, { release: Release.canary() }));
    expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('deployment that creates the alias'))).toHaveLength(1);
  });

  test('provisioned concurrency on the same alias', () => {
    const { stack, fn } = released(Release.canary());
    (fn.liveAlias.node.defaultChild as lambda.CfnAlias).provisionedConcurrencyConfig = { provisionedConcurrentExecutions: 5 };
    expect(synthErrors(stack)).toEqual([expect.stringContaining('Provisioned concurrency must be on the version')]);
  });

  test('weights on the same alias', () => {
    const stack = stackWith();
    const fn = plainFunction(stack);
    const old = lambda.Version.fromVersionArn(stack, 'Old', 'arn:aws:lambda:us-east-1:111111111111:function:plain:3');
    Release.canary().applyTo(new lambda.Alias(fn, 'Alias', { aliasName: 'prod', version: fn.currentVersion, additionalVersions: [{ version: old, weight: 0.2 }] }));
    expect(synthErrors(stack)).toEqual([expect.stringContaining('divided by one hand')]);
  });

  test('two hooks before traffic', () => {
    const stack = stackWith();
    const release = Release.canary({ smokeTest: SmokeTest.ofRequest(), beforeTraffic: plainFunction(stack) });
    expect(() => steadfastFunction(stack, 'Function', { release }))
      .toThrow('One function must decide whether a new version may see traffic');
  });

  test('nothing where it can', () => {
    const { stack } = released(Release.canary({ smokeTest: SmokeTest.ofRequest() }), {
      currentVersionOptions: { provisionedConcurrentExecutions: 5 },
    });
    expect(synthErrors(stack)).toEqual([]);
  });
});

describe('old versions', () => {
  test('are kept on request, whether traffic moves gradually or not', () => {
    for (const release of [Release.allAtOnce({ keepOldVersions: true }), Release.canary({ keepOldVersions: true })]) {
      released(release).template.hasResource('AWS::Lambda::Version', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  test('are not kept where each goes on being charged for provisioned concurrency', () => {
    const stack = stackWith();
    steadfastFunction(stack, 'Function', { release: Release.canary({ keepOldVersions: true }), currentVersionOptions: { provisionedConcurrentExecutions: 5 } });
    expect(synthErrors(stack)).toEqual([expect.stringContaining('each goes on being charged')]);
  });
});
