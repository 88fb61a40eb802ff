import { appendFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Context } from 'aws-lambda';
import { handler as cleanUp } from '../handler/cleanup';
import { CleanupReport } from '../handler/move-orders';

/** What goes wrong with a run, once a file of it is stored or just before. */
export type Trouble = 'throttled' | 'hangs' | 'dies before it is stored' | 'dies after it is stored';

/** What a run is told: the trouble that it has, at which of its files, and on how many of its attempts. */
export interface TroubledEvent {
  readonly run?: number;
  readonly trouble?: Trouble;
  readonly file?: number;
  readonly attempts?: number;
}

let current: TroubledEvent = {};
let files = 0;

// Between the handler and the bucket, so that the real handler meets the failures as it would in production.
const send = S3Client.prototype.send;
S3Client.prototype.send = async function (this: S3Client, ...args: Parameters<typeof send>) {
  const isMine = (args[0] as unknown) instanceof PutObjectCommand && ++files === current.file;
  if (isMine) {
    if (current.trouble === 'throttled') throw Object.assign(new Error('demo trouble: reduce your request rate'), { name: 'SlowDown' });
    if (current.trouble === 'hangs') return new Promise(() => undefined);
    if (current.trouble === 'dies before it is stored') process.exit(1);
  }
  const answer: unknown = await send.apply(this, args);
  if (isMine && current.trouble === 'dies after it is stored') process.exit(1);
  return answer;
} as typeof send;

/** The real handler in a world that is not perfect. */
export const handler = async (event: TroubledEvent, context: Context): Promise<CleanupReport> => {
  current = attempt(event.run) <= (event.attempts ?? 0) ? event : {};
  files = 0;
  return cleanUp(event, context);
};

/** Which attempt this is; a process that died cannot remember, hence a file. */
function attempt(run: number | undefined): number {
  const file = join(tmpdir(), `attempts-of-run-${run}`);
  appendFileSync(file, 'x');
  return readFileSync(file, 'utf8').length;
}
