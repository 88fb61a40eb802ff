import { Readable } from 'node:stream';
import { Logger } from '@aws-lambda-powertools/logger';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Context, S3ObjectCreatedNotificationEvent } from 'aws-lambda';
import { readHeader } from './csv-header';
import { readCsv } from './csv-records';
import { LeftOutList } from './left-out-list';
import { RowJudge } from './row-judge';
import { RowSender } from './row-sender';
import { setting } from './setting';

/** What became of an uploaded file. */
export interface ImportReport {
  readonly source: string;
  readonly generation: string;
  readonly rows: number;
  readonly sent: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** The object that names every duplicate and rejected row. */
  readonly leftOut?: string;
  /** Why no row of the file could be read. */
  readonly refused?: string;
}

const queueUrl = setting('QUEUE_URL');
const keyColumn = setting('KEY_COLUMN');
const rejectedPrefix = setting('REJECTED_PREFIX');
const logger = new Logger({ serviceName: 'csv-import-validate' });
const s3 = new S3Client({});
const sqs = new SQSClient({});

/** Reads an uploaded CSV file, sends each valid row to the queue, and writes down what became of every row. */
export const handler = async (event: S3ObjectCreatedNotificationEvent, context: Context): Promise<ImportReport | undefined> => {
  logger.addContext(context);
  const body = await open(event);
  if (!body) {
    logger.info('File replaced by a newer upload, which has its own event', { upload: event.detail });
    return undefined;
  }
  const { bucket, object } = event.detail;
  const upload = {
    source: `s3://${bucket.name}/${object.key}`,
    // A second delivery of the same event gives the same generation, hence the same messages.
    generation: `${event.time} ${object.sequencer}`,
  };
  const leftOut = new LeftOutList(s3, { Bucket: bucket.name, Key: `${rejectedPrefix}${object.key}.jsonl` });
  const sender = new RowSender(sqs, queueUrl, (line, reason) => leftOut.add({ kind: 'rejected', line, reason }));

  const refused = await readRows(body, upload, sender, leftOut);
  await sender.finish();
  await leftOut.finish();

  const { rejected, duplicates, key } = leftOut;
  const { accepted: sent } = sender;
  const report = { ...upload, rows: sent + duplicates + rejected, sent, duplicates, rejected, leftOut: key, refused };
  await s3.send(new PutObjectCommand({
    Bucket: bucket.name,
    Key: `${rejectedPrefix}${object.key}.json`,
    Body: JSON.stringify(report, undefined, 2),
    ContentType: 'application/json',
  }));
  logger[refused ? 'error' : 'info']('File read', { report });
  return report;
};

async function open({ detail: { bucket, object } }: S3ObjectCreatedNotificationEvent): Promise<Readable | undefined> {
  try {
    // Rows of a newer upload must not pass as rows of this one.
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key, IfMatch: object.etag }));
    return Body as Readable;
  } catch (error) {
    if (error instanceof Error && error.name === 'PreconditionFailed') {
      return undefined;
    }
    throw error;
  }
}

/** @returns why no row could be read; undefined when rows could be read, even if there are none */
async function readRows(
  body: Readable, upload: Pick<ImportReport, 'source' | 'generation'>, sender: RowSender, leftOut: LeftOutList,
): Promise<string | undefined> {
  let judge: RowJudge | undefined;
  for await (const record of readCsv(body)) {
    if (!judge) {
      const header = 'problem' in record ? record : readHeader(record.fields, keyColumn);
      if ('problem' in header) {
        return `The header cannot be used: ${header.problem}.`;
      }
      judge = new RowJudge(header, upload);
      continue;
    }
    const verdict = judge.judge(record);
    if (verdict.kind === 'send') {
      await sender.send(verdict);
    } else {
      await leftOut.add(verdict);
    }
  }
  return judge ? undefined : 'The file is empty.';
}
