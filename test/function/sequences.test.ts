import {
  Duration, Stack, aws_apigateway as apigateway, aws_cloudwatch as cloudwatch, aws_cognito as cognito, aws_dynamodb as dynamodb, aws_events as events,
  aws_events_targets as targets, aws_iam as iam,
  aws_kinesis as kinesis, aws_lambda as lambda, aws_lambda_destinations as destinations,
  aws_lambda_event_sources as sources, aws_logs as logs, aws_logs_destinations as logDestinations, aws_s3 as s3,
  aws_s3_notifications as notifications,
  aws_scheduler as scheduler, aws_scheduler_targets as schedulerTargets, aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs,
  aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { SteadfastFunction } from '../../src';
import { runs } from '../properties/runs';
import { CODE, stackWith } from '../support/stacks';

/*
 * Members used one after the other, in any order, on any props: where CDK's own function synthesizes, ours does too or refuses with a remedy,
 * and whatever the plain template has for it stands in ours. Three bugs of adoption showed only in such pairs.
 */

/** The number keeps ids apart where the same member is used twice. */
type Step = (fn: lambda.Function, stack: Stack, n: number) => void;

const callerIn = (stack: Stack, n: number): iam.Role => new iam.Role(stack, `Caller${n}`, { assumedBy: new iam.ServicePrincipal('states.amazonaws.com') });

const STEPS: Record<string, Step> = {
  'a queue': (fn, stack, n) => fn.addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, `Queue${n}`, { visibilityTimeout: Duration.minutes(2) }))),
  'a table stream': (fn, stack, n) => fn.addEventSource(new sources.DynamoEventSource(new dynamodb.Table(stack, `Table${n}`, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
  }), { startingPosition: lambda.StartingPosition.LATEST })),
  'a stream': (fn, stack, n) => fn.addEventSource(new sources.KinesisEventSource(new kinesis.Stream(stack, `Stream${n}`), { startingPosition: lambda.StartingPosition.LATEST })),
  'a topic': (fn, stack, n) => fn.addEventSource(new sources.SnsEventSource(new sns.Topic(stack, `Topic${n}`))),
  'a subscription': (fn, stack, n) => { new sns.Topic(stack, `Subscribed${n}`).addSubscription(new subscriptions.LambdaSubscription(fn)); },
  'a bucket': (fn, stack, n) => { new s3.Bucket(stack, `Bucket${n}`).addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(fn)); },
  'a rule': (fn, stack, n) => { new events.Rule(stack, `Rule${n}`, { eventPattern: { source: ['mine'] }, targets: [new targets.LambdaFunction(fn)] }); },
  'a schedule': (fn, stack, n) => {
    new scheduler.Schedule(stack, `Schedule${n}`, { schedule: scheduler.ScheduleExpression.rate(Duration.hours(1)), target: new schedulerTargets.LambdaInvoke(fn) });
  },
  'an API': (fn, stack, n) => { new apigateway.RestApi(stack, `Api${n}`, { cloudWatchRole: false }).root.addMethod('GET', new apigateway.LambdaIntegration(fn)); },
  'a workflow': (fn, stack, n) => {
    new sfn.StateMachine(stack, `Machine${n}`, { definitionBody: sfn.DefinitionBody.fromChainable(new tasks.LambdaInvoke(stack, `Task${n}`, { lambdaFunction: fn })) });
  },
  'a user pool': (fn, stack, n) => new cognito.UserPool(stack, `Pool${n}`).addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, fn),
  'a log group': (fn, stack, n) => {
    new logs.LogGroup(stack, `Group${n}`).addSubscriptionFilter('Filter', { destination: new logDestinations.LambdaDestination(fn), filterPattern: logs.FilterPattern.allEvents() });
  },
  'a mapping': (fn, _stack, n) => { fn.addEventSourceMapping(`Mapping${n}`, { eventSourceArn: `arn:aws:sqs:us-east-1:111111111111:queue${n}` }); },
  'grantInvoke to a role': (fn, stack, n) => { fn.grantInvoke(callerIn(stack, n)); },
  'grantInvoke to a service': fn => { fn.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com')); },
  'grantInvokeUrl': (fn, stack, n) => { fn.grantInvokeUrl(callerIn(stack, n)); },
  'grantInvokeLatestVersion': (fn, stack, n) => { fn.grantInvokeLatestVersion(callerIn(stack, n)); },
  'grantInvokeVersion': (fn, stack, n) => { fn.grantInvokeVersion(callerIn(stack, n), fn.currentVersion); },
  'addPermission': (fn, _stack, n) => fn.addPermission(`May${n}`, { principal: new iam.ServicePrincipal('iot.amazonaws.com'), sourceAccount: '111111111111' }),
  'configureAsyncInvoke': fn => fn.configureAsyncInvoke({ retryAttempts: 1 }),
  'configureAsyncInvoke with a destination': (fn, stack, n) => fn.configureAsyncInvoke({ onFailure: new destinations.SqsDestination(new sqs.Queue(stack, `Failed${n}`)) }),
  'addFunctionUrl': fn => { fn.addFunctionUrl(); },
  'addFunctionUrl for anybody': fn => { fn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE }); },
  'addAlias': (fn, _stack, n) => { fn.addAlias(`blue${n}`); },
  'addAlias kept warm': (fn, _stack, n) => { fn.addAlias(`warm${n}`, { provisionedConcurrentExecutions: 1 }).addAutoScaling({ maxCapacity: 2 }); },
  'an alias with callers': (fn, _stack, n) => { fn.addAlias(`called${n}`).grantInvoke(new iam.ServicePrincipal('events.amazonaws.com')); },
  'a configured version': fn => fn.currentVersion.configureAsyncInvoke({ retryAttempts: 0 }),
  'EventInvokeConfig': (fn, stack, n) => { new lambda.EventInvokeConfig(stack, `Config${n}`, { function: fn, retryAttempts: 0 }); },
  'FunctionUrl': (fn, stack, n) => { new lambda.FunctionUrl(stack, `Url${n}`, { function: fn }); },
  'Version': (fn, stack, n) => { new lambda.Version(stack, `Version${n}`, { lambda: fn }); },
  'addEnvironment': (fn, _stack, n) => { fn.addEnvironment(`KEY_${n}`, 'value'); },
  'addLayers': (fn, stack, n) => fn.addLayers(lambda.LayerVersion.fromLayerVersionArn(stack, `Layer${n}`, `arn:aws:lambda:us-east-1:111111111111:layer:mine:${n + 1}`)),
  'addToRolePolicy': (fn, _stack, n) => fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::bucket/${n}`] })),
  'a grant': (fn, stack, n) => { new s3.Bucket(stack, `Read${n}`).grantRead(fn); },
  'an alarm': (fn, stack, n) => { new cloudwatch.Alarm(stack, `Alarm${n}`, { metric: fn.metricErrors(), threshold: 1, evaluationPeriods: 1 }); },
};

const PROPS: Record<string, (stack: Stack) => Partial<lambda.FunctionProps>> = {
  'no props': () => ({}),
  'a reservation': () => ({ reservedConcurrentExecutions: 5 }),
  'a dead-letter queue': stack => ({ deadLetterQueue: new sqs.Queue(stack, 'Dead') }),
  'retries': () => ({ retryAttempts: 1 }),
  'a destination': stack => ({ onFailure: new destinations.SqsDestination(new sqs.Queue(stack, 'Fails')) }),
  'versions kept warm': () => ({ currentVersionOptions: { provisionedConcurrentExecutions: 1 } }),
  'retries of versions': () => ({ currentVersionOptions: { retryAttempts: 1 } }),
  'tenants': () => ({ tenancyConfig: lambda.TenancyConfig.PER_TENANT }),
  'SnapStart': () => ({ runtime: lambda.Runtime.PYTHON_3_13, snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS }),
  'a name': () => ({ functionName: 'mine' }),
  'a role': stack => ({ role: new iam.Role(stack, 'Mine', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) }),
  'a role that stays as it is': stack => ({ role: iam.Role.fromRoleArn(stack, 'Mine', 'arn:aws:iam::111111111111:role/mine', { mutable: false }) }),
  'durable': () => ({ durableConfig: { executionTimeout: Duration.hours(1) } }),
};

interface Resource { readonly Type: string; readonly Properties?: Record<string, unknown> }
type Resources = Record<string, Resource>;

/** CDK names a schedule's role by the ARN of what it invokes. */
const HASHED = /(SchedulerRoleForTarget)[0-9a-f]{6}(DefaultPolicy)?[0-9A-F]{8}/g;

function run(make: (stack: Stack, props: lambda.FunctionProps) => lambda.Function, props: string, steps: string[]): Resources | Error {
  const stack = stackWith();
  try {
    const fn = make(stack, { ...CODE, ...PROPS[props](stack) });
    steps.forEach((step, n) => STEPS[step](fn, stack, n));
    return JSON.parse(JSON.stringify(Template.fromStack(stack).toJSON().Resources).replace(HASHED, '$1$2')) as Resources;
  } catch (error) {
    return error as Error;
  }
}

const isRefusal = (error: Error): boolean => error.message.includes('; given: ');

/** The function, its versions and its live alias are one to whoever compares. */
function fold(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fold);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::GetAtt': attribute } = value as { 'Ref'?: string; 'Fn::GetAtt'?: [string, string] };
  if (/^Function(?!ServiceRole|DeadLetter|Url)/.test(Ref ?? attribute?.[0] ?? '')) return 'FN';
  if (Object.keys(value).some(key => /^Fn::(Join|Select|Split)$/.test(key))) {
    const text = JSON.stringify(Object.values(value).map(fold));
    if (text.includes('"FN"')) return text.includes('"Fn::GetAtt"') || text.includes('"Ref"') || /\/|states|arn:/.test(text) ? fold(Object.values(value)) : 'FN';
  }
  return Object.fromEntries(Object.entries(value).filter(([key]) => !['FunctionName', 'Qualifier'].includes(key)).map(([key, inner]) => [key, fold(inner)]));
}

/** What is called by the name of its function or its qualifier and not by an id that stays. */
const MOVED = ['AWS::Lambda::Permission', 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Version', 'AWS::Lambda::Alias', 'AWS::Lambda::Url'];

/** Kept, and changed on purpose: what the function itself is, and where its alarms and texts name the alias. */
const CHANGED = ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::CloudWatch::Alarm', 'AWS::StepFunctions::StateMachine', 'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Method', 'AWS::ApiGateway::Stage', 'AWS::SNS::Subscription'];

/** The actions that each role may do, a line each. */
function actionsIn(resources: Resources): string[] {
  return Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::IAM::Policy').flatMap(([id, { Properties }]) => {
    const { Statement } = Properties!.PolicyDocument as { Statement: { Action: string | string[] }[] };
    const owner = /^(Function|Mine)/.test(id) ? 'the function' : id.replace(/DefaultPolicy.*/, '');
    return Statement.flatMap(({ Action }) => Action).map(action => `${owner} ${action}`);
  });
}

function lost(plain: Resources, ours: Resources): string[] {
  const folded = Object.values(ours).map(resource => JSON.stringify(fold(resource.Properties)));
  const kept = new Set(actionsIn(ours));
  const standing = Object.entries(plain).filter(([id, { Type, Properties }]) => {
    if (MOVED.includes(Type)) return Type === 'AWS::Lambda::EventInvokeConfig' || Type === 'AWS::Lambda::Version' ? false : !folded.includes(JSON.stringify(fold(Properties)));
    if (ours[id]?.Type !== Type) return !CHANGED.includes(Type) || ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::StepFunctions::StateMachine'].includes(Type);
    return !CHANGED.includes(Type) && JSON.stringify(fold(Properties)) !== JSON.stringify(fold(ours[id].Properties));
  });
  return [...standing.map(([id, { Type }]) => `${Type} ${id}`), ...actionsIn(plain).filter(action => !kept.has(action))];
}

/** Resources that CloudFormation would refuse: they take the function's own name, and a qualifier beside it. */
function misnamed(resources: Resources): string[] {
  const unqualified = ['AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Version', 'AWS::Lambda::Alias'];
  return Object.entries(resources)
    .filter(([, { Type, Properties }]) => unqualified.includes(Type) && JSON.stringify(Properties!.FunctionName).includes(':live'))
    .map(([id]) => id);
}

const sequences = fc.record({
  props: fc.constantFrom(...Object.keys(PROPS)),
  steps: fc.array(fc.constantFrom(...Object.keys(STEPS)), { minLength: 2, maxLength: 6 }),
});

test('whatever is called after whatever, nothing breaks that CDK bears, and nothing is lost', () => {
  let compared = 0;
  fc.assert(fc.property(sequences, ({ props, steps }) => {
    const plain = run((stack, given) => new lambda.Function(stack, 'Function', given), props, steps);
    if (plain instanceof Error) return;
    const ours = run((stack, given) => new SteadfastFunction(stack, 'Function', given), props, steps);
    if (ours instanceof Error) {
      if (!isRefusal(ours)) throw ours;
      return;
    }
    compared += 1;
    expect(lost(plain, ours)).toEqual([]);
    expect(misnamed(ours)).toEqual([]);
  }), runs(100));
  expect(compared).toBeGreaterThan(0);
});
