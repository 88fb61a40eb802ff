import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  aws_apigateway as rest, aws_apigatewayv2 as http, aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_lambda as lambda, aws_s3 as s3,
  aws_scheduler as scheduler, aws_sns as sns, CfnOutput, Duration, RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import {
  BucketDelivery, BucketTrigger, EventTrigger, HttpIntegration, QueueTrigger, RestIntegration, ScheduleTrigger, SteadfastDefaults, SteadfastFunction,
  SteadfastHttpApi, SteadfastRestApi, StreamTrigger, TableStreamTrigger, TopicTrigger,
} from '../../src';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { Deployer } from '../support/cloud/deployer';
import { eventually } from '../support/cloud/eventually';
import { functionLogs } from '../support/cloud/function-logs';
import { CloudLease, leaseCloud } from '../support/cloud/shared-cloud';
import { uniqueName, withAssembly } from '../support/cloud/test-app';

let lease: CloudLease;
let deployer: Deployer;

beforeAll(async () => {
  lease = await leaseCloud();
  deployer = new Deployer(lease.cloud);
});

afterAll(async () => {
  deployer?.close();
  await lease?.release();
});

/** Fails whatever carries the word poison, in whichever encoding its source sends it; tells by which name it was called. */
const HANDLER = `
exports.handler = async (event, context) => {
  const texts = (event.Records ?? [event]).map((record) => JSON.stringify(record)
    + (record.kinesis ? Buffer.from(record.kinesis.data, 'base64').toString() : ''));
  if (texts.some((text) => text.includes('poison'))) throw new Error('poison');
  console.log('took ' + context.invokedFunctionArn + ' ' + texts.join());
  return { statusCode: 200, body: context.invokedFunctionArn };
};`;

/** Five receives behind 6 x a timeout of a second. */
const PATIENT = { timeoutMs: 100_000 };

interface Deployed<Parts> {
  readonly stack: DeployedStack;
  readonly parts: Parts;
}

async function deploy<Parts>(build: (stack: Stack, fn: SteadfastFunction) => Parts): Promise<Deployed<Parts>> {
  let parts!: Parts;
  const stack = await withAssembly(uniqueName('trigger'), (scope) => {
    SteadfastDefaults.of(scope).set({ removalPolicy: RemovalPolicy.DESTROY });
    const fn = new SteadfastFunction(scope, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(HANDLER), timeout: Duration.seconds(1),
    });
    parts = build(scope, fn);
  }, async (assembly) => (await deployer.deploy(assembly)).stack());
  return { stack, parts };
}

/** Waits until the function was called, with this text, by the name of its live alias. */
async function arrived({ stack }: Deployed<unknown>, text: string): Promise<void> {
  const [functionName] = stack.physicalIdsOfType('AWS::Lambda::Function');
  const line = await eventually(`${text} arrived`, async () => (
    (await functionLogs(lease.cloud, functionName)).find((each) => each.includes('took ') && each.includes(text))
  ), PATIENT);
  expect(line).toMatch(/took \S+:live /);
}

/** Waits until something is parked in a queue, and returns it. */
async function parkedIn({ stack }: Deployed<unknown>, queue: IConstruct): Promise<string> {
  const client = new SQSClient(lease.cloud.clientConfig());
  const [message] = await eventually('an event is parked', async () => (
    (await client.send(new ReceiveMessageCommand({ QueueUrl: stack.physicalIdOf(queue) }))).Messages
  ), PATIENT);
  return message.Body!;
}

const parking = (scope: Stack): IConstruct => scope.node.findChild('SteadfastParking');

test('a queue: a message arrives through the alias, and poison ends in the dead-letter queue', async () => {
  const deployed = await deploy((_stack, fn) => {
    const trigger = new QueueTrigger({ batchSize: 1 });
    fn.addEventSource(trigger);
    return { queue: trigger.queue, dead: trigger.deadLetterQueue! };
  });
  const client = new SQSClient(lease.cloud.clientConfig());
  const QueueUrl = deployed.stack.physicalIdOf(deployed.parts.queue);
  for (const MessageBody of ['good', 'poison']) await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  await arrived(deployed, 'good');
  expect(await parkedIn(deployed, deployed.parts.dead)).toBe('poison');
}, 120_000);

test.each<[string, () => BucketDelivery]>([
  ['through a rule', () => BucketDelivery.throughRule()],
  ['through a rule and a queue', () => BucketDelivery.throughQueue()],
  ['notifying a queue', () => BucketDelivery.notifyingQueue()],
])('a bucket %s: an object arrives through the alias', async (_name, delivery) => {
  const deployed = await deploy((stack, fn) => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    fn.addEventSource(new BucketTrigger(bucket, { prefix: 'in/', delivery: delivery() }));
    return { bucket };
  });
  const Bucket = deployed.stack.physicalIdOf(deployed.parts.bucket);
  await new S3Client(lease.cloud.clientConfig()).send(new PutObjectCommand({ Bucket, Key: 'in/good.csv', Body: 'a' }));
  await arrived(deployed, 'in/good.csv');
});

test('a bucket through a rule: poison ends in the stack\'s parking queue', async () => {
  const deployed = await deploy((stack, fn) => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    fn.addEventSource(new BucketTrigger(bucket));
    return { bucket, parking: parking(stack) };
  });
  const Bucket = deployed.stack.physicalIdOf(deployed.parts.bucket);
  await new S3Client(lease.cloud.clientConfig()).send(new PutObjectCommand({ Bucket, Key: 'poison.csv', Body: 'a' }));
  expect(JSON.parse(await parkedIn(deployed, deployed.parts.parking))).toMatchObject({
    requestContext: { condition: 'RetriesExhausted' }, requestPayload: { detail: { object: { key: 'poison.csv' } } },
  });
});

test('a topic: a message arrives through the alias, and poison ends in the stack\'s parking queue', async () => {
  const deployed = await deploy((stack, fn) => {
    const topic = new sns.Topic(stack, 'Topic');
    fn.addEventSource(new TopicTrigger(topic));
    return { topic, parking: parking(stack) };
  });
  const client = new SNSClient(lease.cloud.clientConfig());
  const TopicArn = deployed.stack.physicalIdOf(deployed.parts.topic);
  for (const Message of ['good', 'poison']) await client.send(new PublishCommand({ TopicArn, Message }));
  await arrived(deployed, 'good');
  expect(await parkedIn(deployed, deployed.parts.parking)).toContain('poison');
});

test('events: one arrives through the alias, and poison ends in the stack\'s parking queue', async () => {
  const deployed = await deploy((stack, fn) => {
    fn.addEventSource(new EventTrigger({ source: [stack.stackName] }));
    return { parking: parking(stack) };
  });
  await new EventBridgeClient(lease.cloud.clientConfig()).send(new PutEventsCommand({
    Entries: ['good', 'poison'].map((text) => ({ Source: deployed.stack.name, DetailType: 'x', Detail: JSON.stringify({ text }) })),
  }));
  await arrived(deployed, 'good');
  expect(await parkedIn(deployed, deployed.parts.parking)).toContain('poison');
});

test.each(['good', 'poison'])('a schedule: what is %s goes where it should', async (text) => {
  const deployed = await deploy((stack, fn) => {
    fn.addEventSource(new ScheduleTrigger(scheduler.ScheduleExpression.at(new Date(Date.now() + 1_000)), {
      input: scheduler.ScheduleTargetInput.fromObject({ text }),
    }));
    return { parking: parking(stack) };
  });
  if (text === 'good') await arrived(deployed, text);
  else expect(await parkedIn(deployed, deployed.parts.parking)).toContain(text);
}, 120_000);

describe('streams', () => {
  const failedRecords = (stack: Stack): IConstruct => stack.node.findChild('SteadfastFailedRecords');

  async function poisonInBucket({ stack }: Deployed<unknown>, bucket: IConstruct): Promise<string> {
    const client = new S3Client(lease.cloud.clientConfig());
    const Bucket = stack.physicalIdOf(bucket);
    const [{ Key }] = await eventually('records are parked', async () => (await client.send(new ListObjectsV2Command({ Bucket }))).Contents);
    return (await client.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString();
  }

  test('of a table: a change arrives through the alias, and poison ends whole in the bucket', async () => {
    const deployed = await deploy((stack, fn) => {
      const table = new dynamodb.Table(stack, 'Table', {
        partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
      });
      fn.addEventSource(new TableStreamTrigger(table, { retryAttempts: 1 }));
      return { table, bucket: failedRecords(stack) };
    });
    const client = new DynamoDBClient(lease.cloud.clientConfig());
    const TableName = deployed.stack.physicalIdOf(deployed.parts.table);
    for (const pk of ['good', 'poison']) await client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk } } }));
    await arrived(deployed, 'good');
    expect(await poisonInBucket(deployed, deployed.parts.bucket)).toContain('poison');
  });

  test('of Kinesis: a record arrives through the alias, and poison ends whole in the bucket', async () => {
    const deployed = await deploy((stack, fn) => {
      const stream = new kinesis.Stream(stack, 'Stream', { shardCount: 1 });
      fn.addEventSource(new StreamTrigger(stream, { retryAttempts: 1 }));
      return { stream, bucket: failedRecords(stack) };
    });
    await new KinesisClient(lease.cloud.clientConfig()).send(new PutRecordsCommand({
      StreamName: deployed.stack.physicalIdOf(deployed.parts.stream),
      Records: ['good', 'poison'].map((text) => ({ Data: Buffer.from(text), PartitionKey: 'p' })),
    }));
    await arrived(deployed, 'good');
    const { payload } = JSON.parse(await poisonInBucket(deployed, deployed.parts.bucket));
    expect(Buffer.from(JSON.parse(payload).Records[0].kinesis.data, 'base64').toString()).toBe('poison');
  });
});

describe('requests', () => {
  /** The emulator resolves the alias before it calls, and names the version behind it; never $LATEST. */
  const BEHIND_THE_ALIAS = /^200 .*:(live|1)$/;

  function call(path: string): Promise<string> {
    const ca = readFileSync(lease.cloud.address.certificateFile);
    return new Promise((resolve, reject) => {
      request(`${lease.cloud.endpoint}${path}`, { ca }, (response) => {
        let body = '';
        response.on('data', (part: Buffer) => {
          body += part.toString();
        }).on('end', () => resolve(`${response.statusCode} ${body}`));
      }).on('error', reject).end();
    });
  }

  test('to a REST API arrive through the alias, and the caller sees an error', async () => {
    const { stack } = await deploy((scope, fn) => {
      const api = new SteadfastRestApi(scope, 'Api', { defaultMethodOptions: { authorizationType: rest.AuthorizationType.NONE } });
      api.root.addResource('{word}').addMethod('GET', new RestIntegration(fn, { openBecause: 'the emulator signs nothing' }));
      new CfnOutput(scope, 'Id', { value: api.restApiId });
    });
    expect(await call(`/_aws/execute-api/${stack.outputs.Id}/prod/good`)).toMatch(BEHIND_THE_ALIAS);
    expect(await call(`/_aws/execute-api/${stack.outputs.Id}/prod/poison`)).toMatch(/^50\d /);
  });

  test('to an HTTP API arrive through the alias, and the caller sees an error', async () => {
    const { stack } = await deploy((scope, fn) => {
      const api = new SteadfastHttpApi(scope, 'Api');
      const integration = new HttpIntegration('Words', fn, { openBecause: 'the emulator signs nothing' });
      api.addRoutes({ path: '/{word}', methods: [http.HttpMethod.GET], integration, authorizer: new http.HttpNoneAuthorizer() });
      new CfnOutput(scope, 'Id', { value: api.apiId });
    });
    expect(await call(`/_aws/execute-api/${stack.outputs.Id}/$default/good`)).toMatch(BEHIND_THE_ALIAS);
    expect(await call(`/_aws/execute-api/${stack.outputs.Id}/$default/poison`)).toMatch(/^50\d /);
  });
});
