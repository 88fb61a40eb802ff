import { aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { BucketDelivery } from './bucket-delivery';
import { BucketEvent } from './bucket-event';
import { BucketWay } from './bucket-way';
import { doubtPatterns } from './literal-keys';
import { refuseTwice } from './object-overlap';
import { EventPath, ITrigger } from '../event-path';

/** Properties of a BucketTrigger. */
export interface BucketTriggerProps {
  /**
   * What happened to the objects.
   *
   * @default [BucketEvent.CREATED]
   */
  readonly events?: BucketEvent[];

  /**
   * What the keys of the objects start with.
   *
   * @default - any key
   */
  readonly prefix?: string;

  /**
   * What the keys of the objects end with.
   *
   * @default - any key
   */
  readonly suffix?: string;

  /**
   * How events reach the function.
   *
   * @default BucketDelivery.throughRule()
   */
  readonly delivery?: BucketDelivery;

  /**
   * States that an imported bucket sends its events to EventBridge; a bucket of this app is made to.
   *
   * @default false
   */
  readonly eventBridgeEnabled?: boolean;
}

/**
 * Invokes a function for every object created in a bucket, through EventBridge or a queue.
 *
 * An event that cannot be delivered is parked, and so is one that the function failed on every attempt.
 * No custom resource and no injected function; bucket and function may live in different stacks.
 *
 * @example
 * fn.addEventSource(new BucketTrigger(bucket, { prefix: 'incoming/', suffix: '.csv' }));
 */
export class BucketTrigger implements lambda.IEventSource, ITrigger {
  private readonly way: BucketWay;

  /** @param bucket the bucket whose objects are worked on */
  constructor(private readonly bucket: s3.IBucket, private readonly props: BucketTriggerProps = {}) {
    this.way = (props.delivery ?? BucketDelivery.throughRule())._way();
  }

  /** What becomes of an event that fails. */
  public get eventPath(): EventPath {
    return this.way.path;
  }

  /**
   * Connects the bucket to a function; called by `fn.addEventSource`.
   *
   * @throws when the bucket is imported and nobody states that it sends its events to EventBridge, or an object would invoke the function twice
   */
  public bind(target: lambda.IFunction): void {
    const { events = [BucketEvent.CREATED], prefix, suffix, eventBridgeEnabled = false } = this.props;
    const request = { bucket: this.bucket, target, events, filter: { prefix, suffix }, eventBridgeAssumed: eventBridgeEnabled };
    doubtPatterns(target, request.filter);
    refuseTwice(request);
    this.way.connect(request);
  }
}
