import { aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { FailurePath } from '../failure/failure-path';
import { ParkingQueue } from '../failure/parking-queue';

/** The dead-letter queue or topic that CDK would have given the function, for the live alias to send to. */
export interface AdoptedDeadLetters {
  readonly deadLetterQueue?: sqs.IQueue;
  readonly deadLetterTopic?: sns.ITopic;
  /** The failure path they amount to, where there is one. */
  readonly failurePath?: FailurePath;
}

/**
 * Adopts the dead-letter props of CDK; the queue that CDK makes keeps its id, and with it what is parked there already.
 *
 * What a property injector made CDK attach to the function itself is taken over from there: the alias would not send to it.
 */
export function adoptDeadLetters(fn: lambda.Function, props: lambda.FunctionOptions): AdoptedDeadLetters {
  (fn.node.defaultChild as lambda.CfnFunction).deadLetterConfig = undefined;
  const deadLetterTopic = fn.deadLetterTopic ?? props.deadLetterTopic;
  if (deadLetterTopic) return { deadLetterTopic, failurePath: FailurePath.toTopic(deadLetterTopic) };
  const deadLetterQueue = fn.deadLetterQueue ?? props.deadLetterQueue ?? ownQueue(fn, props);
  return deadLetterQueue ? { deadLetterQueue, failurePath: FailurePath.toQueue(deadLetterQueue) } : {};
}

function ownQueue(fn: lambda.Function, props: lambda.FunctionOptions): sqs.IQueue | undefined {
  return props.deadLetterQueueEnabled ? new ParkingQueue(fn, 'DeadLetterQueue') : undefined;
}
