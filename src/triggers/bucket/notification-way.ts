import { Duration, Stack, Token, aws_s3 as s3, aws_sqs as sqs } from 'aws-cdk-lib';
import { notifyQueue } from './bucket-to-queue';
import { BucketRequest, BucketWay } from './bucket-way';
import { SteadfastError } from '../../validation/steadfast-error';
import { EventPath, FailureStage } from '../event-path';
import { freeId } from '../free-id';
import { queueStage } from '../queue/queue-redrive';
import { knownTimeout, safeVisibility } from '../queue/queue-safety';
import { QueueTrigger, QueueTriggerProps } from '../queue/queue-trigger';
import { SourceQueue } from '../queue/source-queue';
import { letSend } from '../sending-right';

/** S3 takes no dead-letter queue, and documents no end of its attempts (Amazon S3 User Guide, "Amazon S3 Event Notifications"). */
const BUCKET_DELIVERS: FailureStage = { parkedBy: 'nobody: S3 delivers at least once' };

/**
 * Bucket -> queue -> function, by the bucket's own notifications.
 *
 * The queue stands below the bucket, which names it; the function names both. So nothing goes in a circle, whichever stacks they live in
 * (docs/decisions/009-bucket-notifications-go-through-a-queue.md).
 */
export class NotificationWay implements BucketWay {
  constructor(private readonly props: QueueTriggerProps) {}

  public get path(): EventPath {
    return { source: 'S3 directly through a queue', undelivered: BUCKET_DELIVERS, failed: queueStage(undefined, this.props.maxReceiveCount) };
  }

  public connect(request: BucketRequest): void {
    const { bucket, target, events, filter } = request;
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof s3.CfnBucket)) return refuseImported(bucket);
    this.refuseOtherQueues(request);

    const { maxReceiveCount, functionTimeout, maxBatchingWindow = Duration.seconds(0) } = this.props;
    const queue = new SourceQueue(bucket as s3.Bucket, freeId(bucket, 'Notified'), {
      visibilityTimeout: safeVisibility(knownTimeout(target, functionTimeout), maxBatchingWindow), maxReceiveCount,
    });
    openTo(resource, queue);
    notifyQueue(bucket, queue, events, filter);
    new QueueTrigger({ ...this.props, queue }).bind(target);
  }

  private refuseOtherQueues({ target }: BucketRequest): void {
    if (!this.props.queue && !this.props.fifo) return;
    throw new SteadfastError(target, {
      must: 'The queue that a bucket notifies must be a standard queue of the trigger\'s own making',
      given: this.props.queue ? 'a queue' : 'fifo',
      remedy: 'Leave it out, or use BucketDelivery.throughQueue() to bring your own queue.',
    });
  }
}

function refuseImported(bucket: s3.IBucket): never {
  throw new SteadfastError(bucket, {
    must: 'A bucket must be made by this app for its notifications to be written',
    given: 'an imported bucket',
    remedy: 'Use BucketDelivery.throughQueue(), which needs nothing of the bucket but EventBridge.',
  });
}

/**
 * Lets the bucket send, before it is asked to.
 *
 * The policy cannot name a bucket whose name is not known yet: the bucket waits for the policy. The account narrows it then.
 */
function openTo(bucket: s3.CfnBucket, queue: sqs.Queue): void {
  const stack = Stack.of(bucket);
  const named = bucket.bucketName !== undefined && !Token.isUnresolved(bucket.bucketName);
  const { policyDependable } = letSend(queue, 's3.amazonaws.com', {
    ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 's3', region: '', account: '', resource: named ? bucket.bucketName ?? '*' : '*' }) },
    StringEquals: { 'aws:SourceAccount': stack.account },
  });
  if (policyDependable) bucket.node.addDependency(policyDependable);
}
