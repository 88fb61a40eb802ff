import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handler as render } from '../handler/render';

/** What goes wrong on the first attempt with the thumbnails of some images. */
type Trouble = 'dies' | 'hangs' | 'throttled' | undefined;

const firstAttempts = new Set<string>();

function troubleOf(body: string): Trouble {
  const { object: { key } } = (JSON.parse(body) as { detail: { object: { key: string } } }).detail;
  const share = createHash('sha256').update(key).digest().readUInt16BE(0) % 100;
  if (share < 1) return 'dies';
  if (share < 2) return 'hangs';
  return share < 12 ? 'throttled' : undefined;
}

// Between the handler and the bucket, so that the real handler meets the failures as it would in production.
const send = S3Client.prototype.send;
S3Client.prototype.send = async function (this: S3Client, ...args: Parameters<typeof send>) {
  const command: unknown = args[0];
  const key = command instanceof PutObjectCommand ? command.input.Key ?? '' : '';
  if ([...firstAttempts].some(upload => key.includes(upload))) {
    throw Object.assign(new Error('demo trouble: reduce your request rate'), { name: 'SlowDown' });
  }
  return send.apply(this, args);
} as typeof send;

/** The real handler in a world that is not perfect. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  firstAttempts.clear();
  for (const { body, attributes } of event.Records.filter(record => record.attributes.ApproximateReceiveCount === '1')) {
    const trouble = attributes && troubleOf(body);
    if (trouble === 'dies') process.exit(1);
    if (trouble === 'hangs') await new Promise(() => setInterval(() => undefined, 1_000));
    if (trouble === 'throttled') firstAttempts.add((JSON.parse(body) as { detail: { object: { key: string } } }).detail.object.key);
  }
  return render(event, context);
};
