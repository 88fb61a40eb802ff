import { aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';

/** A bucket that is encrypted, versioned, never public, and reachable over TLS only. */
export function privateBucket(scope: Construct, id: string): s3.Bucket {
  const { encryptionKey, removalPolicy } = SteadfastDefaults._takenBy(scope);
  return new s3.Bucket(scope, id, {
    encryption: encryptionKey ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
    encryptionKey,
    bucketKeyEnabled: encryptionKey ? true : undefined,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    removalPolicy,
  });
}
