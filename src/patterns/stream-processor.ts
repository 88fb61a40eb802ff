import { aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { makeTable } from './pattern-stores';
import { answerRulePacks } from './rule-packs';
import { StreamSource } from './stream-source';
import { Access } from '../access/access';
import { ItemVerb } from '../access/item-verb';
import { alarmsOnRunning, joinAlarms } from '../observability/joint-alarm';

/** Properties of a StreamProcessor. */
export interface StreamProcessorProps {
  /**
   * The function that adds what happened to the totals.
   *
   * It finds `TABLE_NAME` in its environment, and may put and update items, so that a transaction can write a total and remember the event.
   */
  readonly aggregate: lambda.Function;

  /**
   * Where events come from.
   *
   * @default StreamSource.kinesis()
   */
  readonly source?: StreamSource;

  /**
   * Where totals are kept, and which events are in them.
   *
   * @default - an on-demand table with the key `pk`, whose items expire by `expiresAt`, encrypted, with point-in-time recovery
   */
  readonly totals?: dynamodb.ITable;
}

/**
 * Stream -> aggregation -> totals, and nothing lost on the way.
 *
 * A stream delivers at least once. An event counts once where the transaction that adds it also puts an item with its id, on the condition
 * that there is none. What fails on every attempt is found by halving its batch and parked, whole, in the stack's bucket of failed records.
 *
 * @example
 * const aggregate = new SteadfastNodejsFunction(this, 'Aggregate', { entry: 'handler/aggregate.ts' });
 * new patterns.StreamProcessor(this, 'Totals', { aggregate });
 */
export class StreamProcessor extends Construct {
  /** The Kinesis stream; undefined where the changes of a table are the source. */
  public readonly stream?: kinesis.IStream;

  /** Where totals are kept. */
  public readonly totals: dynamodb.ITable;

  constructor(scope: Construct, id: string, props: StreamProcessorProps) {
    super(scope, id);
    const { aggregate, source = StreamSource.kinesis() } = props;
    this.totals = props.totals ?? makeTable(this, { timeToLive: 'expiresAt' });
    const { stream, trigger } = source._open(this);
    this.stream = stream;

    Access.workOnItems(this.totals, [ItemVerb.PUT, ItemVerb.UPDATE]).grantTo(aggregate);
    aggregate.addEnvironment('TABLE_NAME', this.totals.tableName);
    aggregate.addEventSource(trigger);
    joinAlarms(this, 'HealthAlarm', 'the function fails, is throttled, comes near its timeout or falls behind the stream', alarmsOnRunning(aggregate));
    answerRulePacks(this, aggregate);
  }
}
