import { Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { requireThat } from '../validation/steadfast-error';

/** Objects of a bucket whose keys start alike. */
export interface ObjectPlace {
  /** What a reader calls it. */
  readonly name: string;
  /** The prop by which its prefix is chosen. */
  readonly prop: string;
  readonly bucket: s3.IBucket;
  readonly prefix: string;
}

/** Refuses that a function writes where an object starts it: it would start itself for ever. */
export function refuseRecursion(scope: IConstruct, read: ObjectPlace, written: ObjectPlace): void {
  if (!sameBucket(read.bucket, written.bucket)) return;
  requireThat(scope, !written.prefix.startsWith(read.prefix) && !read.prefix.startsWith(written.prefix), {
    must: `${read.name} and ${written.name} must live under different prefixes of a bucket, or what is written starts the pipeline again`,
    given: `${read.prop} "${read.prefix}" and ${written.prop} "${written.prefix}"`,
    remedy: 'Choose two prefixes of which neither starts with the other, or another bucket.',
  }, read.prefix, written.prefix);
}

/** An import may name a bucket that this app knows already. */
function sameBucket(one: s3.IBucket, other: s3.IBucket): boolean {
  return one === other || nameOf(one) === nameOf(other);
}

function nameOf(bucket: s3.IBucket): string {
  return JSON.stringify(Stack.of(bucket).resolve(bucket.bucketName));
}
