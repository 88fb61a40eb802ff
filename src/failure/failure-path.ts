import { aws_events as events, aws_lambda as lambda, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { busDestination, bucketDestination, queueDestination, topicDestination } from './destinations';
import { ParkingQueue } from './parking-queue';
import { stackParking } from './stack-parking';
import { reasonFor } from '../validation/reason';
import { requireThat } from '../validation/steadfast-error';

/**
 * Where a failure path leads, for the function that binds it.
 *
 * @internal
 */
export interface FailurePathConfig {
  /** Where Lambda sends an event whose attempts are used up. */
  readonly destination?: lambda.IDestination;
  /** The queue where events are parked, for whoever watches it. */
  readonly queue?: sqs.IQueue;
  /** Why failed events are not kept. */
  readonly reason?: string;
}

/**
 * What becomes of an event that was invoked asynchronously and failed on every attempt.
 *
 * Destinations belong to the live alias, where events arrive.
 */
export class FailurePath {
  /**
   * Parks failed events in a queue.
   *
   * @param queue the queue; an encrypted one of the function's own, kept for 14 days, where it is left out
   */
  public static toQueue(queue?: sqs.IQueue): FailurePath {
    return new FailurePath(scope => intoQueue(scope, queue ?? new ParkingQueue(scope, 'FailureQueue')));
  }

  /** Parks failed events in the one parking queue that all functions of the stack share. */
  public static toSharedQueue(): FailurePath {
    return new FailurePath(scope => intoQueue(scope, stackParking(scope)));
  }

  /** Publishes failed events to a topic; a payload over 256 KB is dropped from the message (Amazon SNS quotas). */
  public static toTopic(topic: sns.ITopic): FailurePath {
    return new FailurePath(scope => {
      refuseFifo(scope, 'topic', topic.fifo);
      return { destination: topicDestination(topic) };
    });
  }

  /** Puts failed events on an event bus. */
  public static toBus(bus: events.IEventBus): FailurePath {
    return new FailurePath(() => ({ destination: busDestination(bus) }));
  }

  /** Writes failed events, whole, as objects into a bucket. */
  public static toBucket(bucket: s3.IBucket): FailurePath {
    return new FailurePath(() => ({ destination: bucketDestination(bucket) }));
  }

  /**
   * States that every caller sees and handles the error itself.
   *
   * @param reason why that is so; it stands in the template and in the report
   */
  public static callerHandles(reason: string): FailurePath {
    const stated = reasonFor('FailurePath.callerHandles', reason);
    return new FailurePath(() => ({ reason: stated }));
  }

  /**
   * States that failed events may be lost.
   *
   * @param reason why that is acceptable; it stands in the template and in the report
   */
  public static dropBecause(reason: string): FailurePath {
    const stated = reasonFor('FailurePath.dropBecause', reason);
    return new FailurePath(() => ({ reason: stated }));
  }

  private constructor(private readonly configOf: (scope: Construct) => FailurePathConfig) {}

  /**
   * Makes what this path needs below a function, which is called once.
   *
   * @internal
   */
  public _bind(scope: Construct): FailurePathConfig {
    return this.configOf(scope);
  }
}

function intoQueue(scope: Construct, queue: sqs.IQueue): FailurePathConfig {
  refuseFifo(scope, 'queue', queue.fifo);
  return { destination: queueDestination(queue), queue };
}

/** Lambda delivers to standard queues and topics only (AWS Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations"). */
function refuseFifo(scope: Construct, kind: string, fifo: boolean): void {
  requireThat(scope, !fifo, {
    must: `Failed events must go to a standard ${kind}, for Lambda delivers to no other`,
    given: `a FIFO ${kind}`,
    remedy: `Use a standard ${kind}, or FailurePath.toQueue() without an argument.`,
  });
}
