import { Duration, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { closedQueue } from '../../defaults/closed-queue';
import { ParkingQueue } from '../../failure/parking-queue';
import { alarmWhenParked } from '../../observability/parked-alarm';
import { QUEUE_ADVICE } from '../../reference/queue-advice';

/** What a queue needs to know about whoever works it off. */
export interface SourceQueueProps {
  /** How long a message stays hidden. */
  readonly visibilityTimeout: Duration;
  /** Whether the queue is FIFO. */
  readonly fifo?: boolean;
  /** How often a message is received before it is parked. */
  readonly maxReceiveCount?: number;
}

/** A queue to work off: encrypted, reachable over TLS only, with a dead-letter queue that is alarmed. */
export class SourceQueue extends sqs.Queue {
  /** Where messages are parked that failed on every attempt. */
  public readonly parking: sqs.Queue;

  constructor(scope: Construct, id: string, { visibilityTimeout, fifo, maxReceiveCount }: SourceQueueProps) {
    const parking = new ParkingQueue(scope, `${id}Parking`, { fifo });
    super(scope, id, {
      ...closedQueue(scope),
      ...(fifo ? { fifo } : {}),
      visibilityTimeout,
      deadLetterQueue: { queue: parking, maxReceiveCount: maxReceiveCount ?? QUEUE_ADVICE.fewestReceives },
    });
    this.parking = parking;
    alarmWhenParked(parking);
  }
}
