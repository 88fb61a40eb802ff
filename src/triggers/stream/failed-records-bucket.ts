import { RemovalPolicy, Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { OWN_ANSWERS } from '../../acknowledgements/own-answers';
import { acknowledgeRules } from '../../acknowledgements/rule-answer';
import { closedBucket } from '../../defaults/closed-bucket';
import { PARKED_FOR } from '../../failure/parking-queue';

const ID = 'SteadfastFailedRecords';

/**
 * The one bucket of a stack where its streams park the records that failed.
 *
 * Lambda names each object after the mapping and the shard it comes from, so streams share it without a mix-up.
 */
export function failedRecordsBucket(scope: IConstruct): s3.Bucket {
  return madeFailedRecordsBucket(scope) ?? makeBucket(Stack.of(scope));
}

/** The same, where a stream needed it already. */
export function madeFailedRecordsBucket(scope: IConstruct): s3.Bucket | undefined {
  return Stack.of(scope).node.tryFindChild(ID) as s3.Bucket | undefined;
}

function makeBucket(stack: Stack): s3.Bucket {
  const closed = closedBucket(stack);
  const bucket = new s3.Bucket(stack, ID, {
    ...closed,
    lifecycleRules: [{ expiration: PARKED_FOR }],
    removalPolicy: closed.removalPolicy ?? RemovalPolicy.RETAIN,
  });
  acknowledgeRules(bucket.node.defaultChild!, OWN_ANSWERS.failedRecords, OWN_ANSWERS.failedRecordsExpire);
  return bucket;
}
