import { aws_lambda as lambda, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { failedRecordsBucket } from './failed-records-bucket';
import { bucketDestination, queueDestination, topicDestination } from '../../failure/destinations';
import { PARKED_FOR } from '../../failure/parking-queue';
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
    return new FailedRecords(stage, (scope) => bucketDestination(bucket ?? failedRecordsBucket(scope)));
  }

  /** Sends a pointer to the failed batch to a queue; the records themselves are gone when the stream expires them (24 hours by default). */
  public static toQueue(queue: sqs.IQueue): FailedRecords {
    return new FailedRecords({ parkedBy: 'the stream, with a pointer in the queue' }, () => queueDestination(queue));
  }

  /** Publishes a pointer to the failed batch; the records themselves are gone when the stream expires them (24 hours by default). */
  public static toTopic(topic: sns.ITopic): FailedRecords {
    return new FailedRecords({ parkedBy: 'the stream, with a pointer at the topic' }, () => topicDestination(topic));
  }

  /**
   * States that failed records may be lost.
   *
   * @param reason why that is acceptable; it stands in the template and in the report
   */
  public static dropBecause(reason: string): FailedRecords {
    return new FailedRecords({ parkedBy: `nobody: ${reason}` }, () => undefined);
  }

  private constructor(
    private readonly stage: FailureStage,
    private readonly destinationOf: (scope: IConstruct) => lambda.IDestination | undefined,
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
