import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { answerFor, Call } from './fake-client';
import { secondsUntilRetry } from '../../../examples/01-bucket-pipeline/handler/retry-later';
import { toBody } from '../../../examples/01-bucket-pipeline/handler/row-message';

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

let handler: Handler;
let puts: Call[];
let published: Call[];
let delayed: Call[];
const failing = new Map<string, Error>();
const failures = { publish: false, delay: false };

beforeAll(() => {
  Object.assign(process.env, {
    QUEUE_URL: 'https://queue', TABLE_NAME: 'table', TOPIC_ARN: 'arn:topic', AWS_REGION: 'us-east-1', POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  ({ handler } = jest.requireActual<{ handler: Handler }>('../../../examples/01-bucket-pipeline/handler/process'));
});

beforeEach(() => {
  failing.clear();
  Object.assign(failures, { publish: false, delay: false });
  puts = answerFor(DynamoDBDocumentClient, ({ input }) => {
    const error = failing.get((input.Item as { pk: string }).pk);
    if (error) throw error;
    return {};
  });
  published = answerFor(SNSClient, () => {
    if (failures.publish) throw new Error('AccessDenied');
    return {};
  });
  delayed = answerFor(SQSClient, () => {
    if (failures.delay) throw new Error('AccessDenied');
    return {};
  });
});

function event(keys: string[], attempt = 1): SQSEvent {
  return {
    Records: keys.map((key, index) => ({
      messageId: `id-${key}`,
      receiptHandle: `handle-${key}`,
      body: toBody({ source: 's3://b/k', generation: 'g', line: index + 2, key, row: { id: key } }),
      attributes: { ApproximateReceiveCount: String(attempt) },
    })),
  } as unknown as SQSEvent;
}

function run(batch: SQSEvent): Promise<SQSBatchResponse> {
  return handler(batch, { functionName: 'process', awsRequestId: '1' } as Context);
}

function failed(...keys: string[]): SQSBatchResponse {
  return { batchItemFailures: keys.map(key => ({ itemIdentifier: `id-${key}` })) };
}

test('stores every row under a condition, and announces the batch once', async () => {
  expect(await run(event(['a', 'b']))).toEqual(failed());
  expect(puts.map(({ input }) => input.Item)).toEqual([
    { pk: 'a', source: 's3://b/k', generation: 'g', line: 2, row: { id: 'a' } },
    { pk: 'b', source: 's3://b/k', generation: 'g', line: 3, row: { id: 'b' } },
  ]);
  expect(puts[0].input.ConditionExpression).toContain('attribute_not_exists(pk)');
  expect(published.map(({ input }) => JSON.parse(input.Message as string))).toEqual([
    { stored: 2, superseded: 0, retrying: 0, sources: ['s3://b/k'] },
  ]);
  expect(delayed).toEqual([]);
});

test('a row that something later or earlier holds already is done', async () => {
  failing.set('b', new ConditionalCheckFailedException({ message: 'no', $metadata: {} }));
  expect(await run(event(['a', 'b']))).toEqual(failed());
  expect(JSON.parse(published[0].input.Message as string)).toMatchObject({ stored: 1, superseded: 1 });
});

test('only the row that failed comes back, and later each time', async () => {
  failing.set('b', new Error('throttled'));
  expect(await run(event(['a', 'b', 'c'], 3))).toEqual(failed('b'));
  expect(delayed.map(({ name }) => name)).toEqual(['ChangeMessageVisibilityBatchCommand']);
  const [entry] = delayed[0].input.Entries as { ReceiptHandle: string; VisibilityTimeout: number }[];
  expect(entry.ReceiptHandle).toBe('handle-b');
  expect(entry.VisibilityTimeout).toBeGreaterThanOrEqual(4);
  expect(entry.VisibilityTimeout).toBeLessThanOrEqual(8);
});

test('a batch that fails as a whole answers row by row, and announces nothing', async () => {
  failing.set('a', new Error('no'));
  failing.set('b', new Error('no'));
  expect(await run(event(['a', 'b']))).toEqual(failed('a', 'b'));
  expect(published).toEqual([]);
});

test('a message that is no row fails alone', async () => {
  const batch = event(['a', 'b']);
  batch.Records[1].body = 'no JSON';
  expect(await run(batch)).toEqual(failed('b'));
});

test('rows that could not be announced are not done', async () => {
  failures.publish = true;
  expect(await run(event(['a', 'b']))).toEqual(failed('a', 'b'));
});

test('a row that cannot be delayed comes back all the same', async () => {
  failing.set('a', new Error('no'));
  failures.delay = true;
  expect(await run(event(['a', 'b']))).toEqual(failed('a'));
});

test('delays double, differ, and have an end', () => {
  expect([1, 2, 3, 4].map(attempt => secondsUntilRetry(attempt, 2, 1))).toEqual([2, 4, 8, 16]);
  expect([1, 2, 3, 4].map(attempt => secondsUntilRetry(attempt, 2, 0))).toEqual([1, 2, 4, 8]);
  expect(secondsUntilRetry(40, 2, 1)).toBe(900);
  expect(secondsUntilRetry(1, 0.1, 0)).toBe(1);
});
