import { aws_dynamodb as dynamodb, aws_iam as iam, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { listObjects, readObjects, writeObjects } from './bucket-access';
import { consumeMessages, sendMessages } from './queue-access';
import { readItems, writeItems } from './table-access';
import { publish } from './topic-access';

/**
 * An intent to use a resource: exactly the actions it takes, on exactly the resource it names, with its customer key.
 *
 * Never an action with a wildcard.
 */
export class Access {
  /**
   * Read objects whose keys are known.
   *
   * Without `listObjects` beside it, a missing object answers 403 instead of 404.
   * @param bucket the bucket to read from
   * @param prefix what the keys start with; every object where it is left out
   */
  public static readObjects(bucket: s3.IBucket, prefix?: string): Access {
    return new Access((grantee) => readObjects(bucket, prefix, grantee));
  }

  /**
   * Create or replace objects, also by multipart upload; not delete them.
   *
   * @param bucket the bucket to write to
   * @param prefix what the keys start with; every object where it is left out
   */
  public static writeObjects(bucket: s3.IBucket, prefix?: string): Access {
    return new Access((grantee) => writeObjects(bucket, prefix, grantee));
  }

  /**
   * List keys, and learn that an object is missing (404 instead of 403).
   *
   * @param bucket the bucket to list
   * @param prefix what the listed keys start with; every key where it is left out
   */
  public static listObjects(bucket: s3.IBucket, prefix?: string): Access {
    return new Access((grantee) => listObjects(bucket, prefix, grantee));
  }

  /** Read items by key; not through indexes, and no scan. */
  public static readItems(table: dynamodb.ITable): Access {
    return new Access((grantee) => readItems(table, grantee));
  }

  /** Put, update and delete items, also under a condition, in batches and in transactions. */
  public static writeItems(table: dynamodb.ITable): Access {
    return new Access((grantee) => writeItems(table, grantee));
  }

  /** Send messages to a queue. */
  public static sendMessages(queue: sqs.IQueue): Access {
    return new Access((grantee) => sendMessages(queue, grantee));
  }

  /** Receive messages from a queue, put off or delete them. */
  public static consumeMessages(queue: sqs.IQueue): Access {
    return new Access((grantee) => consumeMessages(queue, grantee));
  }

  /** Publish messages to a topic. */
  public static publish(topic: sns.ITopic): Access {
    return new Access((grantee) => publish(topic, grantee));
  }

  private constructor(private readonly grantOf: (grantee: iam.IGrantable) => iam.Grant) {}

  /** Grants this access to a function, a role or any other grantee. */
  public grantTo(grantee: iam.IGrantable): iam.Grant {
    return this.grantOf(grantee);
  }
}
