import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_s3 as s3, aws_scheduler as scheduler, aws_sns as sns, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import {
  BucketDelivery, BucketTrigger, EventPath, EventTrigger, QueueTrigger, ScheduleTrigger, SteadfastFunction, StreamTrigger, TableStreamTrigger,
  TopicTrigger,
} from '../../src';
import { DeployedStack } from '../support/cloud/deployed-stack';
import { eventually } from '../support/cloud/eventually';
import { functionLogs } from '../support/cloud/function-logs';
import { poisonableFunction } from '../support/cloud/poisonable-function';
import { useCloud } from '../support/cloud/use-cloud';

const cloud = useCloud();
const TEXTS = ['good', 'poison'];

/** A source that was connected to a function. */
interface Source {
  readonly path: EventPath;
  /** Lets an event happen whose text stands somewhere in it. */
  readonly send: (place: DeployedStack, text: string) => Promise<unknown>;
  /** The dead-letter queue of the source's own queue, where it has one. */
  readonly dead?: IConstruct;
}

const client = <T>(Client: new (config: never) => T): T => new Client(cloud.connection.clientConfig() as never);

/** Both events are sent by the clock: the schedules are in the template. */
function schedules(_stack: Stack, fn: SteadfastFunction): Source {
  const triggers = TEXTS.map(text => new ScheduleTrigger(scheduler.ScheduleExpression.at(new Date(Date.now() + 3_000)), {
    input: scheduler.ScheduleTargetInput.fromObject({ text: `${text}-Schedule` }),
  }));
  triggers.forEach(trigger => fn.addEventSource(trigger));
  return { path: triggers[0].eventPath, send: () => Promise.resolve() };
}

type Connect = (stack: Stack, fn: SteadfastFunction) => Source;

function bucket(delivery: BucketDelivery, deadOf: (own: s3.Bucket) => IConstruct | undefined = () => undefined): Connect {
  return (target, fn) => {
    const own = new s3.Bucket(target, `${fn.node.id}Bucket`);
    const trigger = new BucketTrigger(own, { delivery, prefix: 'in/' });
    fn.addEventSource(trigger);
    return {
      path: trigger.eventPath,
      dead: deadOf(own),
      send: (place, text) => client(S3Client).send(new PutObjectCommand({ Bucket: place.physicalIdOf(own), Key: `in/${text}`, Body: 'a' })),
    };
  };
}

const worked = new QueueTrigger({ batchSize: 1 });

/** How each source is connected, by the id of its function. */
const SOURCES: Record<string, Connect> = {
  Queue: (_target, fn) => {
    const trigger = new QueueTrigger({ batchSize: 1 });
    fn.addEventSource(trigger);
    return {
      path: trigger.eventPath,
      dead: trigger.deadLetterQueue,
      send: (place, MessageBody) => client(SQSClient).send(new SendMessageCommand({ QueueUrl: place.physicalIdOf(trigger.queue), MessageBody })),
    };
  },
  Bucket: bucket(BucketDelivery.throughRule()),
  BucketThroughQueue: bucket(BucketDelivery.throughQueue(worked), () => worked.deadLetterQueue),
  BucketNotifyingQueue: bucket(BucketDelivery.notifyingQueue({ batchSize: 1 }), own => own.node.findChild('NotifiedParking')),
  Topic: (target, fn) => {
    const topic = new sns.Topic(target, 'SourceTopic');
    const trigger = new TopicTrigger(topic);
    fn.addEventSource(trigger);
    return {
      path: trigger.eventPath,
      send: (place, Message) => client(SNSClient).send(new PublishCommand({ TopicArn: place.physicalIdOf(topic), Message })),
    };
  },
  Events: (target, fn) => {
    const trigger = new EventTrigger({ source: [target.stackName] });
    fn.addEventSource(trigger);
    return {
      path: trigger.eventPath,
      send: (place, text) => client(EventBridgeClient).send(new PutEventsCommand({
        Entries: [{ Source: place.name, DetailType: 'x', Detail: JSON.stringify({ text }) }],
      })),
    };
  },
  Schedule: schedules,
  TableStream: (target, fn) => {
    const table = new dynamodb.Table(target, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    const trigger = new TableStreamTrigger(table, { retryAttempts: 1 });
    fn.addEventSource(trigger);
    return {
      path: trigger.eventPath,
      send: (place, pk) => client(DynamoDBClient).send(new PutItemCommand({ TableName: place.physicalIdOf(table), Item: { pk: { S: pk } } })),
    };
  },
  Kinesis: (target, fn) => {
    const stream = new kinesis.Stream(target, 'Stream', { shardCount: 1 });
    const trigger = new StreamTrigger(stream, { retryAttempts: 1 });
    fn.addEventSource(trigger);
    return {
      path: trigger.eventPath,
      send: (place, text) => client(KinesisClient).send(new PutRecordsCommand({
        StreamName: place.physicalIdOf(stream), Records: [{ Data: Buffer.from(text), PartitionKey: 'p' }],
      })),
    };
  },
};

const NAMES = Object.keys(SOURCES);
const functions: Record<string, SteadfastFunction> = {};
const sources: Record<string, Source> = {};
let stack: Stack;
let deployed: DeployedStack;

/** All sources stand in one stack and are sent to at once: the slowest, five receives behind 6 x a timeout of a second, tells how long this file takes. */
beforeAll(async () => {
  deployed = await cloud.deploy('triggers', target => {
    stack = target;
    for (const name of NAMES) {
      functions[name] = poisonableFunction(target, name);
      sources[name] = SOURCES[name](target, functions[name]);
    }
  });
  for (const name of NAMES) {
    for (const text of TEXTS) await sources[name].send(deployed, `${text}-${name}`);
  }
});

test.each(NAMES)('what %s sends arrives under the name of the live alias', async name => {
  const functionName = deployed.physicalIdOf(functions[name]);
  const line = await eventually(`${name} arrived`, async () => (
    (await functionLogs(cloud.connection, functionName)).find(each => each.includes('took ') && each.includes(`good-${name}`))
  ), { timeoutMs: 30_000 });
  expect(line).toMatch(/took \S+:live /);
});

/** What was found so far in each queue, which several sources may share. */
const found: Record<string, string[]> = {};

async function inQueue(queue: IConstruct, text: string): Promise<string | undefined> {
  const QueueUrl = deployed.physicalIdOf(queue);
  const seen = found[QueueUrl] ??= [];
  const { Messages = [] } = await client(SQSClient).send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { Body, ReceiptHandle } of Messages) {
    seen.push(Body!);
    await client(SQSClient).send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return seen.find(body => body.includes(text));
}

async function inBucket(place: IConstruct, text: string): Promise<string | undefined> {
  const Bucket = deployed.physicalIdOf(place);
  const { Contents = [] } = await client(S3Client).send(new ListObjectsV2Command({ Bucket }));
  for (const { Key } of Contents) {
    const { payload } = JSON.parse(await (await client(S3Client).send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString());
    const { Records } = JSON.parse(payload) as { Records: { kinesis?: { data: string } }[] };
    const whole = JSON.stringify(Records) + Records.map(({ kinesis: data }) => Buffer.from(data?.data ?? '', 'base64').toString()).join();
    if (whole.includes(text)) return whole;
  }
  return undefined;
}

/** Where docs/triggers.md and the trigger itself say that a failed event is parked. */
const PLACES: Record<string, (name: string) => Promise<string | undefined>> = {
  'the queue\'s dead-letter queue': name => inQueue(sources[name].dead!, `poison-${name}`),
  'the function\'s failure path': name => inQueue(stack.node.findChild('SteadfastParking'), `poison-${name}`),
  'the stack\'s bucket of failed records': name => inBucket(stack.node.findChild('SteadfastFailedRecords'), `poison-${name}`),
};

test.each(NAMES)('poison that %s sends ends where its event path says', async name => {
  const { parkedBy } = sources[name].path.failed;
  await eventually(`the poison of ${name} is with ${parkedBy}`, () => PLACES[parkedBy](name), { timeoutMs: 100_000 });
}, 120_000);
