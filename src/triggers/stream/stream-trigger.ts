import { Duration, Names, aws_iam as iam, aws_kinesis as kinesis, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { mapStream, streamStage } from './stream-mapping';
import { StreamTriggerOptions } from './stream-trigger-options';
import { openKey } from '../../access/key-access';
import { READ_RECORDS } from '../../access/stream-access';
import { requireThat } from '../../validation/steadfast-error';
import { EventPath, ITrigger } from '../event-path';
import { stateEventPath } from '../stated-path';
import { constructOf } from '../trigger-target';

/** Kinesis keeps records this long where nobody says otherwise (Amazon Kinesis Data Streams quotas). */
const USUAL_RETENTION_HOURS = 24;

/** Properties of a StreamTrigger. */
export interface StreamTriggerProps extends StreamTriggerOptions {
  /**
   * Whether the function reads with a throughput of its own (enhanced fan-out), which costs by the shard-hour and the gigabyte.
   *
   * A stream has at most 20 such consumers, 50 in on-demand advantage mode (Amazon Kinesis Data Streams quotas).
   *
   * @default false
   */
  readonly enhancedFanOut?: boolean;

  /**
   * The consumer to read through, where it exists already.
   *
   * @default - with enhancedFanOut a consumer is made; else none
   */
  readonly consumer?: kinesis.IStreamConsumer;
}

/**
 * Invokes a function with the records of a Kinesis stream, in order for each shard or key.
 *
 * A batch that fails is split and repeated a finite number of times; what is left over is parked, whole, in a bucket with an alarm.
 * The handler reports the first record that failed (`batchItemFailures`); those before it are not repeated.
 *
 * @example
 * fn.addEventSource(new StreamTrigger(new kinesis.Stream(this, 'Clicks'), { parallelizationFactor: 4 }));
 */
export class StreamTrigger implements lambda.IEventSource, ITrigger {
  /** @param stream the stream whose records are worked on */
  constructor(private readonly stream: kinesis.IStream, private readonly props: StreamTriggerProps = {}) {}

  /** What becomes of a record that fails. */
  public get eventPath(): EventPath {
    return { source: 'Kinesis', failed: streamStage(this.props, retentionOf(this.stream)) };
  }

  /**
   * Maps the stream to a function; called by `fn.addEventSource`.
   *
   * @throws when records would be tried endlessly or expire before they are parked
   */
  public bind(target: lambda.IFunction): void {
    const { enhancedFanOut, consumer: given, ...options } = this.props;
    requireThat(target, !given || enhancedFanOut !== false, {
      must: 'A consumer reads with enhanced fan-out',
      given: 'a consumer and enhancedFanOut: false',
      remedy: 'Remove one of them.',
    });
    const consumer = given ?? (enhancedFanOut ? this.makeConsumer(target) : undefined);
    iam.Grant.addToPrincipal({ grantee: target, actions: READ_RECORDS, resourceArns: [this.stream.streamArn] });
    if (consumer) {
      iam.Grant.addToPrincipal({
        grantee: target, actions: ['kinesis:SubscribeToShard', 'kinesis:DescribeStreamConsumer'], resourceArns: [consumer.streamConsumerArn],
      });
    }
    if (this.stream.encryptionKey) openKey(this.stream.encryptionKey, target, 'kms:Decrypt');
    const arn = consumer?.streamConsumerArn ?? this.stream.streamArn;
    const mapping = mapStream(target, `StreamTrigger${this.uniqueId}`, { arn, retention: retentionOf(this.stream), startsAtTime: true }, options);
    stateEventPath(mapping, this.eventPath);
  }

  private get uniqueId(): string {
    return Names.nodeUniqueId(this.stream.node);
  }

  private makeConsumer(target: lambda.IFunction): kinesis.StreamConsumer {
    const place = new Construct(constructOf(target), `Consumer${this.uniqueId}`);
    return new kinesis.StreamConsumer(place, 'Consumer', {
      stream: this.stream,
      streamConsumerName: Names.uniqueResourceName(place, { maxLength: 100, separator: '-' }),
    });
  }
}

/** An imported stream does not show how long it keeps its records; no stream keeps them shorter. */
function retentionOf(stream: kinesis.IStream): Duration {
  const resource = stream.node.defaultChild;
  const hours = resource instanceof kinesis.CfnStream ? resource.retentionPeriodHours : undefined;
  return Duration.hours(hours ?? USUAL_RETENTION_HOURS);
}
