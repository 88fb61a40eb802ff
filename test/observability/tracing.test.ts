import { Stack, aws_ecr as ecr, aws_lambda as lambda } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ApplicationSignals, Logs, RoleRights, SteadfastFunction, SteadfastFunctionProps } from '../../src';
import { expectClean } from '../../src/testing';
import { Simulation } from '../support/simulation';
import { steadfastFunction, stackWith } from '../support/stacks';

const TRACES = ['Allow xray:PutTelemetryRecords on *', 'Allow xray:PutTraceSegments on *'];
const tracesOf = (fn: SteadfastFunction): string[] => RoleRights.of(fn).lines.filter(line => line.includes('xray'));

describe('traces', () => {
  test.each<[string, Partial<SteadfastFunctionProps>, object, string[]]>([
    ['are sent where nobody says otherwise', {}, { TracingConfig: { Mode: 'Active' } }, TRACES],
    ['are sent where a caller traces', { tracing: lambda.Tracing.PASS_THROUGH }, { TracingConfig: { Mode: 'PassThrough' } }, TRACES],
    ['are not sent, and no right is there', { tracing: lambda.Tracing.DISABLED }, { TracingConfig: Match.absent() }, []],
  ])('%s', (_name, props, expected, rights) => {
    const fn = steadfastFunction(stackWith(), 'Function', props);
    Template.fromStack(fn.stack).hasResourceProperties('AWS::Lambda::Function', expected);
    expect(tracesOf(fn)).toEqual(rights);
  });

  test('are made by ADOT where CDK is asked for it', () => {
    const fn = steadfastFunction(stackWith(), 'Function', {
      adotInstrumentation: {
        layerVersion: lambda.AdotLayerVersion.fromJavaScriptSdkLayerVersion(lambda.AdotLambdaLayerJavaScriptSdkVersion.LATEST),
        execWrapper: lambda.AdotLambdaExecWrapper.REGULAR_HANDLER,
      },
    });
    Template.fromStack(fn.stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-handler' } }, Layers: [Match.anyValue()], TracingConfig: { Mode: 'Active' },
    });
    expect(tracesOf(fn)).toEqual(TRACES);
  });
});

describe('Application Signals', () => {
  const LAYER = 'arn:aws:lambda:us-east-1:615299751070:layer:AWSOpenTelemetryDistroJs:6';
  const signalling = (props: Partial<SteadfastFunctionProps> = {}, stack: Stack = stackWith(), serviceName?: string): SteadfastFunction => (
    steadfastFunction(stack, 'Function', {
      applicationSignals: ApplicationSignals.byLayer(lambda.LayerVersion.fromLayerVersionArn(stack, 'Signals', LAYER), { serviceName }), ...props,
    })
  );

  test('are sent by a layer of AWS around the handler, and nothing else of the function changes', () => {
    const stack = stackWith();
    const fn = signalling({ environment: { MINE: 'kept' }, logs: Logs.json({ serviceName: 'orders' }) }, stack, 'orders');
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Layers: [LAYER],
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      Environment: {
        Variables: { MINE: 'kept', POWERTOOLS_SERVICE_NAME: 'orders', AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument', OTEL_SERVICE_NAME: 'orders' },
      },
    });
    expect(fn.node.findChild('ErrorsAlarm')).toBeDefined();
  });

  test('take no second place for a layer that the user gave already, which Lambda would refuse', () => {
    const stack = stackWith();
    signalling({ layers: [lambda.LayerVersion.fromLayerVersionArn(stack, 'Given', LAYER)] }, stack);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Layers: [LAYER] });
  });

  test('stand beside the layers of the user', () => {
    const stack = stackWith();
    const mine = lambda.LayerVersion.fromLayerVersionArn(stack, 'Mine', 'arn:aws:lambda:us-east-1:111111111111:layer:mine:1');
    signalling({ layers: [mine] }, stack);
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { Layers: [mine.layerVersionArn, LAYER] });
  });

  test('need no policy of AWS and keep the rules of the checker', () => {
    const { stack } = signalling();
    Template.fromStack(stack).allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
    expectClean(stack);
  });

  describe('let the function', () => {
    const fn = signalling();
    const logs = (group: string): string => `arn:aws:logs:us-east-1:111111111111:log-group:${group}`;

    test.each<[string, boolean, string, string]>([
      ['write what is read', true, 'logs:PutLogEvents', `${logs('/aws/application-signals/data')}:log-stream:default`],
      ['start a stream of it', true, 'logs:CreateLogStream', `${logs('/aws/application-signals/data')}:log-stream:default`],
      ['send its traces', true, 'xray:PutTraceSegments', '*'],
      ['write into the logs of another function', false, 'logs:PutLogEvents', `${logs('/aws/lambda/other')}:log-stream:default`],
      ['read what others sent', false, 'logs:GetLogEvents', `${logs('/aws/application-signals/data')}:log-stream:default`],
    ])('%s: %s', async (_name, allowed, action, resource) => {
      expect(await new Simulation(fn).allows(action, resource)).toBe(allowed);
    });
  });

  test.each<[string, Partial<SteadfastFunctionProps>, string]>([
    ['another wrapper', { environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/mine' } }, 'One wrapper must start the handler'],
    ['no traces', { tracing: lambda.Tracing.DISABLED }, 'Application Signals is told by traces'],
    ['ADOT of CDK', {
      adotInstrumentation: {
        layerVersion: lambda.AdotLayerVersion.fromJavaScriptSdkLayerVersion(lambda.AdotLambdaLayerJavaScriptSdkVersion.LATEST),
        execWrapper: lambda.AdotLambdaExecWrapper.REGULAR_HANDLER,
      },
    }, 'How a handler is instrumented must be decided once'],
  ])('are refused beside %s', (_name, props, message) => {
    expect(() => signalling(props)).toThrow(message);
  });

  test('are refused on an image, which takes no layers, by CDK', () => {
    const stack = stackWith();
    const code = lambda.Code.fromEcrImage(ecr.Repository.fromRepositoryName(stack, 'Repository', 'orders'));
    expect(() => signalling({ runtime: lambda.Runtime.FROM_IMAGE, handler: lambda.Handler.FROM_IMAGE, code }, stack)).toThrow(/layers/i);
  });
});
