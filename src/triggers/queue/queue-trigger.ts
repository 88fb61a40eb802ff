import { Duration, Names, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { doubtSecondReader } from './one-reader';
import { concurrencyOf, refuseTogetherTooMany } from './queue-concurrency';
import { queueStage } from './queue-redrive';
import { knownTimeout, refuseUnsafe, safeVisibility } from './queue-safety';
import { SourceQueue } from './source-queue';
import { Access } from '../../access/access';
import { OWN_ANSWERS } from '../../acknowledgements/own-answers';
import { acknowledgeRules } from '../../acknowledgements/rule-answer';
import { QUEUE_ADVICE } from '../../reference/queue-advice';
import { QUOTAS } from '../../reference/quotas';
import { requireThat, SteadfastError } from '../../validation/steadfast-error';
import { knownSeconds } from '../../validation/whole-seconds';
import { refuseSecond } from '../connected-once';
import { EventPath, ITrigger } from '../event-path';
import { freeId } from '../free-id';
import { checkFilters } from '../mapping-filters';
import { stateEventPath } from '../stated-path';

/** The most that a redrive policy takes (Amazon SQS API, `maxReceiveCount`). */
const MOST_RECEIVES = 1_000;

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
   * Pollers that are kept ready for steep peaks, instead of a maximum concurrency; 2 to 200 at least, up to 2,000 at most, each paid for.
   *
   * Each runs up to 10 invocations at the same time (AWS Lambda Developer Guide, "Using provisioned mode with an Amazon SQS event source mapping").
   *
   * @default - pollers that Lambda scales by itself
   */
  readonly provisionedPollers?: lambda.ProvisionedPollerConfig;

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
 *
 * @example
 * fn.addEventSource(new QueueTrigger());
 */
export class QueueTrigger implements lambda.IEventSource, ITrigger {
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

  /** What becomes of a message that fails: the queue's redrive parks it. */
  public get eventPath(): EventPath {
    return { source: 'SQS', failed: queueStage(this.source, this.props.maxReceiveCount) };
  }

  /**
   * Connects the queue to a function; called by `fn.addEventSource`.
   *
   * @throws when the queue would lose or repeat messages, or the mapping would park good ones
   */
  public bind(target: lambda.IFunction): void {
    this.refuseBadBatch(target);
    const visibility = safeVisibility(knownTimeout(target, this.props.functionTimeout), this.window);
    this.source ??= this.makeQueue(target, visibility);
    refuseUnsafe(target, this.source, visibility);
    const id = `QueueTrigger${Names.nodeUniqueId(this.source.node)}`;
    refuseSecond(target, id, 'A queue');
    doubtSecondReader(this.source, target);

    Access.consumeMessages(this.source).grantTo(target);
    target.addEventSourceMapping(id, {
      eventSourceArn: this.source.queueArn,
      batchSize: this.props.batchSize ?? 10,
      maxBatchingWindow: this.props.maxBatchingWindow,
      ...concurrencyOf(target, this.props),
      filters: this.props.filters,
      reportBatchItemFailures: true,
    });
    refuseTogetherTooMany(target);
    const mapping = target.node.findChild(id);
    acknowledgeRules(mapping.node.defaultChild!, OWN_ANSWERS.queueMapping);
    stateEventPath(mapping, this.eventPath);
  }

  private get window(): Duration {
    return this.props.maxBatchingWindow ?? Duration.seconds(0);
  }

  private get fifo(): boolean {
    return this.props.queue?.fifo ?? this.props.fifo ?? false;
  }

  private makeQueue(scope: Construct, visibilityTimeout: Duration): sqs.Queue {
    const { fewestReceives } = QUEUE_ADVICE;
    const { maxReceiveCount = fewestReceives } = this.props;
    requireThat(scope, Number.isInteger(maxReceiveCount) && maxReceiveCount >= fewestReceives && maxReceiveCount <= MOST_RECEIVES, {
      must: `A message must be received ${fewestReceives} to ${MOST_RECEIVES} times before it is parked, or throttled attempts park good messages`,
      given: `maxReceiveCount ${maxReceiveCount}`,
      remedy: 'Choose a whole number in that range.',
    }, maxReceiveCount);
    const queue = new SourceQueue(scope, freeId(scope, 'Queue'), { visibilityTimeout, fifo: this.fifo, maxReceiveCount });
    this.parking = queue.parking;
    return queue;
  }

  private refuseBadBatch(target: lambda.IFunction): void {
    const { batchSize = 10, maxBatchingWindow, filters } = this.props;
    checkFilters(target, filters);
    const window = knownSeconds(target, 'maxBatchingWindow', this.window);
    const most = (this.fifo ? QUOTAS.fifoBatch : QUOTAS.batch).value;
    const withoutWindow = QUOTAS.batchWithoutWindow.value;
    requireThat(target, Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= most, {
      must: `A batch of ${this.fifo ? 'a FIFO' : 'an SQS'} queue must hold 1 to ${most} messages`,
      given: `batchSize ${batchSize}`,
      remedy: 'Choose a batch size in that range.',
    }, batchSize);
    requireThat(target, batchSize <= withoutWindow || window >= 1, {
      must: `A batch of more than ${withoutWindow} messages must have a batching window of at least 1 second`,
      given: `batchSize ${batchSize} without one`,
      remedy: `Set maxBatchingWindow: Duration.seconds(1), or a batchSize of at most ${withoutWindow}.`,
    }, batchSize);
    requireThat(target, !this.fifo || !maxBatchingWindow, {
      must: 'A FIFO queue must have no batching window',
      given: `a window of ${window} seconds`,
      remedy: 'Remove maxBatchingWindow.',
    });
    requireThat(target, window <= QUOTAS.window.value, {
      must: `A batching window must be at most ${QUOTAS.window.value} seconds`,
      given: `${window}`,
      remedy: 'Lower maxBatchingWindow.',
    });
  }
}
