import { Annotations, Duration, Names, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FEWEST_ATTEMPTS, refuseUnsafe, safeVisibility } from './queue-safety';
import { reservedConcurrencyOf, timeoutOf } from './trigger-target';
import { Access } from '../access/access';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';
import { ParkingQueue } from '../failure/parking-queue';
import { alarmWhenParked } from '../observability/parked-alarm';
import { requireThat, SteadfastError } from '../validation/steadfast-error';

/** Properties of a QueueTrigger. */
export interface QueueTriggerProps {
  /**
   * The queue to work off. It is judged and never changed: an unsafe queue is refused, with the remedy.
   *
   * @default - the trigger makes an encrypted queue with a dead-letter queue and an alarm
   */
  readonly queue?: sqs.IQueue;

  /**
   * Whether the queue that the trigger makes is FIFO.
   *
   * @default false
   */
  readonly fifo?: boolean;

  /**
   * How many messages an invocation receives at most; 1 to 10,000, at most 10 without a batching window or on a FIFO queue (AWS Lambda quotas).
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * How long Lambda waits to fill a batch; whole seconds, at most 5 minutes, not on a FIFO queue (AWS Lambda quotas).
   *
   * @default - no waiting
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * How many batches are worked off at the same time; 2 to 1,000 (AWS Lambda quotas).
   *
   * @default - the function's reserved concurrency where it has one: more would be throttled, and throttled messages end in the dead-letter queue
   */
  readonly maxConcurrency?: number;

  /**
   * How often a message is received before it is parked, on the queue that the trigger makes; at least 5.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;

  /**
   * Which messages are worth an invocation. Messages that match none are deleted by Lambda, not parked.
   *
   * @default - every message
   */
  readonly filters?: { [key: string]: unknown }[];

  /**
   * The timeout of the function, for one that was imported and does not show it.
   *
   * @default - the timeout of the function
   */
  readonly functionTimeout?: Duration;
}

/**
 * Works off an SQS queue: messages that fail on every attempt are parked in a dead-letter queue with an alarm.
 *
 * The handler reports the messages of a batch that failed (`batchItemFailures`); the others are not repeated.
 */
export class QueueTrigger implements lambda.IEventSource {
  private source?: sqs.IQueue;
  private parking?: sqs.IQueue;

  constructor(private readonly props: QueueTriggerProps = {}) {
    this.source = props.queue;
  }

  /**
   * The queue that is worked off.
   *
   * @throws when the trigger makes its queue and is not bound to a function yet
   */
  public get queue(): sqs.IQueue {
    if (!this.source) {
      throw new SteadfastError('QueueTrigger', {
        must: 'The trigger must be bound to a function before its queue is read',
        given: 'no function yet',
        remedy: 'Call fn.addEventSource(trigger) first, or give the trigger a queue.',
      });
    }
    return this.source;
  }

  /** The dead-letter queue that the trigger made; undefined where the queue was given. */
  public get deadLetterQueue(): sqs.IQueue | undefined {
    return this.parking;
  }

  /** Connects the queue to a function; called by `fn.addEventSource`. */
  public bind(target: lambda.IFunction): void {
    const visibility = safeVisibility(this.timeoutOf(target), this.window);
    this.refuseBadBatch(target);
    this.source ??= this.makeQueue(target, visibility);
    refuseUnsafe(target, this.source, visibility);

    Access.consumeMessages(this.source).grantTo(target);
    target.addEventSourceMapping(`QueueTrigger${Names.nodeUniqueId(this.source.node)}`, {
      eventSourceArn: this.source.queueArn,
      batchSize: this.props.batchSize ?? 10,
      maxBatchingWindow: this.props.maxBatchingWindow,
      maxConcurrency: this.concurrencyFor(target),
      filters: this.props.filters,
      reportBatchItemFailures: true,
    });
  }

  private get window(): Duration {
    return this.props.maxBatchingWindow ?? Duration.seconds(0);
  }

  private get fifo(): boolean {
    return this.props.queue?.fifo ?? this.props.fifo ?? false;
  }

  private timeoutOf(target: lambda.IFunction): Duration {
    const timeout = this.props.functionTimeout ?? timeoutOf(target);
    if (timeout) return timeout;
    throw new SteadfastError(target, {
      must: 'The function\'s timeout must be known, for a message must stay hidden while it is worked on',
      given: 'an imported function',
      remedy: 'Set functionTimeout on the QueueTrigger to the timeout that the function has.',
    });
  }

  private makeQueue(scope: Construct, visibilityTimeout: Duration): sqs.Queue {
    const id = freeQueueId(scope);
    const fifo = this.fifo;
    const parking = new ParkingQueue(scope, `${id}Parking`, { fifo });
    alarmWhenParked(parking);
    this.parking = parking;
    const { encryptionKey, removalPolicy } = SteadfastDefaults.of(scope);
    return new sqs.Queue(scope, id, {
      ...(fifo ? { fifo } : {}),
      visibilityTimeout,
      deadLetterQueue: { queue: parking, maxReceiveCount: this.props.maxReceiveCount ?? FEWEST_ATTEMPTS },
      enforceSSL: true,
      encryption: encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
      encryptionMasterKey: encryptionKey,
      removalPolicy,
    });
  }

  private refuseBadBatch(target: lambda.IFunction): void {
    const { batchSize = 10, maxBatchingWindow } = this.props;
    const most = this.fifo ? 10 : 10_000;
    requireThat(target, Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= most, {
      must: `A batch of ${this.fifo ? 'a FIFO' : 'an SQS'} queue must hold 1 to ${most} messages`,
      given: `batchSize ${batchSize}`,
      remedy: 'Choose a batch size in that range.',
    }, batchSize);
    requireThat(target, batchSize <= 10 || this.window.toSeconds() >= 1, {
      must: 'A batch of more than 10 messages must have a batching window of at least 1 second',
      given: `batchSize ${batchSize} without one`,
      remedy: 'Set maxBatchingWindow: Duration.seconds(1), or a batchSize of at most 10.',
    }, batchSize);
    requireThat(target, !this.fifo || !maxBatchingWindow, {
      must: 'A FIFO queue must have no batching window',
      given: `a window of ${this.window.toSeconds()} seconds`,
      remedy: 'Remove maxBatchingWindow.',
    });
  }

  /** More pollers than the function may run would be throttled, and every throttle counts as a receive. */
  private concurrencyFor(target: lambda.IFunction): number | undefined {
    const reserved = reservedConcurrencyOf(target);
    const asked = this.props.maxConcurrency;
    if (reserved === undefined) return asked;
    requireThat(target, asked === undefined || asked <= reserved, {
      must: `The trigger's maximum concurrency must not exceed the function's reserved concurrency, ${reserved}`,
      given: `maxConcurrency ${asked}`,
      remedy: `Set maxConcurrency to at most ${reserved}, or reserve more.`,
    }, asked, reserved);
    if (reserved < 2) {
      Annotations.of(target).addWarningV2('cdk-steadfast:queue-overpull',
        'A function that works off a queue must reserve a concurrency of at least 2, the least that the mapping can be held to; '
        + `given: ${reserved}. Reserve 2, or use a FIFO queue with one message group.`);
      return undefined;
    }
    return asked ?? reserved;
  }
}

/** A function may work off several queues of its triggers' making: Queue, Queue2, Queue3. */
function freeQueueId(scope: Construct): string {
  let id = 'Queue';
  for (let number = 2; scope.node.tryFindChild(id); number++) id = `Queue${number}`;
  return id;
}
