import { Logger } from '@aws-lambda-powertools/logger';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { comeBack } from './come-back';
import { setting } from './setting';
import { renderThumbnail, UnusableImage } from './thumbnail';

/** What S3 says of an upload through EventBridge. */
interface ObjectCreated {
  readonly detail: { readonly bucket: { readonly name: string }; readonly object: { readonly key: string } };
}

const logger = new Logger({ serviceName: 'thumbnails' });
const s3 = new S3Client({});
const sqs = new SQSClient({});
const to = { bucket: setting('THUMBNAIL_BUCKET'), prefix: setting('THUMBNAIL_PREFIX') };
const limits = { bytes: Number(setting('LARGEST_BYTES')), pixels: Number(setting('MOST_PIXELS')) };

/** Makes a thumbnail of each image; those that failed come back, and are parked in the end. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  logger.addContext(context);
  const failed: SQSRecord[] = [];
  // One after the other: the library uses every processor for one image.
  for (const record of event.Records) {
    if (!await rendered(record)) failed.push(record);
  }
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};

async function rendered(record: SQSRecord): Promise<boolean> {
  const { detail: { bucket: { name: bucket }, object: { key } } } = JSON.parse(record.body) as ObjectCreated;
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  try {
    await renderThumbnail(s3, { from: { bucket, key }, to, limits });
    return true;
  } catch (error) {
    logger.error('No thumbnail', { bucket, key, attempt, error: error as Error });
    // What will not become better by waiting is soon parked; all else comes back later each time.
    await comeBack(sqs, record, error instanceof UnusableImage ? 0 : 2 ** attempt).catch(() => undefined);
    return false;
  }
}
