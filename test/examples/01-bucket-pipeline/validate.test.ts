import { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { Context, S3ObjectCreatedNotificationEvent } from 'aws-lambda';
import { answerFor, Call } from './fake-client';
import { RowMessage } from '../../../examples/01-bucket-pipeline/handler/row-message';
import type { ImportReport } from '../../../examples/01-bucket-pipeline/handler/validate';

type Handler = (event: S3ObjectCreatedNotificationEvent, context: Context) => Promise<ImportReport | undefined>;

let handler: Handler;
let s3Calls: Call[];
let sent: RowMessage[];
let file: string | Error;
let listFails: boolean;

beforeAll(() => {
  Object.assign(process.env, {
    QUEUE_URL: 'https://queue', KEY_COLUMN: 'id', REJECTED_PREFIX: 'rejected/', AWS_REGION: 'us-east-1', POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  ({ handler } = jest.requireActual<{ handler: Handler }>('../../../examples/01-bucket-pipeline/handler/validate'));
});

beforeEach(() => {
  sent = [];
  listFails = false;
  s3Calls = answerFor(S3Client, ({ name, input }) => {
    if (name === 'GetObjectCommand') {
      if (file instanceof Error) throw file;
      return { Body: Readable.from([Buffer.from(file)]) };
    }
    if (listFails && String(input.Key).endsWith('.jsonl')) throw new Error('AccessDenied');
    return {};
  });
  answerFor(SQSClient, ({ input }) => {
    const entries = (input as unknown as SendMessageBatchCommandInput).Entries!;
    sent.push(...entries.map(({ MessageBody }) => JSON.parse(MessageBody!) as RowMessage));
    return { Successful: entries.map(({ Id }) => ({ Id })) };
  });
});

const EVENT = {
  time: '2026-01-01T00:00:00Z',
  detail: { bucket: { name: 'bucket' }, object: { key: 'incoming/a b+c.csv', etag: 'tag', sequencer: '0A' } },
} as unknown as S3ObjectCreatedNotificationEvent;

function run(content: string | Error): Promise<ImportReport | undefined> {
  file = content;
  return handler(EVENT, { functionName: 'validate', awsRequestId: '1' } as Context);
}

function written(suffix: string): string[] {
  return s3Calls.filter(({ name, input }) => name === 'PutObjectCommand' && String(input.Key).endsWith(suffix)).map(({ input }) => String(input.Body));
}

const UPLOAD = { source: 's3://bucket/incoming/a b+c.csv', generation: '2026-01-01T00:00:00Z 0A' };

test('sends every valid row once, and writes down the others', async () => {
  const report = await run('id,name\na,1\nb,2\nc\na,3\n,4\n"open');
  expect(sent.map(({ line, key }) => [line, key])).toEqual([[2, 'a'], [3, 'b']]);
  expect(report).toEqual({ ...UPLOAD, rows: 6, sent: 2, duplicates: 1, rejected: 3, leftOut: 'rejected/incoming/a b+c.csv.jsonl', refused: undefined });
  expect(JSON.parse(written('.json')[0])).toEqual(JSON.parse(JSON.stringify(report)));
  const [list] = written('.jsonl');
  expect(list.trim().split('\n').map(line => JSON.parse(line) as unknown)).toEqual([
    { kind: 'rejected', line: 4, reason: 'has 1 fields, and the header has 2' },
    { kind: 'duplicate', line: 5, reason: 'its key stands on line 2 already' },
    { kind: 'rejected', line: 6, reason: 'has an empty key' },
    { kind: 'rejected', line: 7, reason: 'a quote is opened and never closed', toEnd: true },
  ]);
});

test('the same event gives the same messages', async () => {
  await run('id,name\na,1\nb,2\n');
  const first = sent;
  sent = [];
  await run('id,name\na,1\nb,2\n');
  expect(sent).toEqual(first);
});

test('reads the object that the event speaks of, and no newer one', async () => {
  await run('id\na\n');
  expect(s3Calls[0].input).toEqual({ Bucket: 'bucket', Key: 'incoming/a b+c.csv', IfMatch: 'tag' });
  const replaced = Object.assign(new Error('no'), { name: 'PreconditionFailed' });
  expect(await run(replaced)).toBeUndefined();
});

test.each([
  ['', 'The file is empty.'],
  ['\n\n', 'The file is empty.'],
  ['key,name\na,1\n', 'The header cannot be used: there is no column "id"; the columns are "key", "name".'],
  ['"id,name\na,1\n', 'The header cannot be used: a quote is opened and never closed.'],
])('refuses %j as a whole, and says why', async (content, refused) => {
  expect(await run(content)).toEqual({ ...UPLOAD, rows: 0, sent: 0, duplicates: 0, rejected: 0, leftOut: undefined, refused });
  expect(JSON.parse(written('.json')[0])).toMatchObject({ refused });
});

test('a header alone is a file without rows', async () => {
  expect(await run('id,name\r\n')).toEqual({ ...UPLOAD, rows: 0, sent: 0, duplicates: 0, rejected: 0, leftOut: undefined, refused: undefined });
  expect(written('.jsonl')).toEqual([]);
});

test('fails, to be tried again, when the object cannot be read', async () => {
  await expect(run(new Error('SlowDown'))).rejects.toThrow('SlowDown');
});

test('fails, to be tried again, when the left out rows cannot be written down', async () => {
  listFails = true;
  await expect(run(`id,name\n${'short\n'.repeat(20_000)}`)).rejects.toThrow('AccessDenied');
  expect(written('.json')).toEqual([]);
});
