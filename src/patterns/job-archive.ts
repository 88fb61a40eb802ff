import { aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { makeBucket } from './pattern-stores';
import { Access } from '../access/access';

const PREFIX = 'archive/';

/** Where a job keeps what it takes away. */
export class JobArchive {
  /** An encrypted, versioned bucket of its own, private and reachable over TLS only. */
  public static newBucket(): JobArchive {
    return new JobArchive(PREFIX);
  }

  /**
   * A bucket that is there already.
   *
   * @param prefix what the keys of the job start with, 'archive/' unless it is given; it may write nowhere else
   */
  public static bucket(bucket: s3.IBucket, prefix?: string): JobArchive {
    return new JobArchive(prefix ?? PREFIX, bucket);
  }

  private constructor(private readonly prefix: string, private readonly given?: s3.IBucket) {}

  /**
   * Lets a job write there.
   *
   * @internal
   */
  public _bind(scope: Construct, job: lambda.Function): s3.IBucket {
    const bucket = this.given ?? makeBucket(scope, 'Archive');
    Access.writeObjects(bucket, this.prefix).grantTo(job);
    job.addEnvironment('ARCHIVE_BUCKET', bucket.bucketName);
    job.addEnvironment('ARCHIVE_PREFIX', this.prefix);
    return bucket;
  }
}
