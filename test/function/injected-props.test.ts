import { App, Duration, IPropertyInjector, InjectionContext, Stack, aws_iam as iam, aws_lambda as lambda, aws_lambda_nodejs as nodejs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SteadfastNodejsFunction } from '../../src';
import { CODE, steadfastFunction } from '../support/stacks';

/** What an organisation injects into every function of CDK. */
class Injector implements IPropertyInjector {
  constructor(public readonly constructUniqueId: string, private readonly change: (props: object) => object) {}

  public inject(originalProps: object, _context: InjectionContext): object {
    return this.change(originalProps);
  }
}

function stackInjecting(change: (props: object) => object, uniqueId = lambda.Function.PROPERTY_INJECTION_ID): Stack {
  return new Stack(new App({ propertyInjectors: [new Injector(uniqueId, change)] }), 'Stack');
}

const ORGANISATION = {
  memorySize: 2048, timeout: Duration.minutes(5), tracing: lambda.Tracing.PASS_THROUGH, loggingFormat: lambda.LoggingFormat.TEXT,
};

test('an injected default comes before ours', () => {
  const stack = stackInjecting(props => ({ ...ORGANISATION, ...props }));
  const fn = steadfastFunction(stack);
  expect(fn.timeout?.toMinutes()).toBe(5);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: 2048, Timeout: 300, TracingConfig: { Mode: 'PassThrough' }, LoggingConfig: { LogFormat: 'Text' },
  });
});

test('the user comes before both', () => {
  const stack = stackInjecting(props => ({ ...ORGANISATION, ...props }));
  steadfastFunction(stack, 'Function', { memorySize: 1024 });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { MemorySize: 1024, Timeout: 300 });
});

test.each<[string, (props: object) => object]>([
  ['completes', props => ({ deadLetterQueueEnabled: true, retryAttempts: 1, ...props })],
  ['forces', props => ({ ...props, deadLetterQueueEnabled: true, retryAttempts: 1 })],
])('what an injector %s about failed events moves to the alias', (_name, change) => {
  const stack = stackInjecting(change);
  steadfastFunction(stack).grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com'));
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    Qualifier: Match.not('$LATEST'),
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FunctionDeadLetterQueue'), 'Arn'] } } },
  });
  template.hasResourceProperties('AWS::Lambda::Function', { DeadLetterConfig: Match.absent() });
});

test('an injector for NodejsFunction is heard too', () => {
  const stack = stackInjecting(props => ({ memorySize: 3008, ...props }), nodejs.NodejsFunction.PROPERTY_INJECTION_ID);
  new SteadfastNodejsFunction(stack, 'Function', { code: CODE.code, handler: 'index.handler' });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { MemorySize: 3008 });
});

test('of two injectors the nearest is heard, as CDK has it', () => {
  const injecting = (defaults: object): Injector => new Injector(lambda.Function.PROPERTY_INJECTION_ID, props => ({ ...defaults, ...props }));
  const app = new App({ propertyInjectors: [injecting({ timeout: Duration.minutes(5) })] });
  const stack = new Stack(app, 'Stack', { propertyInjectors: [injecting({ memorySize: 1024 })] });
  steadfastFunction(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { MemorySize: 1024, Timeout: 15 });
});
