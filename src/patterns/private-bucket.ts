import { Duration, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { closedBucket } from '../defaults/closed-bucket';

/** The parts of an upload that broke off are seen in no list, and are charged until somebody deletes them. */
const ABANDONED_AFTER = Duration.days(7);

/** A bucket that is encrypted, versioned, never public, and reachable over TLS only. */
export function privateBucket(scope: Construct, id: string): s3.Bucket {
  return new s3.Bucket(scope, id, {
    ...closedBucket(scope),
    versioned: true,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: ABANDONED_AFTER }],
  });
}
