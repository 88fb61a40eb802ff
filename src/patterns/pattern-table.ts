import { aws_dynamodb as dynamodb } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';

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
