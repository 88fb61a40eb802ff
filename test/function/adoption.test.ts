import { readFileSync } from 'fs';
import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FailurePath, FunctionAlarms, SteadfastFunctionProps } from '../../src';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

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

test.each(Object.keys(OLD_WAYS))('the table names %s', (way) => {
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

test('forty functions and what they share leave room in one stack', () => {
  const stack = stackWith();
  for (let number = 1; number <= 40; number++) {
    const fn = steadfastFunction(stack, `Function${number}`, { reservedConcurrentExecutions: 5 });
    fn.configureAsyncInvoke({});
  }
  const count = Object.keys(Template.fromStack(stack).toJSON().Resources).length;
  const shared = 5; // parking queue, its policy and alarm; alarm topic and its policy
  expect((count - shared) / 40).toBe(12);
  expect(count).toBeLessThan(500);
});
