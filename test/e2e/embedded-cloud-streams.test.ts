import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_lambda as lambda, aws_lambda_event_sources as sources,
  aws_s3 as s3, aws_sqs as sqs, Duration, Stack,
} from 'aws-cdk-lib';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { eventually, NotYet } from '../support/cloud/eventually';
import { functionLogs } from '../support/cloud/function-logs';
import { uniqueName, withAssembly } from '../support/cloud/test-app';
import { useCloud } from '../support/cloud/use-cloud';

const cloud = useCloud();

/** Fails on every record that says "bad", the whole batch with it. */
const PICKY = `
exports.handler = async ({ Records }) => {
  const texts = Records.map((record) => record.kinesis ? Buffer.from(record.kinesis.data, 'base64').toString() : record.dynamodb.Keys.id.S);
  if (texts.includes('bad')) throw new Error('bad one among ' + texts);
  console.log('took ' + texts);
};`;

const OPTIONS = {
  startingPosition: lambda.StartingPosition.TRIM_HORIZON, batchSize: 10, retryAttempts: 1, bisectBatchOnError: true, maxRecordAge: Duration.hours(1),
};

function picky(stack: Stack, code = PICKY): lambda.Alias {
  const inner = new lambda.Function(stack, 'Inner', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(code), timeout: Duration.seconds(3),
  });
  return new lambda.Alias(stack, 'Live', { aliasName: 'live', version: inner.currentVersion });
}

/** What the function took, in its order. */
function taken(deployed: DeployedStack, count: number): Promise<string[]> {
  const [functionName] = deployed.physicalIdsOfType('AWS::Lambda::Function');
  return eventually(`${count} records were taken`, async () => {
    const texts = (await functionLogs(cloud.connection, functionName))
      .flatMap(line => /^took (.*)/.exec(line)?.[1].split(',') ?? []);
    return texts.length < count ? new NotYet(texts) : texts;
  });
}

test('a poison record of a Kinesis stream ends alone in the bucket, with its content', async () => {
  let parts!: { stream: kinesis.Stream; bucket: s3.Bucket };
  await withAssembly(uniqueName('kinesis'), stack => {
    const stream = new kinesis.Stream(stack, 'Stream', { shardCount: 1 });
    const bucket = new s3.Bucket(stack, 'Bucket');
    picky(stack).addEventSource(new sources.KinesisEventSource(stream, { ...OPTIONS, onFailure: new sources.S3OnFailureDestination(bucket) }));
    parts = { stream, bucket };
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    await new KinesisClient(cloud.connection.clientConfig()).send(new PutRecordsCommand({
      StreamName: deployed.physicalIdOf(parts.stream),
      Records: ['one', 'two', 'bad', 'four', 'five'].map(text => ({ Data: Buffer.from(text), PartitionKey: 'p' })),
    }));
    const client = new S3Client(cloud.connection.clientConfig());
    const Bucket = deployed.physicalIdOf(parts.bucket);
    const [object] = await eventually('an object is parked', async () => (await client.send(new ListObjectsV2Command({ Bucket }))).Contents);
    expect(object.Key).toMatch(/^aws\/lambda\/[0-9a-f-]{36}\/shardId-\d{12}\/\d{4}\/\d\d\/\d\d\//);
    const parked = JSON.parse(await (await client.send(new GetObjectCommand({ Bucket, Key: object.Key }))).Body!.transformToString());
    expect(parked).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', functionArn: expect.stringMatching(/:live$/) }, KinesisBatchInfo: { batchSize: 1 },
    });
    const [record] = JSON.parse(parked.payload).Records;
    expect(Buffer.from(record.kinesis.data, 'base64').toString()).toBe('bad');
    expect(await taken(deployed, 4)).toEqual(['one', 'two', 'four', 'five']);
  });
});

test('a poison record of a table ends in the queue as a pointer', async () => {
  let parts!: { table: dynamodb.Table; queue: sqs.Queue };
  await withAssembly(uniqueName('table'), stack => {
    const table = new dynamodb.Table(stack, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    const queue = new sqs.Queue(stack, 'Queue');
    picky(stack).addEventSource(new sources.DynamoEventSource(table, { ...OPTIONS, onFailure: new sources.SqsDlq(queue) }));
    parts = { table, queue };
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    const client = new DynamoDBClient(cloud.connection.clientConfig());
    for (const id of ['red', 'bad', 'blue']) {
      await client.send(new PutItemCommand({ TableName: deployed.physicalIdOf(parts.table), Item: { id: { S: id } } }));
    }
    const sqsClient = new SQSClient(cloud.connection.clientConfig());
    const [message] = await eventually('a pointer is parked', async () => (
      (await sqsClient.send(new ReceiveMessageCommand({ QueueUrl: deployed.physicalIdOf(parts.queue) }))).Messages
    ));
    const pointer = JSON.parse(message.Body!);
    expect(pointer).toMatchObject({ requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: { batchSize: 1 } });
    expect(pointer.payload).toBeUndefined();
    expect(await taken(deployed, 2)).toEqual(['red', 'blue']);
  });
});

test('what came before a reported record does not come again', async () => {
  let parts!: { stream: kinesis.Stream; queue: sqs.Queue };
  await withAssembly(uniqueName('partial'), stack => {
    const stream = new kinesis.Stream(stack, 'Stream', { shardCount: 1 });
    const queue = new sqs.Queue(stack, 'Queue');
    const alias = picky(stack, `
exports.handler = async ({ Records }) => {
  for (const { kinesis } of Records) {
    const text = Buffer.from(kinesis.data, 'base64').toString();
    if (text === 'bad') return { batchItemFailures: [{ itemIdentifier: kinesis.sequenceNumber }] };
    console.log('took ' + text);
  }
};`);
    alias.addEventSource(new sources.KinesisEventSource(stream, {
      ...OPTIONS, reportBatchItemFailures: true, onFailure: new sources.SqsDlq(queue),
    }));
    parts = { stream, queue };
  }, async assembly => {
    const deployed = (await cloud.deployer.deploy(assembly)).stack();
    await new KinesisClient(cloud.connection.clientConfig()).send(new PutRecordsCommand({
      StreamName: deployed.physicalIdOf(parts.stream),
      Records: ['one', 'two', 'bad', 'four'].map(text => ({ Data: Buffer.from(text), PartitionKey: 'p' })),
    }));
    expect(await taken(deployed, 3)).toEqual(['one', 'two', 'four']);
    const client = new SQSClient(cloud.connection.clientConfig());
    const [message] = await eventually('a pointer is parked', async () => (
      (await client.send(new ReceiveMessageCommand({ QueueUrl: deployed.physicalIdOf(parts.queue) }))).Messages
    ));
    expect(JSON.parse(message.Body!)).toMatchObject({ KinesisBatchInfo: { batchSize: 1 } });
  });
});
