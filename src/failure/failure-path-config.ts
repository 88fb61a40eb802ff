import { aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';

/** Where a failure path leads, for the function that binds it. */
export interface FailurePathConfig {
  /** Where Lambda sends an event whose attempts are used up. */
  readonly destination?: lambda.IDestination;
  /** The queue where events are parked, for whoever watches it. */
  readonly queue?: sqs.IQueue;
  /** Why failed events are not kept. */
  readonly reason?: string;
}
