import { Duration, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Release, SmokeTest } from '../../src';
import { SmokeTestPlan } from '../../src/handlers/smoke-test-plan';
import { actionsOf, statementsOf } from '../support/roles';
import { Simulation } from '../support/simulation';
import { stackWith, steadfastFunction } from '../support/stacks';

function tested(smokeTest: SmokeTest) {
  const stack = stackWith();
  const fn = steadfastFunction(stack, 'Function', { release: Release.canary({ smokeTest }) });
  return { stack, fn, hook: fn.node.findChild('SmokeTest') as lambda.Function };
}

function planOf(smokeTest: SmokeTest): SmokeTestPlan {
  const hooks = Template.fromStack(tested(smokeTest).stack).findResources('AWS::Lambda::Function', { Properties: { Environment: { Variables: { SMOKE_TEST: Match.anyValue() } } } });
  return JSON.parse(Object.values(hooks)[0].Properties.Environment.Variables.SMOKE_TEST);
}

test('CodeDeploy runs it before traffic moves, on the new version', () => {
  const template = Template.fromStack(tested(SmokeTest.ofRequest()).stack);
  template.hasResource('AWS::Lambda::Alias', {
    UpdatePolicy: { CodeDeployLambdaAliasUpdate: { BeforeAllowTrafficHook: { Ref: Match.stringLikeRegexp('^FunctionSmokeTest') } } },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^FunctionSmokeTest')]),
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { VERSION_ARN: { Ref: Match.stringLikeRegexp('^FunctionCurrentVersion') } } },
    Timeout: 75,
  });
});

test('a request is named as both payload formats name it', () => {
  expect(planOf(SmokeTest.ofRequest({ method: 'POST', path: '/orders', query: { dry: '1' }, body: '{}', expectedStatus: 201, expectedBody: { ok: true } }))).toMatchObject({
    request: true,
    payload: {
      httpMethod: 'POST',
      path: '/orders',
      queryStringParameters: { dry: '1' },
      version: '2.0',
      rawPath: '/orders',
      rawQueryString: 'dry=1',
      requestContext: { http: { method: 'POST', path: '/orders' } },
      body: '{}',
    },
    result: { statusCode: 201 },
    body: { ok: true },
    timeout: 30_000,
  });
});

test('an event is handed over as it is', () => {
  expect(planOf(SmokeTest.ofEvent({ payload: { Records: [] }, expectedResult: { batchItemFailures: [] }, timeout: Duration.minutes(2) })))
    .toEqual({ request: false, payload: { Records: [] }, result: { batchItemFailures: [] }, timeout: 120_000 });
});

test.each([
  ['takes longer than a function may', () => SmokeTest.ofRequest({ timeout: Duration.minutes(15) }), '1 second to 14 minutes; given: 900 seconds'],
  ['takes no time', () => SmokeTest.ofRequest({ timeout: Duration.millis(10) }), '1 second to 14 minutes'],
  ['does not fit into an environment', () => SmokeTest.ofEvent({ payload: { text: 'x'.repeat(4000) } }), '3000 characters of an environment'],
])('one that %s is refused', (_name, make, message) => {
  expect(make).toThrow(message);
});

describe('its role', () => {
  const { fn, hook, stack } = tested(SmokeTest.ofRequest());
  const other = steadfastFunction(stack, 'Other');
  const simulation = () => new Simulation(hook);
  test('invokes any version of the function, and nothing else', async () => {
    expect(await simulation().allows('lambda:InvokeFunction', fn.unqualified.functionArn, ':7')).toBe(true);
    expect(await simulation().allows('lambda:InvokeFunction', fn.unqualified.functionArn)).toBe(false);
    expect(await simulation().allows('lambda:InvokeFunction', other.unqualified.functionArn, ':7')).toBe(false);
  });

  test('logs to its own group only', async () => {
    expect(await simulation().allows('logs:PutLogEvents', (fn.node.findChild('SmokeTestLogs') as logs.LogGroup).logGroupArn, ':log-stream:one')).toBe(true);
    expect(await simulation().allows('logs:PutLogEvents', fn.logGroup.logGroupArn, ':log-stream:one')).toBe(false);
  });

  test('reports about its own deployment group only', () => {
    // The service authorization data names no resource for this action, so a simulation would judge wrongly: the statement is read instead.
    expect(statementsOf(hook).find(statement => String(statement.Action).startsWith('codedeploy'))?.Resource).toEqual({
      'Fn::Join': ['', [
        'arn:', { Ref: 'AWS::Partition' }, ':codedeploy:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':deploymentgroup:',
        { Ref: expect.stringMatching(/^SteadfastReleases/) }, '/', { Ref: expect.stringMatching(/^FunctionDeploymentGroup/) },
      ]],
    });
  });

  test('holds nothing else', () => {
    expect(actionsOf(hook)).toEqual(['codedeploy:PutLifecycleEventHookExecutionStatus', 'lambda:InvokeFunction', 'logs:CreateLogStream', 'logs:PutLogEvents']);
  });
});

test('the runtimes that CDK knows stay as they are: the version of every function with an imported layer hangs on them', () => {
  const known = lambda.Runtime.ALL.length;
  tested(SmokeTest.ofRequest());
  expect(lambda.Runtime.ALL).toHaveLength(known);
});
