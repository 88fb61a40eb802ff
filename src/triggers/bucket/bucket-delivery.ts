import { BucketWay } from './bucket-way';
import { NotificationWay } from './notification-way';
import { RuleAndQueueWay, RuleWay } from './rule-way';
import { QueueTrigger, QueueTriggerProps } from '../queue/queue-trigger';

/** How the events of a bucket reach a function. */
export class BucketDelivery {
  /**
   * By a rule of EventBridge, which invokes the function.
   *
   * A failed event is tried three times in six hours, then parked by the function's failure path.
   */
  public static throughRule(): BucketDelivery {
    return new BucketDelivery(() => new RuleWay());
  }

  /**
   * By a rule of EventBridge into a queue, which the function works off: more attempts, over a longer time, redrivable, and never faster than the function.
   *
   * The stronger choice where the order of events does not matter. The body of each message is the event.
   * @param queue how the queue is worked off; a queue of the trigger's own where it is left out
   */
  public static throughQueue(queue?: QueueTrigger): BucketDelivery {
    return new BucketDelivery(() => new RuleAndQueueWay(queue ?? new QueueTrigger()));
  }

  /**
   * By the bucket's own notifications into a queue, which the function works off: like throughQueue, without what EventBridge costs.
   *
   * The body of each message is an S3 notification, whose `Records` hold the keys URL-encoded. Notifications for the same event must not overlap,
   * and the bucket must be made by this app without addEventNotification.
   * @param props how the queue is worked off; its queue is made below the bucket
   */
  public static notifyingQueue(props: QueueTriggerProps = {}): BucketDelivery {
    return new BucketDelivery(() => new NotificationWay(props));
  }

  private constructor(private readonly wayOf: () => BucketWay) {}

  /**
   * The way itself.
   *
   * @internal
   */
  public _way(): BucketWay {
    return this.wayOf();
  }
}
