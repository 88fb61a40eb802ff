import { aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { BucketEvent } from './bucket-event';
import { ObjectFilter } from './object-pattern';
import { EventPath } from '../event-path';

/** Which events of which bucket shall reach which function. */
export interface BucketRequest {
  readonly bucket: s3.IBucket;
  readonly target: lambda.IFunction;
  readonly events: BucketEvent[];
  readonly filter: ObjectFilter;
  /** Whether somebody states that an imported bucket sends its events to EventBridge. */
  readonly eventBridgeAssumed: boolean;
}

/** A way from a bucket to a function. */
export interface BucketWay {
  readonly path: EventPath;
  connect(request: BucketRequest): void;
}
