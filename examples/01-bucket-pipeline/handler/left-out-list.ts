import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { LeftOutRow } from './row-judge';

/** The rows that were not sent on, written to an object of JSON lines while the file is read. */
export class LeftOutList {
  public rejected = 0;
  public duplicates = 0;
  private stream?: PassThrough;
  private upload?: Promise<unknown>;

  public constructor(
    private readonly s3: S3Client,
    private readonly place: { readonly Bucket: string; readonly Key: string },
  ) {}

  /** The key of the object; undefined when no row was left out. */
  public get key(): string | undefined {
    return this.stream && this.place.Key;
  }

  public async add(row: LeftOutRow): Promise<void> {
    if (row.kind === 'rejected') {
      this.rejected += 1;
    } else {
      this.duplicates += 1;
    }
    const stream = this.stream ?? this.open();
    if (!stream.write(`${JSON.stringify(row)}\n`)) {
      // A failed upload reads no further: without it in the race this would wait for ever.
      await Promise.race([once(stream, 'drain'), this.upload]);
    }
  }

  /** Returns when the object is stored. */
  public async finish(): Promise<void> {
    this.stream?.end();
    await this.upload;
  }

  private open(): PassThrough {
    this.stream = new PassThrough();
    this.upload = new Upload({
      client: this.s3, params: { ...this.place, Body: this.stream, ContentType: 'application/x-ndjson' },
    }).done();
    // Whoever waits for it is told; until then a failure must not end the process.
    this.upload.catch(() => undefined);
    return this.stream;
  }
}
