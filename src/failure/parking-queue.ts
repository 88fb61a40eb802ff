import { Duration, RemovalPolicy, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';

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
    const { encryptionKey, removalPolicy } = SteadfastDefaults._takenBy(scope);
    super(scope, id, {
      // SQS and CDK refuse `fifo: false`; a standard queue must leave it out.
      ...(props.fifo ? { fifo: true } : {}),
      retentionPeriod: PARKED_FOR,
      enforceSSL: true,
      encryption: encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
      encryptionMasterKey: encryptionKey,
      removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN,
    });
  }
}
