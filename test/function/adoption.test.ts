import { readFileSync } from 'fs';
import { App, Duration, Stack, aws_lambda as lambda, aws_sns as sns, aws_sns_subscriptions as subscriptions } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Concurrency, FailurePath, FunctionAlarms, Release, SteadfastFunctionProps } from '../../src';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';
import { validatorFindings } from '../support/validator-findings';

/** The props by which docs/adoption.md keeps the old way, as they stand there. */
const OLD_WAYS: Record<string, Partial<SteadfastFunctionProps>> = {
  'timeout: Duration.seconds(3)': { timeout: Duration.seconds(3) },
  'memorySize: 128': { memorySize: 128 },
  'architecture: lambda.Architecture.X86_64': { architecture: lambda.Architecture.X86_64 },
  'tracing: lambda.Tracing.DISABLED': { tracing: lambda.Tracing.DISABLED },
  'loggingFormat: lambda.LoggingFormat.TEXT': { loggingFormat: lambda.LoggingFormat.TEXT },
  'failurePath: FailurePath.dropBecause(reason)': { failurePath: FailurePath.dropBecause('as before') },
  'alarms: FunctionAlarms.none(reason)': { alarms: FunctionAlarms.none('as before') },
};

/** What a function looks like in a template, with the defaults of Lambda spelled out and without names. */
function shape(template: Template): object {
  const [{ Properties }] = Object.values(template.findResources('AWS::Lambda::Function'));
  const { LoggingConfig, Role, ...rest } = Properties;
  return { Timeout: 3, MemorySize: 128, Architectures: ['x86_64'], LogFormat: 'Text', ...rest, ...(LoggingConfig ? { LogFormat: LoggingConfig.LogFormat } : {}) };
}

test('with every old way kept, the function is what CDK would have made', () => {
  const [plain, ours] = [stackWith(), stackWith()];
  plainFunction(plain);
  steadfastFunction(ours, 'Plain', Object.assign({}, ...Object.values(OLD_WAYS)));
  const { TracingConfig, ...shaped } = shape(Template.fromStack(ours)) as { TracingConfig?: unknown };
  expect(shaped).toEqual(shape(Template.fromStack(plain)));
  expect(TracingConfig).toBeUndefined();
});

test.each(Object.keys(OLD_WAYS))('the table names %s', way => {
  expect(readFileSync('docs/adoption.md', 'utf8')).toContain(`| \`${way}\` |`);
});

test('each old way is a difference that the default makes', () => {
  for (const [way, props] of Object.entries(OLD_WAYS)) {
    const [kept, changed] = [stackWith(), stackWith()];
    steadfastFunction(kept, 'Function', props).grantInvoke(plainFunction(kept, 'Caller'));
    steadfastFunction(changed).grantInvoke(plainFunction(changed, 'Caller'));
    expect([way, Template.fromStack(kept).toJSON().Resources]).not.toEqual([way, Template.fromStack(changed).toJSON().Resources]);
  }
});

describe('forty functions fit one stack of 500 resources', () => {
  type Fill = (fn: lambda.Function) => void;
  /** What each feature adds to a function of its own; what a stack shares is made once. */
  const count = (functions: number, props: Partial<SteadfastFunctionProps>, fill: Fill = () => {}, flags: Record<string, unknown> = {}): number => {
    const stack = stackWith(flags);
    for (let number = 1; number <= functions; number++) fill(steadfastFunction(stack, `Function${number}`, props));
    return Object.keys(Template.fromStack(stack).toJSON().Resources).length;
  };
  const asynchronous = (fn: lambda.Function): void => fn.configureAsyncInvoke({});

  test.each<[string, Partial<SteadfastFunctionProps>, ((fn: lambda.Function) => void) | undefined, number]>([
    ['a plain function', {}, undefined, 9],
    ['with reserved concurrency', { concurrency: Concurrency.reserved(5) }, undefined, 10],
    ['invoked asynchronously', {}, asynchronous, 11],
    ['invoked asynchronously, with reserved concurrency', { concurrency: Concurrency.reserved(5) }, asynchronous, 12],
    ['with reserved concurrency and a canary', { concurrency: Concurrency.reserved(5), release: Release.canary() }, undefined, 12],
  ])('%s', (_name, props, fill, own) => {
    expect((count(20, props, fill) - count(10, props, fill)) / 10).toBe(own);
    expect(count(40, props, fill)).toBeLessThanOrEqual(500);
  });

  test('and 37 where a flag of CDK makes the log groups: the right to write to it is a policy of its own', () => {
    const [reserved, flags] = [{ concurrency: Concurrency.reserved(5) }, { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true }];
    expect((count(20, reserved, asynchronous, flags) - count(10, reserved, asynchronous, flags)) / 10).toBe(13);
    expect(count(37, reserved, asynchronous, flags)).toBeLessThanOrEqual(500);
  });
});

test('a subscription of CDK\'s own to the function draws no doubt from CDK\'s validator', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new sns.Topic(stack, 'News').addSubscription(new subscriptions.LambdaSubscription(steadfastFunction(stack)));
  expect(validatorFindings(app).filter(finding => finding.startsWith('W'))).toEqual([]);
});
