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

/** Adopts the dead-letter props of CDK; the queue that CDK makes keeps its id, and with it what is parked there already. */
export function adoptDeadLetters(fn: lambda.Function, props: lambda.FunctionOptions): AdoptedDeadLetters {
  const { deadLetterTopic } = props;
  if (deadLetterTopic) return { deadLetterTopic, failurePath: FailurePath.toTopic(deadLetterTopic) };
  const deadLetterQueue = props.deadLetterQueue ?? (props.deadLetterQueueEnabled ? new ParkingQueue(fn, 'DeadLetterQueue') : undefined);
  return deadLetterQueue ? { deadLetterQueue, failurePath: FailurePath.toQueue(deadLetterQueue) } : {};
}
