import { App, Duration, Environment, Stack, aws_applicationautoscaling as scaling, aws_lambda as lambda } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Concurrency, ProvisionedConcurrencyOptions, SteadfastFunctionProps } from '../../src';
import { stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
beforeEach(() => {
  stack = stackWith();
});

const provisioned = (options: ProvisionedConcurrencyOptions): void => {
  steadfastFunction(stack, 'Function', { concurrency: Concurrency.provisioned(options) });
};

test('is unreserved by default: a new account cannot reserve any', () => {
  steadfastFunction(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: Match.absent() });
});

test.each<[string, Partial<SteadfastFunctionProps>]>([
  ['in our words', { concurrency: Concurrency.reserved(7) }],
  ['in the words of CDK', { reservedConcurrentExecutions: 7 }],
])('is reserved %s', (_name, props) => {
  steadfastFunction(stack, 'Function', props);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 7 });
});

test('is decided once', () => {
  expect(() => steadfastFunction(stack, 'Function', { concurrency: Concurrency.unreserved(), reservedConcurrentExecutions: 7 }))
    .toThrow('How many executions may run must be decided once; given: concurrency and reservedConcurrentExecutions');
});

describe('nothing', () => {
  test('is a stated kill switch', () => {
    steadfastFunction(stack, 'Function', { concurrency: Concurrency.stopped('the supplier is down') });
    Template.fromStack(stack).hasResource('AWS::Lambda::Function', {
      Properties: { ReservedConcurrentExecutions: 0 },
      Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'stopped', reason: 'the supplier is down' }] } },
    });
  });

  test('is not reserved by accident', () => {
    expect(() => steadfastFunction(stack, 'Function', { concurrency: Concurrency.reserved(0) })).toThrow('Concurrency.stopped(reason)');
  });

  test('in the words of CDK is kept, and said', () => {
    steadfastFunction(stack, 'Function', { reservedConcurrentExecutions: 0 });
    Annotations.fromStack(stack).hasWarning('/Stack/Function', Match.stringLikeRegexp('which stops it'));
  });
});

describe('kept warm', () => {
  test('is the version, so that the alias moves to a warm one', () => {
    provisioned({ executions: 5 });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Version', { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } });
    template.hasResourceProperties('AWS::Lambda::Alias', { ProvisionedConcurrencyConfig: Match.absent() });
  });

  test('another number publishes another version', () => {
    const versionWith = (executions: number): string => {
      stack = stackWith();
      provisioned({ executions });
      return Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Version'))[0];
    };
    expect(versionWith(5)).not.toEqual(versionWith(6));
  });

  test('follows its use', () => {
    provisioned({ executions: 2, maxExecutions: 20 });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      MinCapacity: 2,
      MaxCapacity: 20,
      ScalableDimension: 'lambda:function:ProvisionedConcurrency',
      ResourceId: { 'Fn::Join': ['', ['function:', { Ref: Match.stringLikeRegexp('^Function') }, ':', { 'Fn::GetAtt': [Match.stringLikeRegexp('CurrentVersion'), 'Version'] }]] },
    });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 0.7, PredefinedMetricSpecification: { PredefinedMetricType: 'LambdaProvisionedConcurrencyUtilization' } },
    });
  });

  test('follows the clock, down to nothing', () => {
    provisioned({
      executions: 2,
      schedules: [
        { schedule: scaling.Schedule.cron({ hour: '8', minute: '0' }), min: 10 },
        { schedule: scaling.Schedule.cron({ hour: '18', minute: '0' }), min: 0 },
      ],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      ScheduledActions: [
        Match.objectLike({ ScalableTargetAction: { MinCapacity: 10, MaxCapacity: 10 } }),
        Match.objectLike({ ScalableTargetAction: { MinCapacity: 0, MaxCapacity: 0 } }),
      ],
    });
  });

  test('follows the clock between two numbers', () => {
    provisioned({ executions: 1, schedules: [{ schedule: scaling.Schedule.expression('rate(1 day)'), min: 1, max: 3 }] });
    Template.fromStack(stack).hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      ScheduledActions: [Match.objectLike({ ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 3 } })],
    });
  });

  test.each<[string, ProvisionedConcurrencyOptions, string]>([
    ['none', { executions: 0 }, 'at least 1; given: 0'],
    ['a part of one', { executions: 1.5 }, 'given: 1.5'],
    ['a most below the least', { executions: 5, maxExecutions: 4 }, 'given: executions 5 and maxExecutions 4'],
    ['a utilization beyond 0.9', { executions: 5, maxExecutions: 9, targetUtilization: 0.95 }, 'between 0.1 and 0.9; given: 0.95'],
    ['more than is reserved', { executions: 5, reserved: 4 }, 'given: 5 kept warm and 4 reserved'],
    ['a most beyond what is reserved', { executions: 2, maxExecutions: 9, reserved: 4 }, 'given: 9 kept warm and 4 reserved'],
  ])('%s is refused', (_name, options, message) => {
    expect(() => provisioned(options)).toThrow(message);
  });
});

describe('contradictions that CDK takes without a word', () => {
  const SNAP = { runtime: lambda.Runtime.PYTHON_3_13, snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS };

  test.each<[string, Partial<SteadfastFunctionProps>, string]>([
    ['more warm than reserved', { reservedConcurrentExecutions: 2, currentVersionOptions: { provisionedConcurrentExecutions: 3 } }, 'given: 3 kept warm and 2 reserved'],
    ['SnapStart beside provisioned concurrency', { ...SNAP, concurrency: Concurrency.provisioned({ executions: 1 }) }, 'either SnapStart or provisioned concurrency; given: both'],
    ['warm executions decided twice', { concurrency: Concurrency.provisioned({ executions: 1 }), currentVersionOptions: { provisionedConcurrentExecutions: 3 } }, 'must be decided once'],
  ])('%s', (_name, props, message) => {
    expect(() => steadfastFunction(stack, 'Function', { timeout: Duration.seconds(5), ...props })).toThrow(message);
  });

  test('SnapStart alone is none', () => {
    steadfastFunction(stack, 'Function', SNAP);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { SnapStart: { ApplyOn: 'PublishedVersions' } });
  });
});

test.each<[string, unknown, number]>([
  ['as it is', undefined, 1],
  ['as a stack states it', 3000, 0],
  ['as a stack states it, and too low', 1049, 1],
  ['that is no number', 'much', 1],
])('950 reserved executions are held against the limit of the account %s', (_name, accountConcurrency, warnings) => {
  stack.templateOptions.metadata = { 'cdk-steadfast': { accountConcurrency } };
  steadfastFunction(stack, 'Function', { concurrency: Concurrency.reserved(950) });
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('concurrency-budget'))).toHaveLength(warnings);
});

test.each<[string, [Environment?, Environment?], number]>([
  ['of one account and region', [{ account: '1', region: 'a' }, { account: '1', region: 'a' }], 1],
  ['of two regions', [{ account: '1', region: 'a' }, { account: '1', region: 'b' }], 0],
  ['of which nobody knows where they will be', [], 0],
])('what two stacks %s reserve is added up where they share a limit', (_name, environments, warnings) => {
  const app = new App();
  const stacks = ['One', 'Other'].map((id, index) => new Stack(app, id, { env: environments[index] }));
  stacks.forEach(each => steadfastFunction(each, 'Function', { concurrency: Concurrency.reserved(500) }));
  const said = stacks.flatMap(each => Annotations.fromStack(each).findWarning('*', Match.stringLikeRegexp('1000 reserved together')));
  expect(said).toHaveLength(warnings);
});
