import { Duration, RemovalPolicy, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OWN_ANSWERS } from '../acknowledgements/own-answers';
import { acknowledgeRules } from '../acknowledgements/rule-answer';
import { closedQueue } from '../defaults/closed-queue';

/** How long events stay parked: the longest that SQS keeps a message. */
export const PARKED_FOR = Duration.days(14);

/** Properties of a ParkingQueue. */
export interface ParkingQueueProps {
  /**
   * Whether the queue is FIFO, as the dead-letter queue of a FIFO queue must be.
   *
   * @default false
   */
  readonly fifo?: boolean;
}

/**
 * A queue where events that failed are parked until somebody redrives them.
 *
 * Encrypted, reachable over TLS only, kept for 14 days (the longest SQS allows), and kept when its stack is deleted.
 */
export class ParkingQueue extends sqs.Queue {
  constructor(scope: Construct, id: string, props: ParkingQueueProps = {}) {
    const closed = closedQueue(scope);
    super(scope, id, {
      ...closed,
      // SQS and CDK refuse `fifo: false`; a standard queue must leave it out.
      ...(props.fifo ? { fifo: true } : {}),
      retentionPeriod: PARKED_FOR,
      removalPolicy: closed.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    acknowledgeRules(this.node.defaultChild!, OWN_ANSWERS.parkingQueue);
  }
}
