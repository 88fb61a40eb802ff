import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Rows that belong into one file. */
export interface ArchiveChunk {
  /** The day that they are of, in UTC: 2026-08-01. */
  readonly day: string;
  readonly firstId: string;
  readonly lastId: string;
  /** As JSON texts, in the order of their ids. */
  readonly rows: readonly string[];
}

/** Keeps rows for good before anybody deletes them. */
export interface Archive {
  /** @returns where they are kept; only then may they be deleted */
  keep(chunk: ArchiveChunk): Promise<string>;
}

/**
 * Compressed files of JSON lines in a bucket.
 *
 * The same rows have the same key, so keeping them again replaces a file by itself; other rows never replace it.
 */
export class S3Archive implements Archive {
  public constructor(private readonly s3: S3Client, private readonly bucket: string, private readonly prefix: string) {}

  public async keep({ day, firstId, lastId, rows }: ArchiveChunk): Promise<string> {
    const text = rows.map(row => `${row}\n`).join('');
    const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 16);
    const key = `${this.prefix}orders/placed=${day}/${firstId}-${lastId}-${fingerprint}.jsonl.gz`;
    const body = gzipSync(text);
    await this.s3.send(new PutObjectCommand({
      Bucket: this.bucket,
      Key: key,
      Body: body,
      ContentType: 'application/jsonl+gzip',
      // S3 compares, and answers only when the object is stored for good.
      ChecksumSHA256: createHash('sha256').update(body).digest('base64'),
    }));
    return key;
  }
}
