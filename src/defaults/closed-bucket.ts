import { aws_s3 as s3 } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SteadfastDefaults } from './steadfast-defaults';

/** Encrypted, never public, over TLS only: how every bucket is that this library makes below a scope. */
export function closedBucket(scope: IConstruct): s3.BucketProps {
  const { encryptionKey, removalPolicy } = SteadfastDefaults._takenBy(scope);
  return {
    encryption: encryptionKey ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
    encryptionKey,
    bucketKeyEnabled: encryptionKey ? true : undefined,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    removalPolicy,
  };
}
