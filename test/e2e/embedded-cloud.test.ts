import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  aws_dynamodb as dynamodb, aws_events as events, aws_events_targets as targets, aws_lambda as lambda,
  aws_lambda_event_sources as sources, aws_s3 as s3, aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs,
  CfnOutput, Duration, Stack,
} from 'aws-cdk-lib';
import { eventually } from '../support/cloud/eventually';
import { uniqueName, withAssembly } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';

const cloud = useCloud();

/** A function behind a live alias, as every test here needs one. */
function liveFunction(stack: Stack, id: string, code: string, props: Partial<lambda.FunctionProps> = {}): lambda.Alias {
  const inner = new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    timeout: Duration.seconds(3),
    code: lambda.Code.fromInline(code),
    ...props,
  });
  return new lambda.Alias(stack, `${id}Alias`, { aliasName: 'live', version: inner.currentVersion });
}

const STORE = `
const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const client = new DynamoDBClient({});
exports.store = (id, value) => client.send(new PutItemCommand({
  TableName: process.env.TABLE, Item: { id: { S: id }, value: { S: value } },
}));`;

function table(stack: Stack): dynamodb.Table {
  return new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
}

async function storedValue(tableName: string, id: string): Promise<string> {
  const client = new DynamoDBClient(cloud.connection.clientConfig());
  return eventually(`item ${id} stands in ${tableName}`, async () => (
    (await client.send(new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }))).Item?.value.S
  ));
}

test('a queue message reaches the version behind the alias, and poison ends in the dead-letter queue alone', async () => {
  let parts!: { queue: sqs.Queue; dead: sqs.Queue; store: dynamodb.Table };
  await withAssembly(uniqueName('queue'), stack => {
    const dead = new sqs.Queue(stack, 'Dead');
    const queue = new sqs.Queue(stack, 'Queue', {
      // Longer than a cold start on a busy machine, or the good message comes again too.
      visibilityTimeout: Duration.seconds(3), deadLetterQueue: { queue: dead, maxReceiveCount: 2 },
    });
    const store = table(stack);
    const alias = liveFunction(stack, 'Worker', `${STORE}
exports.handler = async ({ Records }, context) => {
  const batchItemFailures = [];
  for (const record of Records) {
    if (record.body === 'poison') batchItemFailures.push({ itemIdentifier: record.messageId });
    else await exports.store(record.body, context.invokedFunctionArn);
  }
  return { batchItemFailures };
};`, { timeout: Duration.seconds(1), environment: { TABLE: store.tableName } });
    store.grantWriteData(alias);
    alias.addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true }));
    parts = { queue, dead, store };
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    const client = new SQSClient(cloud.connection.clientConfig());
    const QueueUrl = deployed.physicalIdOf(parts.queue);
    for (const MessageBody of ['good-1', 'poison', 'good-2']) {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    }
    const tableName = deployed.physicalIdOf(parts.store);
    // The alias in the ARN shows that the mapping is on it, and not on $LATEST.
    expect(await storedValue(tableName, 'good-1')).toMatch(/:live$/);
    expect(await storedValue(tableName, 'good-2')).toMatch(/:live$/);
    const parked = await eventually('the poison message is parked', async () => (
      (await client.send(new ReceiveMessageCommand({ QueueUrl: deployed.physicalIdOf(parts.dead) }))).Messages
    ));
    expect(parked.map(message => message.Body)).toEqual(['poison']);
    await cloud.deployer.destroy(assembly);
  });
});

test('an uploaded object travels over the bus and the alias into the table', async () => {
  let parts!: { bucket: s3.Bucket; store: dynamodb.Table };
  await withAssembly(uniqueName('upload'), stack => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    (bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    const store = table(stack);
    const alias = liveFunction(stack, 'Reader', `${STORE}
exports.handler = (event) => exports.store(event.detail.object.key, String(event.detail.object.size));
`, { environment: { TABLE: store.tableName } });
    store.grantWriteData(alias);
    new events.Rule(stack, 'Rule', {
      eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket: { name: [bucket.bucketName] } } },
      targets: [new targets.LambdaFunction(alias)],
    });
    parts = { bucket, store };
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    await new S3Client(cloud.connection.clientConfig()).send(new PutObjectCommand({
      Bucket: deployed.physicalIdOf(parts.bucket), Key: 'incoming/a.csv', Body: 'twelve bytes',
    }));
    expect(await storedValue(deployed.physicalIdOf(parts.store), 'incoming/a.csv')).toBe('12');
  });
});

test('a published message reaches the alias that subscribed', async () => {
  let parts!: { topic: sns.Topic; store: dynamodb.Table };
  await withAssembly(uniqueName('topic'), stack => {
    const topic = new sns.Topic(stack, 'Topic');
    const store = table(stack);
    const alias = liveFunction(stack, 'Listener', `${STORE}
exports.handler = ({ Records }) => exports.store('told', Records[0].Sns.Message);
`, { environment: { TABLE: store.tableName } });
    store.grantWriteData(alias);
    topic.addSubscription(new subscriptions.LambdaSubscription(alias));
    parts = { topic, store };
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    await new SNSClient(cloud.connection.clientConfig()).send(new PublishCommand({
      TopicArn: deployed.physicalIdOf(parts.topic), Message: 'hello',
    }));
    expect(await storedValue(deployed.physicalIdOf(parts.store), 'told')).toBe('hello');
  });
});

test('a function may do what it was granted and nothing else', async () => {
  let parts!: { granted: lambda.Alias; refused: lambda.Alias };
  await withAssembly(uniqueName('access'), stack => {
    const store = table(stack);
    const code = `${STORE}
exports.handler = () => exports.store('written', 'yes').then(() => 'stored', (error) => error.name);
`;
    const granted = liveFunction(stack, 'Granted', code, { environment: { TABLE: store.tableName } });
    const refused = liveFunction(stack, 'Refused', code, { environment: { TABLE: store.tableName } });
    store.grantWriteData(granted);
    store.grantReadData(refused);
    parts = { granted, refused };
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    expect(await invoke(deployed.physicalIdOf(parts.granted))).toBe('stored');
    expect(await invoke(deployed.physicalIdOf(parts.refused))).toBe('AccessDeniedException');
  });
});

test('an update moves the alias to the new code, and two stacks live side by side', async () => {
  const [first, second] = [uniqueName('first'), uniqueName('second')];
  const build = (answer: string) => (stack: Stack) => {
    new CfnOutput(stack, 'Live', { value: liveFunction(stack, 'Answer', `exports.handler = async () => '${answer}';`).functionArn });
  };
  const deploy = (name: string, answer: string) => withAssembly(name, build(answer), async assembly => (
    (await cloud.deployer.deploy(assembly)).stack(name).outputs.Live
  ));
  const one = await deploy(first, 'one');
  const two = await deploy(second, 'two');
  expect([await invoke(one), await invoke(two)]).toEqual(['one', 'two']);
  expect(await deploy(first, 'changed')).toBe(one);
  expect([await invoke(one), await invoke(two)]).toEqual(['changed', 'two']);
  await withAssembly(second, build('two'), assembly => cloud.deployer.destroy(assembly));
  await expect(invoke(two)).rejects.toThrow(/not found/i);
  expect(await invoke(one)).toBe('changed');
});

async function invoke(arn: string): Promise<unknown> {
  const client = new LambdaClient(cloud.connection.clientConfig());
  const { Payload } = await client.send(new InvokeCommand({ FunctionName: arn }));
  return JSON.parse(Payload!.transformToString());
}
