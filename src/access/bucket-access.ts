import { aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';
import { WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerWildcard } from '../acknowledgements/rights-answers';

const EVERY_OBJECT = '*';

/** Read the objects whose key starts with a prefix, knowing their keys. */
export function readObjects(bucket: s3.IBucket, prefix: string | undefined, grantee: iam.IGrantable): iam.Grant {
  return onObjects(bucket, prefix, grantee, ['s3:GetObject'], ['kms:Decrypt']);
}

/** Create or replace the objects whose key starts with a prefix. */
export function writeObjects(bucket: s3.IBucket, prefix: string | undefined, grantee: iam.IGrantable): iam.Grant {
  // An upload in parts is decrypted part by part before it is put together.
  return onObjects(bucket, prefix, grantee, ['s3:PutObject', 's3:AbortMultipartUpload'], ['kms:GenerateDataKey', 'kms:Decrypt']);
}

/** Delete the objects whose key starts with a prefix; in a versioned bucket older versions stay. */
export function deleteObjects(bucket: s3.IBucket, prefix: string | undefined, grantee: iam.IGrantable): iam.Grant {
  return onObjects(bucket, prefix, grantee, ['s3:DeleteObject']);
}

/** List the keys that start with a prefix; without this right a missing object answers 403 instead of 404. */
export function listObjects(bucket: s3.IBucket, prefix: string | undefined, grantee: iam.IGrantable): iam.Grant {
  return grantExactly({
    grantee,
    resource: bucket,
    actions: ['s3:ListBucket'],
    resourceArns: [bucket.bucketArn],
    ...(prefix ? { conditions: { StringLike: { 's3:prefix': [`${prefix}${EVERY_OBJECT}`] } } } : {}),
  });
}

function onObjects(
  bucket: s3.IBucket, prefix: string = '', grantee: iam.IGrantable, actions: string[], keyActions?: string[],
): iam.Grant {
  const objects = bucket.arnForObjects(`${prefix}${EVERY_OBJECT}`);
  // Every object of a bucket is more than this library decides.
  if (prefix) answerWildcard(grantee, { resource: objects, actions, reason: WILDCARD_REASONS.objects });
  return grantExactly({
    grantee,
    resource: bucket,
    actions,
    resourceArns: [objects],
    key: bucket.encryptionKey,
    keyActions,
  });
}
