import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  aws_lambda as lambda, aws_logs as logs, aws_sqs as sqs, Duration, Stack,
} from 'aws-cdk-lib';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { eventually, NotYet } from '../support/cloud/eventually';
import { functionLogs } from '../support/cloud/function-logs';
import { functionProcesses } from '../support/cloud/function-processes';
import { uniqueName, withAssembly } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';

const cloud = useCloud();

interface Worker {
  readonly inner: lambda.Function;
  readonly queue: sqs.Queue;
  readonly dead: sqs.Queue;
}

function worker(stack: Stack, code: string, visibilitySeconds: number, bindTo: 'alias' | 'function' = 'alias'): Worker {
  const dead = new sqs.Queue(stack, 'Dead');
  const queue = new sqs.Queue(stack, 'Queue', {
    visibilityTimeout: Duration.seconds(visibilitySeconds), deadLetterQueue: { queue: dead, maxReceiveCount: 5 },
  });
  const inner = new lambda.Function(stack, 'Inner', {
    runtime: lambda.Runtime.NODEJS_22_X,
    architecture: lambda.Architecture.ARM_64,
    tracing: lambda.Tracing.ACTIVE,
    handler: 'index.handler',
    timeout: Duration.seconds(2),
    code: lambda.Code.fromInline(code),
    environment: { QUEUE: queue.queueUrl },
    logGroup: new logs.LogGroup(stack, 'Logs', { retention: logs.RetentionDays.ONE_WEEK }),
    loggingFormat: lambda.LoggingFormat.JSON,
  });
  const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: inner.currentVersion });
  queue.grant(inner, 'sqs:ChangeMessageVisibility');
  // One mapping, whatever it is bound to, as an application that adopts the alias has it.
  new lambda.EventSourceMapping(stack, 'Mapping', {
    target: bindTo === 'alias' ? alias : inner, eventSourceArn: queue.queueArn, reportBatchItemFailures: true,
  });
  queue.grantConsumeMessages(inner);
  return { inner, queue, dead };
}

async function send(deployed: DeployedStack, queue: sqs.Queue, MessageBody: string): Promise<void> {
  await new SQSClient(cloud.connection.clientConfig()).send(new SendMessageCommand({ QueueUrl: deployed.physicalIdOf(queue), MessageBody }));
}

function logged(functionName: string, pattern: RegExp, count: number): Promise<string[]> {
  return eventually(`${functionName} logs ${pattern} ${count} times`, async () => {
    const lines = (await functionLogs(cloud.connection, functionName)).filter(line => pattern.test(line));
    return lines.length < count ? new NotYet(lines) : lines;
  });
}

test('one process serves one call after another and logs into the log group of the function', async () => {
  let parts!: Worker;
  await withAssembly(uniqueName('reuse'), stack => {
    parts = worker(stack, 'let calls = 0; exports.handler = async () => { calls += 1; console.log(`call ${calls}`); return [process.pid, calls]; };', 12);
  }, async assembly => {
    const functionName = (await cloud.deployer.deploy(assembly)).stack().physicalIdOf(parts.inner);
    const client = new LambdaClient(cloud.connection.clientConfig());
    const call = async () => JSON.parse((await client.send(new InvokeCommand({ FunctionName: `${functionName}:live` }))).Payload!.transformToString());
    const [first, second] = [await call(), await call()];
    expect(second).toEqual([first[0], 2]);
    expect(functionProcesses(cloud.connection, functionName)).toEqual([first[0]]);
    expect(await logged(functionName, /^call/, 2)).toEqual(['call 1', 'call 2']);
  });
});

test('a message whose function was killed comes again', async () => {
  let parts!: Worker;
  await withAssembly(uniqueName('killed'), stack => {
    parts = worker(stack, `
exports.handler = async ({ Records }) => {
  if (Records[0].attributes.ApproximateReceiveCount === '1') await new Promise((resolve) => setTimeout(resolve, 1500));
  console.log('finished ' + Records[0].attributes.ApproximateReceiveCount);
};`, 2);
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    const functionName = deployed.physicalIdOf(parts.inner);
    await send(deployed, parts.queue, 'work');
    const [pid] = await eventually('the function runs', () => functionProcesses(cloud.connection, functionName));
    process.kill(pid, 'SIGKILL');
    expect(await logged(functionName, /^finished/, 1)).toEqual(['finished 2']);
  });
});

test('a handler that shortens the visibility spends its attempts at once', async () => {
  let parts!: Worker;
  await withAssembly(uniqueName('shorten'), stack => {
    parts = worker(stack, `
const { SQSClient, ChangeMessageVisibilityCommand } = require('@aws-sdk/client-sqs');
const client = new SQSClient({});
exports.handler = async ({ Records }) => {
  for (const { receiptHandle } of Records) {
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl: process.env.QUEUE, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 }));
  }
  return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`, 12);
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    await send(deployed, parts.queue, 'poison');
    const client = new SQSClient(cloud.connection.clientConfig());
    const parked = await eventually('the poison is parked, long before five times twelve seconds', async () => (
      (await client.send(new ReceiveMessageCommand({ QueueUrl: deployed.physicalIdOf(parts.dead) }))).Messages
    ), { timeoutMs: 10_000 });
    expect(parked.map(message => message.Body)).toEqual(['poison']);
  });
});

test('a mapping that moves from the function to its alias stays the same mapping and serves the alias', async () => {
  const name = uniqueName('adopt');
  const code = 'exports.handler = async (event, context) => console.log("as " + context.invokedFunctionArn.split(":").slice(7));';
  const deploy = async (bindTo: 'alias' | 'function') => {
    let parts!: Worker;
    const deployed = await withAssembly(name, stack => {
      parts = worker(stack, code, 12, bindTo);
    }, async assembly => (await cloud.deployer.deploy(assembly)).stack());
    await send(deployed, parts.queue, bindTo);
    return deployed;
  };
  const before = await deploy('function');
  const [functionName] = before.physicalIdsOfType('AWS::Lambda::Function');
  expect(await logged(functionName, /^as/, 1)).toEqual(['as ']);
  const after = await deploy('alias');
  expect(await logged(functionName, /^as/, 2)).toEqual(['as ', 'as live']);
  expect(after.physicalIdsOfType('AWS::Lambda::EventSourceMapping')).toEqual(before.physicalIdsOfType('AWS::Lambda::EventSourceMapping'));
});
