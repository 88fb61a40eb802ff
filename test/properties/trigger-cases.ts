import {
  Duration, Stack, aws_dynamodb as dynamodb, aws_events as events, aws_kinesis as kinesis, aws_kms as kms, aws_lambda as lambda, aws_logs as logs,
  aws_s3 as s3, aws_scheduler as scheduler, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Connect, Connection } from './connection';
import { context, Family, Placed } from './family';
import { FRONTS } from './front-cases';
import { durationOf, maybe, numberOf, oddDuration, oddNumber, oddText, seldom } from './odd-values';
import { keyOf, oneOf, shared } from './shared';
import {
  BucketDelivery, BucketEvent, BucketTrigger, Concurrency, EventTrigger, FailedRecords, LogTrigger, QueueTrigger, QueueTriggerProps, Release,
  RuleTrigger, ScheduleTrigger, StreamTrigger, StreamTriggerOptions, TableStreamTrigger, TopicTrigger,
} from '../../src';
import { plainFunction, steadfastFunction } from '../support/stacks';

/** What triggers are bound to: ours, CDK's, and functions of which only the ARN is known. */
const TARGETS = {
  ours: (stack, id) => steadfastFunction(stack, id),
  reserved: (stack, id) => steadfastFunction(stack, id, { concurrency: Concurrency.reserved(4) }),
  reservedLater: (stack, id) => steadfastFunction(stack, id, { reservedConcurrentExecutions: numberOf('token') }),
  canary: (stack, id) => steadfastFunction(stack, id, { release: Release.canary() }),
  slow: (stack, id) => steadfastFunction(stack, id, { timeout: Duration.minutes(15) }),
  timeoutLater: (stack, id) => steadfastFunction(stack, id, { timeout: durationOf('token') }),
  plain: (stack, id) => plainFunction(stack, id),
  alias: (stack, id) => plainFunction(stack, id).addAlias('live'),
  imported: (stack, id) => lambda.Function.fromFunctionAttributes(stack, id, {
    functionArn: 'arn:aws:lambda:us-east-1:111111111111:function:mine', sameEnvironment: true,
  }),
} satisfies Record<string, (stack: Stack, id: string) => lambda.IFunction>;

/** Whose template is ours to answer for. */
const OURS: readonly string[] = ['ours', 'reserved', 'reservedLater', 'canary', 'slow', 'timeoutLater'];

function queueOf(stack: Stack, { source, variant }: Connection): sqs.IQueue | undefined {
  const safe = (id: string, fifo?: boolean, encryptionMasterKey?: kms.IKey): sqs.Queue => shared(stack, id, () => new sqs.Queue(stack, id, {
    visibilityTimeout: Duration.hours(2),
    fifo,
    encryptionMasterKey,
    deadLetterQueue: { maxReceiveCount: 5, queue: new sqs.Queue(stack, `${id}Dead`, { fifo, retentionPeriod: Duration.days(14), encryptionMasterKey }) },
  }));
  return oneOf<sqs.IQueue | undefined>(variant,
    () => undefined,
    () => safe(`Queue${source}`),
    () => safe(`Fifo${source}`, true),
    () => safe(`Locked${source}`, undefined, keyOf(stack)),
    () => shared(stack, `Unsafe${source}`, () => new sqs.Queue(stack, `Unsafe${source}`)),
    () => shared(stack, `Managed${source}`, () => new sqs.Queue(stack, `Managed${source}`, { encryption: sqs.QueueEncryption.KMS_MANAGED })),
    () => shared(stack, `Imported${source}`, () => sqs.Queue.fromQueueArn(stack, `Imported${source}`, `arn:aws:sqs:us-east-1:111111111111:${source}`)),
  );
}

function topicOf(stack: Stack, { source, variant }: Connection): sns.ITopic {
  return oneOf<sns.ITopic>(variant,
    () => shared(stack, `Topic${source}`, () => new sns.Topic(stack, `Topic${source}`)),
    () => shared(stack, `LockedTopic${source}`, () => new sns.Topic(stack, `LockedTopic${source}`, { masterKey: keyOf(stack) })),
    () => shared(stack, `FifoTopic${source}`, () => new sns.Topic(stack, `FifoTopic${source}`, { fifo: true })),
    () => shared(stack, `ImportedTopic${source}`, () => sns.Topic.fromTopicArn(stack, `ImportedTopic${source}`, `arn:aws:sns:eu-west-1:111111111111:${source}`)),
  );
}

function bucketOf(stack: Stack, { source, variant }: Connection): s3.IBucket {
  return oneOf<s3.IBucket>(variant,
    () => shared(stack, `Bucket${source}`, () => new s3.Bucket(stack, `Bucket${source}`)),
    () => shared(stack, `Named${source}`, () => new s3.Bucket(stack, `Named${source}`, { bucketName: `mine-${source.toLowerCase()}` })),
    () => shared(stack, `ImportedBucket${source}`, () => s3.Bucket.fromBucketName(stack, `ImportedBucket${source}`, 'theirs')),
  );
}

function tableOf(stack: Stack, { source, variant }: Connection): dynamodb.ITable {
  const partitionKey = { name: 'pk', type: dynamodb.AttributeType.STRING };
  return oneOf<dynamodb.ITable>(variant,
    () => shared(stack, `Table${source}`, () => new dynamodb.Table(stack, `Table${source}`, { partitionKey, stream: dynamodb.StreamViewType.NEW_IMAGE })),
    () => shared(stack, `TableV2${source}`, () => new dynamodb.TableV2(stack, `TableV2${source}`, { partitionKey, dynamoStream: dynamodb.StreamViewType.KEYS_ONLY })),
    () => shared(stack, `LockedTable${source}`, () => new dynamodb.Table(stack, `LockedTable${source}`, {
      partitionKey, stream: dynamodb.StreamViewType.NEW_IMAGE, encryptionKey: keyOf(stack),
    })),
    () => shared(stack, `StreamlessTable${source}`, () => new dynamodb.Table(stack, `StreamlessTable${source}`, { partitionKey })),
  );
}

function streamOf(stack: Stack, { source, variant }: Connection): kinesis.IStream {
  return oneOf<kinesis.IStream>(variant,
    () => shared(stack, `Stream${source}`, () => new kinesis.Stream(stack, `Stream${source}`)),
    () => shared(stack, `LongStream${source}`, () => new kinesis.Stream(stack, `LongStream${source}`, { retentionPeriod: Duration.days(30) })),
    () => shared(stack, `LockedStream${source}`, () => new kinesis.Stream(stack, `LockedStream${source}`, { encryptionKey: keyOf(stack) })),
    () => shared(stack, `ImportedStream${source}`, () => kinesis.Stream.fromStreamArn(stack, `ImportedStream${source}`, `arn:aws:kinesis:us-east-1:111111111111:stream/${source}`)),
  );
}

function queueProps({ numbers, times: [maxBatchingWindow, functionTimeout], variant, text }: Connection): QueueTriggerProps {
  const [batchSize, maxConcurrency, maxReceiveCount, pollers] = numbers;
  return {
    batchSize: numberOf(batchSize),
    maxConcurrency: numberOf(maxConcurrency),
    maxReceiveCount: numberOf(maxReceiveCount),
    provisionedPollers: pollers === undefined ? undefined : { minimumPollers: 2, maximumPollers: numberOf(pollers) },
    maxBatchingWindow: durationOf(maxBatchingWindow),
    functionTimeout: durationOf(functionTimeout),
    filters: variant % 3 === 0 ? [lambda.FilterCriteria.filter({ body: { text: [text] } })] : undefined,
  };
}

function streamProps(stack: Stack, given: Connection): StreamTriggerOptions {
  const { numbers: [batchSize, parallelizationFactor, retryAttempts], variant, text } = given;
  const [maxBatchingWindow, tumblingWindow, maxRecordAge] = given.times;
  return {
    batchSize: numberOf(batchSize),
    parallelizationFactor: numberOf(parallelizationFactor),
    retryAttempts: numberOf(retryAttempts),
    maxBatchingWindow: durationOf(maxBatchingWindow),
    tumblingWindow: durationOf(tumblingWindow),
    maxRecordAge: durationOf(maxRecordAge),
    maxIteratorAge: durationOf(given.times[3]),
    bisectBatchOnError: variant % 2 === 0 ? undefined : false,
    startingPosition: oneOf<lambda.StartingPosition | undefined>(variant,
      () => undefined, () => lambda.StartingPosition.LATEST, () => lambda.StartingPosition.AT_TIMESTAMP),
    failedRecords: oneOf<FailedRecords | undefined>(variant,
      () => undefined,
      () => FailedRecords.toBucket(shared(stack, 'Records', () => new s3.Bucket(stack, 'Records', { encryptionKey: keyOf(stack) }))),
      () => FailedRecords.toQueue(shared(stack, 'Failed', () => new sqs.Queue(stack, 'Failed'))),
      () => FailedRecords.toTopic(topicOf(stack, given)),
      () => FailedRecords.dropBecause(text),
    ),
  };
}

function deliveryOf(stack: Stack, given: Connection): BucketDelivery | undefined {
  return oneOf<BucketDelivery | undefined>(given.variant,
    () => undefined,
    () => BucketDelivery.throughRule(),
    () => BucketDelivery.throughQueue(),
    () => BucketDelivery.throughQueue(new QueueTrigger({ ...queueProps(given), queue: queueOf(stack, given) })),
    () => BucketDelivery.notifyingQueue(),
    () => BucketDelivery.notifyingQueue(queueProps(given)),
  );
}

function scheduleOf({ variant, numbers: [count] }: Connection): scheduler.ScheduleExpression {
  return oneOf(variant,
    () => scheduler.ScheduleExpression.rate(Duration.minutes(1)),
    () => scheduler.ScheduleExpression.rate(Duration.days(typeof count === 'number' && count >= 1 && count < 100 ? Math.trunc(count) : 1)),
    () => scheduler.ScheduleExpression.cron({ minute: '0', hour: '3' }),
    () => scheduler.ScheduleExpression.expression('cron(0/5 * * * ? *)'),
  );
}

const TRIGGERS = {
  queue: (stack, target, given) => new QueueTrigger({
    ...queueProps(given), queue: queueOf(stack, given), fifo: given.variant === 5 || undefined,
  }).bind(target),
  topic: (stack, target, given) => new TopicTrigger(topicOf(stack, given), given.variant % 3 === 1
    ? { filterPolicy: { [given.text]: sns.SubscriptionFilter.stringFilter({ allowlist: [given.text] }) } } : {}).bind(target),
  bucket: (stack, target, given) => new BucketTrigger(bucketOf(stack, given), {
    prefix: given.numbers[0] === undefined ? undefined : given.text,
    suffix: given.numbers[1] === undefined ? undefined : `.${given.text}`,
    events: oneOf<BucketEvent[] | undefined>(given.variant,
      () => undefined, () => [BucketEvent.CREATED, BucketEvent.DELETED], () => [BucketEvent.RESTORED]),
    delivery: deliveryOf(stack, given),
    eventBridgeEnabled: given.variant % 2 === 0,
  }).bind(target),
  event: (stack, target, given) => new EventTrigger(
    oneOf<events.EventPattern>(given.variant, () => ({ source: [given.text] }), () => ({ detailType: ['placed'], detail: { total: [{ numeric: ['>', 100] }] } }), () => ({})),
    { description: given.text, eventBus: given.source === 'One' ? undefined : shared(stack, 'Bus', () => new events.EventBus(stack, 'Bus')) },
  ).bind(target),
  rule: (stack, target, { source }) => new RuleTrigger(shared(stack, `Rule${source}`, () => new events.Rule(stack, `Rule${source}`, { eventPattern: { source: ['mine'] } })))
    .bind(target),
  schedule: (stack, target, given) => new ScheduleTrigger(scheduleOf(given), {
    description: given.text,
    key: given.source === 'One' ? undefined : keyOf(stack),
    enabled: given.variant !== 3,
    input: scheduler.ScheduleTargetInput.fromObject({ text: given.text }),
  }).bind(target),
  stream: (stack, target, given) => new StreamTrigger(streamOf(stack, given), {
    ...streamProps(stack, given), enhancedFanOut: given.source === 'Two' || undefined, startingPositionTimestamp: given.variant === 2 ? 1_700_000_000 : undefined,
  }).bind(target),
  table: (stack, target, given) => new TableStreamTrigger(tableOf(stack, given), streamProps(stack, given)).bind(target),
  logs: (stack, target, { source }) => {
    const group = shared(stack, `Group${source}`, () => new logs.LogGroup(stack, `Group${source}`));
    group.addSubscriptionFilter(`Filter${group.node.children.length}`, { destination: new LogTrigger(target), filterPattern: logs.FilterPattern.allEvents() });
  },
  ...FRONTS,
} satisfies Record<string, Connect>;

const trigger = fc.record({
  kind: fc.constantFrom(...Object.keys(TRIGGERS) as (keyof typeof TRIGGERS)[]),
  source: fc.constantFrom<'One' | 'Two'>('One', 'Two'),
  variant: fc.nat({ max: 6 }),
  numbers: fc.tuple(maybe(oddNumber(1, 10)), maybe(oddNumber(2, 4)), maybe(oddNumber(5, 10)), seldom(oddNumber(2, 9))),
  times: fc.tuple(maybe(oddDuration(1, 28)), maybe(oddDuration(1, 300)), maybe(oddDuration(60, 3_600)), maybe(oddDuration(60, 3_600))),
  text: oddText,
});

const targetName = fc.oneof({ weight: 3, arbitrary: fc.constant<keyof typeof TARGETS>('ours') }, fc.constantFrom(...Object.keys(TARGETS) as (keyof typeof TARGETS)[]));

interface TriggerCase extends Placed {
  readonly targets: readonly (keyof typeof TARGETS)[];
  readonly triggers: readonly { readonly trigger: Connection & { readonly kind: keyof typeof TRIGGERS }; readonly onSecond: boolean }[];
}

/** Triggers of any props, on any two functions. */
export const TRIGGER_CASES: Family<TriggerCase> = {
  cases: fc.record({
    targets: fc.tuple(targetName, targetName),
    triggers: fc.array(fc.record({ trigger, onSecond: fc.boolean() }), { minLength: 1, maxLength: 4 }),
    context,
  }),
  fill: (stack, { targets, triggers }) => {
    const [first, second] = targets.map((name, index) => TARGETS[name](stack, `Function${index}`));
    triggers.forEach(({ trigger: { kind, ...given }, onSecond }) => TRIGGERS[kind](stack, onSecond ? second : first, given));
  },
  isTheirs: ({ targets, triggers }, complaint) => (
    (complaint.startsWith('async-') && targets.some(name => !OURS.includes(name)))
    // What CDK lets a delivery stream do with its bucket, and a table of addresses that it writes for every stream.
    || (/^(the action s3:|W7001)/.test(complaint) && triggers.some(each => each.trigger.kind === 'delivery'))
  ),
};
