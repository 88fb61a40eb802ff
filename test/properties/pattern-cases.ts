import {
  Duration, Stack, aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_lambda as lambda, aws_s3 as s3,
  aws_scheduler as scheduler, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { context, Family, Placed } from './family';
import { durationOf, maybe, numberOf, oddDuration, OddDuration, oddNumber, OddNumber, oddText } from './odd-values';
import { keyOf, oneOf, shared } from './shared';
import { BucketDelivery, Concurrency, ItemVerb, patterns, QueueTrigger, Release, ScheduleTrigger, SteadfastDefaults } from '../../src';
import { plainFunction, steadfastFunction } from '../support/stacks';

const {
  ApiAuthorization, ApiFront, BucketPipeline, ChunkedJob, ChunkSource, ChunkWorker, ImagePipeline, JobArchive, JobReport, RequestInbox,
  ScheduledJob, StreamProcessor, StreamSource, TableApi,
} = patterns;

interface PatternCase {
  readonly kind: keyof typeof PATTERNS;
  readonly id: string;
  /** Which kind of function works in it; two patterns of a case may share one. */
  readonly fn: keyof typeof FUNCTIONS;
  readonly variant: number;
  readonly numbers: readonly (OddNumber | undefined)[];
  readonly time?: OddDuration;
  readonly prefixes: readonly (string | undefined)[];
  readonly text: string;
}

const FUNCTIONS = {
  own: (stack, id) => steadfastFunction(stack, id),
  shared: stack => shared(stack, 'Shared', () => steadfastFunction(stack, 'Shared')),
  reserved: (stack, id) => steadfastFunction(stack, id, { concurrency: Concurrency.reserved(3) }),
  canary: (stack, id) => steadfastFunction(stack, id, { release: Release.canary() }),
  slow: (stack, id) => steadfastFunction(stack, id, { timeout: Duration.minutes(10) }),
  plain: (stack, id) => plainFunction(stack, id),
} satisfies Record<string, (stack: Stack, id: string) => lambda.Function>;

/** A plain function has none of what the rule book asks of a function. */
const CDKS: readonly string[] = ['plain'];

const functionOf = (stack: Stack, { fn, id }: PatternCase, role: string = ''): lambda.Function => FUNCTIONS[fn](stack, `${id}${role}Function`);
const topicOf = (stack: Stack): sns.Topic => shared(stack, 'Topic', () => new sns.Topic(stack, 'Topic', { masterKey: keyOf(stack) }));

function bucketOf(stack: Stack, variant: number): s3.Bucket | undefined {
  return oneOf<s3.Bucket | undefined>(variant,
    () => undefined,
    () => shared(stack, 'Bucket', () => new s3.Bucket(stack, 'Bucket')),
    () => shared(stack, 'LockedBucket', () => new s3.Bucket(stack, 'LockedBucket', { encryptionKey: keyOf(stack) })),
  );
}

function tableOf(stack: Stack, variant: number): dynamodb.ITable | undefined {
  const partitionKey = { name: 'pk', type: dynamodb.AttributeType.STRING };
  return oneOf<dynamodb.ITable | undefined>(variant,
    () => undefined,
    () => shared(stack, 'Table', () => new dynamodb.Table(stack, 'Table', { partitionKey, stream: dynamodb.StreamViewType.NEW_IMAGE })),
    () => shared(stack, 'TableV2', () => new dynamodb.TableV2(stack, 'TableV2', { partitionKey })),
    () => shared(stack, 'ImportedTable', () => dynamodb.Table.fromTableName(stack, 'ImportedTable', 'theirs')),
  );
}

function authorizationOf({ variant, text, time }: PatternCase): patterns.ApiAuthorization {
  const jwt = { issuer: 'https://issuer.example', audience: ['orders'] };
  return oneOf(variant,
    () => ApiAuthorization.iam(),
    () => ApiAuthorization.jwt(jwt),
    () => ApiAuthorization.jwt({ ...jwt, scopes: [text], reuseFor: durationOf(time) }),
    () => ApiAuthorization.jwt({ issuer: text, audience: [text] }),
    () => ApiAuthorization.none(text),
  );
}

function queueTrigger(stack: Stack, { variant, numbers: [batchSize, maxConcurrency], time }: PatternCase): QueueTrigger | undefined {
  return oneOf<QueueTrigger | undefined>(variant,
    () => undefined,
    () => new QueueTrigger({ batchSize: numberOf(batchSize), maxBatchingWindow: durationOf(time) }),
    () => new QueueTrigger({ maxConcurrency: numberOf(maxConcurrency) }),
    () => new QueueTrigger({ fifo: true }),
    () => new QueueTrigger({
      queue: shared(stack, 'Queue', () => new sqs.Queue(stack, 'Queue', {
        visibilityTimeout: Duration.hours(2),
        encryptionMasterKey: keyOf(stack),
        deadLetterQueue: { maxReceiveCount: 5, queue: new sqs.Queue(stack, 'Dead', { retentionPeriod: Duration.days(14), encryptionMasterKey: keyOf(stack) }) },
      })),
    }),
  );
}

type Make = (stack: Stack, given: PatternCase) => void;

const PATTERNS = {
  TableApi: (stack, given) => {
    const { variant, prefixes: [path] } = given;
    const api = new TableApi(stack, given.id, {
      handler: functionOf(stack, given),
      authorization: authorizationOf(given),
      front: oneOf<patterns.ApiFront | undefined>(variant, () => undefined, () => ApiFront.rest(), () => ApiFront.http()),
      routes: path === undefined ? undefined : [`GET /${path}`, 'POST /orders', 'GET /orders/{id}'],
      verbs: variant % 2 === 0 ? undefined : [ItemVerb.GET, ItemVerb.PUT],
      table: tableOf(stack, variant),
    });
    if (variant % 3 === 2) api.addRoutes(['DELETE /orders/{id}'], functionOf(stack, given, 'Second'));
  },
  BucketPipeline: (stack, given) => new BucketPipeline(stack, given.id, {
    validate: functionOf(stack, given, 'Validate'),
    process: functionOf(stack, given, 'Process'),
    bucket: bucketOf(stack, given.variant),
    prefix: given.prefixes[0],
    rejectedPrefix: given.prefixes[1],
    buffer: queueTrigger(stack, given),
    table: tableOf(stack, given.variant),
    topic: given.variant % 2 === 0 ? undefined : topicOf(stack),
  }),
  ScheduledJob: (stack, given) => new ScheduledJob(stack, given.id, {
    schedule: new ScheduleTrigger(scheduler.ScheduleExpression.rate(Duration.days(1)), { description: given.text }),
    job: functionOf(stack, given),
    archive: oneOf<patterns.JobArchive | undefined>(given.variant,
      () => undefined,
      () => JobArchive.newBucket(),
      () => JobArchive.bucket(bucketOf(stack, 1)!, given.prefixes[0]),
    ),
    report: oneOf<patterns.JobReport | undefined>(given.variant, () => undefined, () => JobReport.newTopic(), () => JobReport.topic(topicOf(stack))),
  }),
  StreamProcessor: (stack, given) => new StreamProcessor(stack, given.id, {
    aggregate: functionOf(stack, given),
    totals: tableOf(stack, given.variant),
    source: oneOf<patterns.StreamSource | undefined>(given.variant,
      () => undefined,
      () => StreamSource.kinesis(undefined, { batchSize: numberOf(given.numbers[0]), maxRecordAge: durationOf(given.time) }),
      () => StreamSource.kinesis(shared(stack, 'Stream', () => new kinesis.Stream(stack, 'Stream', { encryptionKey: keyOf(stack) }))),
      () => StreamSource.table(tableOf(stack, 1)!, { retryAttempts: numberOf(given.numbers[1]) }),
      () => StreamSource.table(tableOf(stack, 2)!),
    ),
  }),
  ImagePipeline: (stack, given) => new ImagePipeline(stack, given.id, {
    render: functionOf(stack, given),
    bucket: bucketOf(stack, given.variant),
    prefix: given.prefixes[0],
    thumbnailBucket: given.variant % 4 === 3 ? bucketOf(stack, 1) : undefined,
    thumbnailPrefix: given.prefixes[1],
    delivery: oneOf<BucketDelivery | undefined>(given.variant,
      () => undefined,
      () => BucketDelivery.throughRule(),
      () => BucketDelivery.throughQueue(queueTrigger(stack, given)),
      () => BucketDelivery.notifyingQueue(),
    ),
  }),
  ChunkedJob: (stack, given) => new ChunkedJob(stack, given.id, {
    worker: ChunkWorker.function(functionOf(stack, given)),
    chunks: oneOf<patterns.ChunkSource | undefined>(given.variant,
      () => undefined,
      () => ChunkSource.plannedBy(functionOf(stack, given, 'Plan')),
      () => ChunkSource.objects(bucketOf(stack, 1)!, given.prefixes[0]),
    ),
    maxConcurrency: numberOf(given.numbers[0]),
    attempts: numberOf(given.numbers[1]),
  }),
  RequestInbox: (stack, given) => new RequestInbox(stack, given.id, {
    worker: functionOf(stack, given),
    authorization: authorizationOf(given),
    path: given.prefixes[0] === undefined ? undefined : `/${given.prefixes[0]}`,
    schema: given.variant % 2 === 0 ? undefined : { type: apigateway.JsonSchemaType.OBJECT, required: [given.text] },
    inbox: queueTrigger(stack, given),
  }),
} satisfies Record<string, Make>;

const prefix = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('in/', 'in-', 'out/', 'orders', 'a/b/') },
  { weight: 1, arbitrary: oddText },
);

const kind = fc.constantFrom(...Object.keys(PATTERNS) as (keyof typeof PATTERNS)[]);

/** @param id what it is called; no two patterns of a stack are called the same */
function patternCase(id: string): fc.Arbitrary<PatternCase> {
  return fc.record({
    kind,
    id: fc.constantFrom(id, `my-${id}`, `${id} Ünïcödé`, `${id}${'x'.repeat(200)}`),
    fn: fc.oneof({ weight: 3, arbitrary: fc.constant<keyof typeof FUNCTIONS>('own') }, fc.constantFrom(...Object.keys(FUNCTIONS) as (keyof typeof FUNCTIONS)[])),
    variant: fc.nat({ max: 9 }),
    numbers: fc.tuple(maybe(oddNumber(1, 10)), maybe(oddNumber(2, 9))),
    time: maybe(oddDuration(1, 300)),
    prefixes: fc.tuple(maybe(prefix), maybe(prefix)),
    text: oddText,
  });
}

/** What rule packs say of resources that a pattern is given. */
const GIVEN = /^(AwsSolutions|HIPAA|NIST|PCI|Serverless)\S* at Stack\/(Bucket|Dead|Key|LockedBucket|Queue|Stream|Table|TableV2|Topic)\//;

/** What is said of a function that nobody hardened, and of who invokes it by CDK's own grant. */
const OF_FUNCTIONS = /^(async-failure-destination |(AwsSolutions|HIPAA|NIST|PCI|Serverless)\S* at .*Function\/|AwsSolutions-IAM5\[Resource::<\w+Function\w+\.Arn>:\*\])/;

interface PatternsCase extends Placed {
  readonly patterns: readonly PatternCase[];
}

/** One pattern of any props, or two. */
export const PATTERN_CASES: Family<PatternsCase> = {
  cases: fc.record({ patterns: fc.oneof(fc.tuple(patternCase('First')), fc.tuple(patternCase('First'), patternCase('Second'))), context }),
  fill: (stack, { patterns: made }) => {
    SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
    made.forEach(one => PATTERNS[one.kind](stack, one));
  },
  isTheirs: ({ patterns: made }, complaint) => GIVEN.test(complaint)
    || (OF_FUNCTIONS.test(complaint) && made.some(({ fn }) => CDKS.includes(fn))),
};
