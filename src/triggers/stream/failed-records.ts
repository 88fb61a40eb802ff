import { aws_lambda as lambda, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { failedRecordsBucket } from './failed-records-bucket';
import { acknowledge } from '../../bridge/resource-metadata';
import { bucketDestination, queueDestination, topicDestination } from '../../failure/destinations';
import { PARKED_FOR } from '../../failure/parking-queue';
import { reasonFor } from '../../validation/reason';
import { warn } from '../../validation/warning';
import { FailureStage } from '../event-path';

/** What becomes of a record of a stream whose attempts or time are used up. */
export class FailedRecords {
  /**
   * Writes the failed batch, whole, as an object into a bucket: it outlives the stream.
   *
   * @param bucket the bucket; an encrypted one that all streams of the stack share, kept for 14 days, where it is left out
   */
  public static toBucket(bucket?: s3.IBucket): FailedRecords {
    const stage = bucket ? { parkedBy: 'the bucket that was given' } : { parkedBy: 'the stack\'s bucket of failed records', keptFor: PARKED_FOR };
    return new FailedRecords(stage, scope => bucketDestination(bucket ?? failedRecordsBucket(scope)));
  }

  /** Sends a pointer to the failed batch to a queue; the records themselves are gone when the stream expires them (24 hours by default). */
  public static toQueue(queue: sqs.IQueue): FailedRecords {
    return new FailedRecords({ parkedBy: 'the stream, with a pointer in the queue' }, () => queueDestination(queue), { isPointer: true });
  }

  /** Publishes a pointer to the failed batch; the records themselves are gone when the stream expires them (24 hours by default). */
  public static toTopic(topic: sns.ITopic): FailedRecords {
    return new FailedRecords({ parkedBy: 'the stream, with a pointer at the topic' }, () => topicDestination(topic), { isPointer: true });
  }

  /**
   * States that failed records may be lost.
   *
   * @param reason why that is acceptable; it stands in the template and in the report
   */
  public static dropBecause(reason: string): FailedRecords {
    const dropped = reasonFor('FailedRecords.dropBecause', reason);
    return new FailedRecords({ parkedBy: `nobody: ${dropped}` }, () => undefined, { dropped });
  }

  private constructor(
    private readonly stage: FailureStage,
    private readonly destinationOf: (scope: IConstruct) => lambda.IDestination | undefined,
    private readonly loses: { isPointer?: boolean; dropped?: string } = {},
  ) {}

  /**
   * Who keeps a failed record.
   *
   * @internal
   */
  public get _stage(): FailureStage {
    return this.stage;
  }

  /**
   * Says, of the mapping that was made, what is lost of a failed record.
   *
   * @internal
   */
  public _sayWhatIsLost(mapping: lambda.EventSourceMapping): void {
    const { isPointer, dropped } = this.loses;
    if (dropped) acknowledge(mapping.node.defaultChild as lambda.CfnEventSourceMapping, 'stream-failure-destination', dropped);
    if (isPointer) {
      warn(mapping, 'stream-failure-keeps-record', {
        must: 'Failed records of a stream must be kept whole, for the stream expires them',
        given: 'a pointer to them, which is all that a queue or a topic gets',
        remedy: 'Use FailedRecords.toBucket(), or acknowledge this warning where somebody reads the stream again in time.',
      });
    }
  }

  /**
   * The destination of a mapping, with the function's right to send there.
   *
   * @internal
   */
  public _bind(scope: IConstruct): lambda.IEventSourceDlq | undefined {
    const destination = this.destinationOf(scope);
    return destination && {
      bind: (mapping, fn) => destination.bind(mapping as lambda.EventSourceMapping, fn, { type: lambda.DestinationType.FAILURE }),
    };
  }
}
