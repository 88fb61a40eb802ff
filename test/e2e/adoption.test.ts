import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CfnOutput, Duration, Stack, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastFunction } from '../../src';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { eventually, NotYet } from '../support/cloud/eventually';
import { uniqueName, withAssembly } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';

const cloud = useCloud();
let queues: SQSClient;

beforeAll(async () => {
  queues = new SQSClient(cloud.connection.clientConfig());
});

afterAll(async () => {
  queues?.destroy();
});

/** Passes every job on after a while, and says which version did it. */
const HANDLER = `
  const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
  const client = new SQSClient({});
  exports.handler = async ({ Records }) => {
    for (const { body } of Records) {
      await new Promise((done) => setTimeout(done, 100));
      const MessageBody = JSON.stringify({ body, version: process.env.AWS_LAMBDA_FUNCTION_VERSION });
      await client.send(new SendMessageCommand({ QueueUrl: process.env.DONE_URL, MessageBody }));
    }
  };`;

type FunctionClass = new (scope: Construct, id: string, props: lambda.FunctionProps) => lambda.Function;

/** The app of a team that never heard of us, but for the class its function is made of. */
const app = (Fn: FunctionClass) => (stack: Stack): void => {
  const done = new sqs.Queue(stack, 'Done');
  const jobs = new sqs.Queue(stack, 'Jobs', { visibilityTimeout: Duration.seconds(12) });
  const worker = new Fn(stack, 'Worker', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(HANDLER),
    environment: { DONE_URL: done.queueUrl },
    timeout: Duration.seconds(2),
  });
  done.grantSendMessages(worker);
  worker.addEventSource(new sources.SqsEventSource(jobs, { batchSize: 2 }));
  new CfnOutput(stack, 'JobsUrl', { value: jobs.queueUrl });
  new CfnOutput(stack, 'DoneUrl', { value: done.queueUrl });
};

const send = (url: string, body: string): Promise<unknown> => queues.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));

/** Takes what has arrived so far off a queue. */
async function drain(url: string, into: Map<string, string>): Promise<void> {
  const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
  Messages.map(message => JSON.parse(message.Body!) as { body: string; version: string }).forEach(({ body, version }) => into.set(body, version));
  if (Messages.length === 0) return;
  const Entries = Messages.map((message, index) => ({ Id: `${index}`, ReceiptHandle: message.ReceiptHandle }));
  await queues.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
}

test('a deployed plain stack is updated to ours with messages in flight, and every one of them arrives', async () => {
  const name = uniqueName('adoption');
  const deployAs = (Fn: FunctionClass): Promise<DeployedStack> => withAssembly(
    name, app(Fn), async folder => (await cloud.deployer.deploy(folder)).stack(),
  );

  const before = await deployAs(lambda.Function);
  const first = [...Array(20).keys()].map(number => `before ${number}`);
  await Promise.all(first.map(body => send(before.outputs.JobsUrl, body)));
  const after = await deployAs(SteadfastFunction);
  const second = [...Array(10).keys()].map(number => `after ${number}`);
  await Promise.all(second.map(body => send(after.outputs.JobsUrl, body)));

  const arrived = new Map<string, string>();
  await eventually('every job is done', async () => {
    await drain(after.outputs.DoneUrl, arrived);
    return arrived.size === first.length + second.length || new NotYet(arrived.size);
    // A message that was in flight when its function was updated comes back when its visibility ends.
  }, { timeoutMs: 50_000 });
  expect(after.physicalIdsOfType('AWS::Lambda::Function')).toEqual(before.physicalIdsOfType('AWS::Lambda::Function'));
  expect(second.map(body => arrived.get(body))).not.toContain('$LATEST');
  const { EventSourceMappings = [] } = await new LambdaClient(cloud.connection.clientConfig()).send(new ListEventSourceMappingsCommand({}));
  expect(EventSourceMappings.filter(mapping => mapping.FunctionArn?.includes(name)).map(mapping => mapping.FunctionArn?.split(':').pop())).toEqual(['live']);
});
