import {
  Duration, Stack, aws_apigateway as apigateway, aws_apigatewayv2 as apigatewayv2, aws_apigatewayv2_authorizers as authorizers,
  aws_cognito as cognito, aws_dynamodb as dynamodb, aws_events as events, aws_kinesis as kinesis, aws_kms as kms,
  aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, aws_scheduler as scheduler, aws_sns as sns, aws_sqs as sqs, aws_stepfunctions as sfn,
} from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { durationOf, maybe, numberOf, oddDuration, OddDuration, oddNumber, OddNumber, oddText } from './odd-values';
import { shared } from './shared';
import {
  BucketDelivery, BucketEvent, BucketTrigger, Concurrency, EventTrigger, FailedRecords, FunctionTask, HttpIntegration, LogTrigger, QueueTrigger,
  QueueTriggerProps, Release, RestIntegration, RuleTrigger, ScheduleTrigger, SteadfastHttpApi, SteadfastRestApi, StreamTrigger, StreamTriggerOptions,
  TableStreamTrigger, TopicTrigger, UrlTrigger, UserPoolTrigger,
} from '../../src';
import { plainFunction, steadfastFunction } from '../support/stacks';

/** What triggers are bound to: ours, CDK's, and functions of which only the ARN is known. */
export const TARGETS = {
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
export const OURS: readonly string[] = ['ours', 'reserved', 'reservedLater', 'canary', 'slow', 'timeoutLater'];

export interface TriggerCase {
  readonly kind: keyof typeof TRIGGERS;
  /** Which of two sources of the kind. */
  readonly source: 'One' | 'Two';
  readonly variant: number;
  readonly numbers: readonly (OddNumber | undefined)[];
  readonly times: readonly (OddDuration | undefined)[];
  readonly text: string;
}

type Connect = (stack: Stack, target: lambda.IFunction, given: TriggerCase) => void;

const keyOf = (stack: Stack): kms.Key => shared(stack, 'Key', () => new kms.Key(stack, 'Key'));

function pick<T>(variant: number, ...makes: (() => T)[]): T {
  return makes[variant % makes.length]();
}

function queueOf(stack: Stack, { source, variant }: TriggerCase): sqs.IQueue | undefined {
  const safe = (id: string, fifo?: boolean, encryptionMasterKey?: kms.IKey): sqs.Queue => shared(stack, id, () => new sqs.Queue(stack, id, {
    visibilityTimeout: Duration.hours(2),
    fifo,
    encryptionMasterKey,
    deadLetterQueue: { maxReceiveCount: 5, queue: new sqs.Queue(stack, `${id}Dead`, { fifo, retentionPeriod: Duration.days(14), encryptionMasterKey }) },
  }));
  return pick<sqs.IQueue | undefined>(variant,
    () => undefined,
    () => safe(`Queue${source}`),
    () => safe(`Fifo${source}`, true),
    () => safe(`Locked${source}`, undefined, keyOf(stack)),
    () => shared(stack, `Unsafe${source}`, () => new sqs.Queue(stack, `Unsafe${source}`)),
    () => shared(stack, `Managed${source}`, () => new sqs.Queue(stack, `Managed${source}`, { encryption: sqs.QueueEncryption.KMS_MANAGED })),
    () => shared(stack, `Imported${source}`, () => sqs.Queue.fromQueueArn(stack, `Imported${source}`, `arn:aws:sqs:us-east-1:111111111111:${source}`)),
  );
}

function topicOf(stack: Stack, { source, variant }: TriggerCase): sns.ITopic {
  return pick<sns.ITopic>(variant,
    () => shared(stack, `Topic${source}`, () => new sns.Topic(stack, `Topic${source}`)),
    () => shared(stack, `LockedTopic${source}`, () => new sns.Topic(stack, `LockedTopic${source}`, { masterKey: keyOf(stack) })),
    () => shared(stack, `FifoTopic${source}`, () => new sns.Topic(stack, `FifoTopic${source}`, { fifo: true })),
    () => shared(stack, `ImportedTopic${source}`, () => sns.Topic.fromTopicArn(stack, `ImportedTopic${source}`, `arn:aws:sns:eu-west-1:111111111111:${source}`)),
  );
}

function bucketOf(stack: Stack, { source, variant }: TriggerCase): s3.IBucket {
  return pick<s3.IBucket>(variant,
    () => shared(stack, `Bucket${source}`, () => new s3.Bucket(stack, `Bucket${source}`)),
    () => shared(stack, `Named${source}`, () => new s3.Bucket(stack, `Named${source}`, { bucketName: `mine-${source.toLowerCase()}` })),
    () => shared(stack, `ImportedBucket${source}`, () => s3.Bucket.fromBucketName(stack, `ImportedBucket${source}`, 'theirs')),
  );
}

function tableOf(stack: Stack, { source, variant }: TriggerCase): dynamodb.ITable {
  const partitionKey = { name: 'pk', type: dynamodb.AttributeType.STRING };
  return pick<dynamodb.ITable>(variant,
    () => shared(stack, `Table${source}`, () => new dynamodb.Table(stack, `Table${source}`, { partitionKey, stream: dynamodb.StreamViewType.NEW_IMAGE })),
    () => shared(stack, `TableV2${source}`, () => new dynamodb.TableV2(stack, `TableV2${source}`, { partitionKey, dynamoStream: dynamodb.StreamViewType.KEYS_ONLY })),
    () => shared(stack, `LockedTable${source}`, () => new dynamodb.Table(stack, `LockedTable${source}`, {
      partitionKey, stream: dynamodb.StreamViewType.NEW_IMAGE, encryptionKey: keyOf(stack),
    })),
    () => shared(stack, `StreamlessTable${source}`, () => new dynamodb.Table(stack, `StreamlessTable${source}`, { partitionKey })),
  );
}

function streamOf(stack: Stack, { source, variant }: TriggerCase): kinesis.IStream {
  return pick<kinesis.IStream>(variant,
    () => shared(stack, `Stream${source}`, () => new kinesis.Stream(stack, `Stream${source}`)),
    () => shared(stack, `LongStream${source}`, () => new kinesis.Stream(stack, `LongStream${source}`, { retentionPeriod: Duration.days(30) })),
    () => shared(stack, `LockedStream${source}`, () => new kinesis.Stream(stack, `LockedStream${source}`, { encryptionKey: keyOf(stack) })),
    () => shared(stack, `ImportedStream${source}`, () => kinesis.Stream.fromStreamArn(stack, `ImportedStream${source}`, `arn:aws:kinesis:us-east-1:111111111111:stream/${source}`)),
  );
}

function queueProps({ numbers, times: [maxBatchingWindow, functionTimeout], variant, text }: TriggerCase): QueueTriggerProps {
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

function streamProps(stack: Stack, given: TriggerCase): StreamTriggerOptions {
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
    startingPosition: pick<lambda.StartingPosition | undefined>(variant,
      () => undefined, () => lambda.StartingPosition.LATEST, () => lambda.StartingPosition.AT_TIMESTAMP),
    failedRecords: pick<FailedRecords | undefined>(variant,
      () => undefined,
      () => FailedRecords.toBucket(shared(stack, 'Records', () => new s3.Bucket(stack, 'Records', { encryptionKey: keyOf(stack) }))),
      () => FailedRecords.toQueue(shared(stack, 'Failed', () => new sqs.Queue(stack, 'Failed'))),
      () => FailedRecords.toTopic(topicOf(stack, given)),
      () => FailedRecords.dropBecause(text),
    ),
  };
}

function deliveryOf(stack: Stack, given: TriggerCase): BucketDelivery | undefined {
  return pick<BucketDelivery | undefined>(given.variant,
    () => undefined,
    () => BucketDelivery.throughRule(),
    () => BucketDelivery.throughQueue(),
    () => BucketDelivery.throughQueue(new QueueTrigger({ ...queueProps(given), queue: queueOf(stack, given) })),
    () => BucketDelivery.notifyingQueue(),
    () => BucketDelivery.notifyingQueue(queueProps(given)),
  );
}

function scheduleOf({ variant, numbers: [count] }: TriggerCase): scheduler.ScheduleExpression {
  return pick(variant,
    () => scheduler.ScheduleExpression.rate(Duration.minutes(1)),
    () => scheduler.ScheduleExpression.rate(Duration.days(typeof count === 'number' && count >= 1 && count < 100 ? Math.trunc(count) : 1)),
    () => scheduler.ScheduleExpression.cron({ minute: '0', hour: '3' }),
    () => scheduler.ScheduleExpression.expression('cron(0/5 * * * ? *)'),
  );
}

/** No two routes are the same: CDK says so in its own words. */
function freshPath(stack: Stack): string {
  return `/${stack.node.findAll().length}`;
}

export const TRIGGERS = {
  queue: (stack, target, given) => new QueueTrigger({
    ...queueProps(given), queue: queueOf(stack, given), fifo: given.variant === 5 || undefined,
  }).bind(target),
  topic: (stack, target, given) => new TopicTrigger(topicOf(stack, given), given.variant % 3 === 1
    ? { filterPolicy: { [given.text]: sns.SubscriptionFilter.stringFilter({ allowlist: [given.text] }) } } : {}).bind(target),
  bucket: (stack, target, given) => new BucketTrigger(bucketOf(stack, given), {
    prefix: given.numbers[0] === undefined ? undefined : given.text,
    suffix: given.numbers[1] === undefined ? undefined : `.${given.text}`,
    events: pick<BucketEvent[] | undefined>(given.variant,
      () => undefined, () => [BucketEvent.CREATED, BucketEvent.DELETED], () => [BucketEvent.RESTORED]),
    delivery: deliveryOf(stack, given),
    eventBridgeEnabled: given.variant % 2 === 0,
  }).bind(target),
  event: (stack, target, given) => new EventTrigger(
    pick<events.EventPattern>(given.variant, () => ({ source: [given.text] }), () => ({ detailType: ['placed'], detail: { total: [{ numeric: ['>', 100] }] } }), () => ({})),
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
  url: (_stack, target, given) => new UrlTrigger({
    streaming: given.variant % 2 === 0, openBecause: given.source === 'One' ? undefined : given.text,
  }).bind(target),
  userPool: (stack, target, { source, variant }) => new UserPoolTrigger(
    shared(stack, `Pool${source}`, () => new cognito.UserPool(stack, `Pool${source}`, { customSenderKmsKey: keyOf(stack) })),
    ...pick(variant,
      () => [cognito.UserPoolOperation.PRE_SIGN_UP, cognito.UserPoolOperation.POST_CONFIRMATION],
      () => [cognito.UserPoolOperation.CUSTOM_EMAIL_SENDER],
      () => [],
    ),
  ).bind(target),
  logs: (stack, target, { source }) => {
    const group = shared(stack, `Group${source}`, () => new logs.LogGroup(stack, `Group${source}`));
    group.addSubscriptionFilter(`Filter${group.node.children.length}`, { destination: new LogTrigger(target), filterPattern: logs.FilterPattern.allEvents() });
  },
  task: (stack, target, { source, times: [taskTimeout] }) => {
    const id = `Task${source}${stack.node.findAll().length}`;
    const task = new FunctionTask(stack, id, { lambdaFunction: target, taskTimeout: typeof taskTimeout === 'number' && taskTimeout % 1_000 === 0 ? sfn.Timeout.duration(durationOf(taskTimeout)) : undefined });
    new sfn.StateMachine(stack, `${id}Machine`, { definitionBody: sfn.DefinitionBody.fromChainable(task) });
  },
  httpApi: (stack, target, { source, times: [timeout], text, numbers: [open] }) => {
    const api = shared(stack, `HttpApi${source}`, () => new SteadfastHttpApi(stack, `HttpApi${source}`, { defaultAuthorizer: new authorizers.HttpIamAuthorizer() }));
    api.addRoutes({
      path: freshPath(stack),
      authorizer: open === undefined ? undefined : new apigatewayv2.HttpNoneAuthorizer(),
      integration: new HttpIntegration('Integration', target, { timeout: durationOf(timeout), openBecause: text }),
    });
  },
  restApi: (stack, target, { source, times: [timeout], text, numbers: [open] }) => {
    const api = shared(stack, `RestApi${source}`, () => new SteadfastRestApi(stack, `RestApi${source}`, {
      defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
    }));
    api.root.resourceForPath(freshPath(stack)).addMethod('GET', new RestIntegration(target, {
      options: { timeout: durationOf(timeout) }, openBecause: text,
    }), open === undefined ? {} : { authorizationType: apigateway.AuthorizationType.NONE });
  },
} satisfies Record<string, Connect>;

const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, value);

export const triggerCase: fc.Arbitrary<TriggerCase> = fc.record({
  kind: fc.constantFrom(...Object.keys(TRIGGERS) as (keyof typeof TRIGGERS)[]),
  source: fc.constantFrom<'One' | 'Two'>('One', 'Two'),
  variant: fc.nat({ max: 6 }),
  numbers: fc.tuple(maybe(oddNumber(1, 10)), maybe(oddNumber(2, 4)), maybe(oddNumber(5, 10)), seldom(oddNumber(2, 9))),
  times: fc.tuple(maybe(oddDuration(1, 28)), maybe(oddDuration(1, 300)), maybe(oddDuration(60, 3_600)), maybe(oddDuration(60, 3_600))),
  text: oddText,
});

export function connect(stack: Stack, target: lambda.IFunction, given: TriggerCase): void {
  TRIGGERS[given.kind](stack, target, given);
}
