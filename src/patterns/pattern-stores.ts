import { Duration, aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_s3 as s3, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { closedBucket } from '../defaults/closed-bucket';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';

/** The parts of an upload that broke off are seen in no list, and are charged until somebody deletes them. */
const ABANDONED_AFTER = Duration.days(7);

/** The bucket that a pattern makes: encrypted, versioned, never public, and reachable over TLS only. */
export function makeBucket(scope: Construct, id: string): s3.Bucket {
  return new s3.Bucket(scope, id, {
    ...closedBucket(scope),
    versioned: true,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: ABANDONED_AFTER }],
  });
}

/**
 * The topic that a pattern makes: encrypted, and reachable over TLS only.
 *
 * For functions, to which the key of the service is open: they publish with rights of their own. Alarms could not.
 */
export function makeTopic(scope: Construct, id: string): sns.Topic {
  const masterKey = SteadfastDefaults._takenBy(scope).encryptionKey;
  const topic = new sns.Topic(scope, id, { enforceSSL: true, masterKey });
  // As an L2 key it would be granted to who publishes, by its alias on `key/*`, where CDK's flag for aliases is on; the key of SNS needs no grant.
  if (!masterKey) (topic.node.defaultChild as sns.CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
  return topic;
}

/** The stream that a pattern makes: on demand, and encrypted. */
export function makeStream(scope: Construct): kinesis.Stream {
  const { encryptionKey, removalPolicy } = SteadfastDefaults._takenBy(scope);
  return new kinesis.Stream(scope, 'Stream', {
    streamMode: kinesis.StreamMode.ON_DEMAND,
    encryption: encryptionKey ? kinesis.StreamEncryption.KMS : kinesis.StreamEncryption.MANAGED,
    encryptionKey,
    removalPolicy,
  });
}

/** What the table of a pattern is keyed by, beside `pk`. */
export interface PatternTableProps {
  /** The sort key, where items of one `pk` are told apart. */
  readonly sortKey?: string;
  /** The attribute by whose time items expire. */
  readonly timeToLive?: string;
}

/** The table that a pattern makes: on demand, encrypted, with point-in-time recovery. */
export function makeTable(scope: Construct, { sortKey, timeToLive }: PatternTableProps = {}): dynamodb.Table {
  const { encryptionKey, removalPolicy } = SteadfastDefaults._takenBy(scope);
  return new dynamodb.Table(scope, 'Table', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: sortKey ? { name: sortKey, type: dynamodb.AttributeType.STRING } : undefined,
    timeToLiveAttribute: timeToLive,
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: encryptionKey && dynamodb.TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    removalPolicy,
  });
}
