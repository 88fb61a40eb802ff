import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  aws_events as events, aws_events_targets as targets, aws_iam as iam, aws_lambda as lambda,
  aws_lambda_destinations as destinations, aws_scheduler as scheduler, aws_scheduler_targets as scheduled, aws_sns as sns,
  aws_sqs as sqs,
  Duration, Stack,
} from 'aws-cdk-lib';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { eventually } from '../support/cloud/eventually';
import { useCloud } from '../support/cloud/use-cloud';

const cloud = useCloud();

const FAILING = 'exports.handler = async (event) => { throw new Error("no " + JSON.stringify(event.detail ?? event)); };';

function inner(stack: Stack, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(stack, 'Inner', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    timeout: Duration.seconds(3),
    code: lambda.Code.fromInline(FAILING),
    ...props,
  });
}

async function deploy<Parts>(build: (stack: Stack) => Parts): Promise<{ stack: DeployedStack; parts: Parts }> {
  let parts!: Parts;
  const stack = await cloud.deploy('failure', target => {
    parts = build(target);
  });
  return { stack, parts };
}

async function received(QueueUrl: string): Promise<string> {
  const client = new SQSClient(cloud.connection.clientConfig());
  const [message] = await eventually('a message is parked', async () => (
    (await client.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }))).Messages
  ));
  return message.Body!;
}

test('an event that fails behind a rule and an alias ends in the destination of that alias', async () => {
  const { stack, parts } = await deploy(scope => {
    const parked = new sqs.Queue(scope, 'Parked');
    const alias = new lambda.Alias(scope, 'Live', {
      aliasName: 'live', version: inner(scope).currentVersion, onFailure: new destinations.SqsDestination(parked), retryAttempts: 1,
    });
    new events.Rule(scope, 'Rule', {
      eventPattern: { source: [scope.stackName] }, targets: [new targets.LambdaFunction(alias)],
    });
    return { parked };
  });
  await new EventBridgeClient(cloud.connection.clientConfig()).send(new PutEventsCommand({
    Entries: [{ Source: stack.name, DetailType: 'x', Detail: '{"order":7}' }],
  }));
  expect(JSON.parse(await received(stack.physicalIdOf(parts.parked)))).toMatchObject({
    requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2, functionArn: expect.stringMatching(/:live$/) },
    requestPayload: { detail: { order: 7 } },
    responsePayload: { errorMessage: 'no {"order":7}' },
  });
});

test('settings on $LATEST do not help an event that arrives at the alias', async () => {
  const { stack, parts } = await deploy(scope => {
    const parked = new sqs.Queue(scope, 'Parked');
    const fn = inner(scope, { onFailure: new destinations.SqsDestination(parked), retryAttempts: 0 });
    return { parked, alias: new lambda.Alias(scope, 'Live', { aliasName: 'live', version: fn.currentVersion }) };
  });
  const arn = stack.physicalIdOf(parts.alias);
  await invokeAsynchronously(arn);
  await eventually('the loss is logged', () => cloud.connection.logs().includes(`an event for ${arn} is lost after 3 attempts`));
});

test('a role without the right to send loses the event, and the log says so', async () => {
  const { stack, parts } = await deploy(scope => {
    const parked = new sqs.Queue(scope, 'Parked');
    const role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const alias = new lambda.Alias(scope, 'Live', {
      aliasName: 'live',
      version: inner(scope, { role: role.withoutPolicyUpdates() }).currentVersion,
      onFailure: new destinations.SqsDestination(parked),
      retryAttempts: 0,
    });
    return { alias };
  });
  const arn = stack.physicalIdOf(parts.alias);
  await invokeAsynchronously(arn);
  await eventually('the refusal is logged', () => cloud.connection.logs().includes(`an event for ${arn} is lost: delivery to`));
});

test('the dead-letter queue of a function takes the event as it came', async () => {
  const { stack, parts } = await deploy(scope => {
    const parked = new sqs.Queue(scope, 'Parked');
    const fn = inner(scope, { deadLetterQueue: parked });
    return { parked, alias: new lambda.Alias(scope, 'Live', { aliasName: 'live', version: fn.currentVersion }) };
  });
  expect(stack.adjustments.map(adjustment => adjustment.kind)).toEqual(['set through the API']);
  await invokeAsynchronously(stack.physicalIdOf(parts.alias));
  expect(JSON.parse(await received(stack.physicalIdOf(parts.parked)))).toEqual({ order: 8 });
});

test('a rule without permission on the alias parks the event in the dead-letter queue of its target', async () => {
  const { stack, parts } = await deploy(scope => {
    const parked = new sqs.Queue(scope, 'Parked');
    const alias = new lambda.Alias(scope, 'Live', { aliasName: 'live', version: inner(scope).currentVersion });
    const imported = lambda.Function.fromFunctionAttributes(scope, 'Imported', { functionArn: alias.functionArn, sameEnvironment: false });
    new events.Rule(scope, 'Rule', {
      eventPattern: { source: [scope.stackName] }, targets: [new targets.LambdaFunction(imported, { deadLetterQueue: parked })],
    });
    return { parked };
  });
  await new EventBridgeClient(cloud.connection.clientConfig()).send(new PutEventsCommand({
    Entries: [{ Source: stack.name, DetailType: 'x', Detail: '{"order":9}' }],
  }));
  expect(JSON.parse(await received(stack.physicalIdOf(parts.parked)))).toMatchObject({ detail: { order: 9 } });
});

test('a schedule invokes the alias with its own role', async () => {
  const { stack, parts } = await deploy(scope => {
    const parked = new sqs.Queue(scope, 'Parked');
    const alias = new lambda.Alias(scope, 'Live', {
      aliasName: 'live', version: inner(scope).currentVersion, onFailure: new destinations.SqsDestination(parked), retryAttempts: 0,
    });
    new scheduler.Schedule(scope, 'Schedule', {
      schedule: scheduler.ScheduleExpression.at(new Date(Date.now() + 1_000)),
      target: new scheduled.LambdaInvoke(alias, { input: scheduler.ScheduleTargetInput.fromObject({ tick: true }) }),
    });
    return { parked };
  });
  expect(JSON.parse(await received(stack.physicalIdOf(parts.parked)))).toMatchObject({ requestPayload: { tick: true } });
});

test('reserved concurrency throttles calls through the alias', async () => {
  const { stack, parts } = await deploy(scope => {
    const fn = inner(scope, {
      reservedConcurrentExecutions: 1,
      code: lambda.Code.fromInline('exports.handler = () => new Promise((done) => setTimeout(done, 700));'),
    });
    return { alias: new lambda.Alias(scope, 'Live', { aliasName: 'live', version: fn.currentVersion }) };
  });
  const client = new LambdaClient({ ...cloud.connection.clientConfig(), maxAttempts: 1 });
  const FunctionName = stack.physicalIdOf(parts.alias);
  const outcomes = await Promise.allSettled([1, 2].map(() => client.send(new InvokeCommand({ FunctionName }))));
  const refusals = outcomes.filter(outcome => outcome.status === 'rejected').map(outcome => outcome.reason.name);
  expect(refusals).toEqual(['TooManyRequestsException']);
});

test('a throttled event waits for its turn, and throttling costs it no attempt', async () => {
  const { stack, parts } = await deploy(scope => {
    const parked = new sqs.Queue(scope, 'Parked');
    const done = new sqs.Queue(scope, 'Done');
    const fn = inner(scope, {
      reservedConcurrentExecutions: 1,
      code: lambda.Code.fromInline('exports.handler = () => new Promise((done) => setTimeout(done, 700, "slow"));'),
    });
    const alias = new lambda.Alias(scope, 'Live', {
      aliasName: 'live',
      version: fn.currentVersion,
      retryAttempts: 0,
      onFailure: new destinations.SqsDestination(parked),
      onSuccess: new destinations.SqsDestination(done),
    });
    return { done, alias };
  });
  const arn = stack.physicalIdOf(parts.alias);
  await Promise.all([invokeAsynchronously(arn), invokeAsynchronously(arn)]);
  for (let event = 0; event < 2; event += 1) {
    expect(JSON.parse(await received(stack.physicalIdOf(parts.done)))).toMatchObject({
      requestContext: { condition: 'Success', approximateInvokeCount: 1 }, responsePayload: 'slow',
    });
  }
});

test('a topic without permission on the alias cannot deliver, and the log says so', async () => {
  const { stack, parts } = await deploy(scope => {
    const alias = new lambda.Alias(scope, 'Live', { aliasName: 'live', version: inner(scope).currentVersion });
    const topic = new sns.Topic(scope, 'Topic');
    new sns.Subscription(scope, 'Subscription', { topic, endpoint: alias.functionArn, protocol: sns.SubscriptionProtocol.LAMBDA });
    return { alias, topic };
  });
  await new SNSClient(cloud.connection.clientConfig()).send(new PublishCommand({ TopicArn: stack.physicalIdOf(parts.topic), Message: 'x' }));
  const refusal = `sns.amazonaws.com could not invoke ${stack.physicalIdOf(parts.alias)}: no AWS::Lambda::Permission`;
  await eventually('the refusal is logged', () => cloud.connection.logs().includes(refusal));
});

async function invokeAsynchronously(FunctionName: string): Promise<void> {
  await new LambdaClient(cloud.connection.clientConfig()).send(new InvokeCommand({
    FunctionName, InvocationType: 'Event', Payload: JSON.stringify({ order: 8 }),
  }));
}
