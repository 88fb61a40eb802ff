import { Duration, Names, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { mapStream, streamStage } from './stream-mapping';
import { StreamTriggerOptions } from './stream-trigger-options';
import { openKey } from '../../access/key-access';
import { listStreams } from '../../access/table-access';
import { SteadfastError } from '../../validation/steadfast-error';
import { warn } from '../../validation/warning';
import { EventPath, ITrigger } from '../event-path';
import { stateEventPath } from '../stated-path';

/** DynamoDB keeps the records of a stream this long (Amazon DynamoDB Developer Guide, "Change data capture for DynamoDB Streams"). */
const RETENTION = Duration.hours(24);

/** More readers than this and DynamoDB throttles them (same source). */
const READERS = 2;

/** Properties of a TableStreamTrigger. */
export interface TableStreamTriggerProps extends StreamTriggerOptions {}

/**
 * Invokes a function with the changes of a DynamoDB table, in order for each item.
 *
 * A batch that fails is split and repeated a finite number of times; what is left over is parked, whole, in a bucket with an alarm.
 * The handler reports the first record that failed (`batchItemFailures`); those before it are not repeated.
 *
 * @example
 * const orders = new dynamodb.Table(this, 'Orders', {
 *   partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
 *   stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
 * });
 * fn.addEventSource(new TableStreamTrigger(orders));
 */
export class TableStreamTrigger implements lambda.IEventSource, ITrigger {
  /** @param table the table whose changes are worked on */
  constructor(private readonly table: dynamodb.ITable, private readonly props: TableStreamTriggerProps = {}) {}

  /** What becomes of a record that fails. */
  public get eventPath(): EventPath {
    return { source: 'DynamoDB Streams', failed: streamStage(this.props, RETENTION) };
  }

  /**
   * Maps the stream of the table to a function; called by `fn.addEventSource`.
   *
   * @throws when the table has no stream, or records would be tried endlessly or expire before they are parked
   */
  public bind(target: lambda.IFunction): void {
    const arn = this.streamArn(target);
    grantRead(target, arn);
    if (this.table.encryptionKey) openKey(this.table.encryptionKey, target, 'kms:Decrypt');
    warnOfReaders(this.table, target);
    const mapping = mapStream(target, `TableStreamTrigger${Names.nodeUniqueId(this.table.node)}`, { arn, retention: RETENTION, startsAtTime: false }, this.props);
    stateEventPath(mapping, this.eventPath);
  }

  private streamArn(target: lambda.IFunction): string {
    if (this.table.tableStreamArn) return this.table.tableStreamArn;
    throw new SteadfastError(target, {
      must: `The table ${this.table.node.path} must have a stream`,
      given: 'none',
      remedy: 'Set stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES on the table, or import it with its tableStreamArn.',
    });
  }
}

function grantRead(target: lambda.IFunction, arn: string): void {
  listStreams(target);
  iam.Grant.addToPrincipal({
    grantee: target, actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], resourceArns: [arn],
  });
}

const READERS_OF = new WeakMap<dynamodb.ITable, number>();

function warnOfReaders(table: dynamodb.ITable, target: lambda.IFunction): void {
  const readers = (READERS_OF.get(table) ?? 0) + 1;
  READERS_OF.set(table, readers);
  if (readers <= READERS) return;
  warn(target, 'stream-consumers', {
    must: `A table's stream must have at most ${READERS} readers, or they are throttled`,
    given: `${readers} on ${table.node.path}`,
    remedy: 'Let one function pass the changes on, by EventBridge Pipes or a topic.',
  });
}
