import { aws_lambda as lambda, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { FailurePath } from '../failure/failure-path';
import { ParkingQueue } from '../failure/parking-queue';
import { requireThat } from '../validation/steadfast-error';

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
  refuseTwoPlaces(fn, props);
  (fn.node.defaultChild as lambda.CfnFunction).deadLetterConfig = undefined;
  const deadLetterTopic = fn.deadLetterTopic ?? props.deadLetterTopic;
  if (deadLetterTopic) return { deadLetterTopic, failurePath: FailurePath.toTopic(deadLetterTopic) };
  const deadLetterQueue = fn.deadLetterQueue ?? props.deadLetterQueue ?? ownQueue(fn, props);
  return deadLetterQueue ? { deadLetterQueue, failurePath: FailurePath.toQueue(deadLetterQueue) } : {};
}

/** CDK judges these props too, but does not see them here; and the alias has one destination, where a function has a dead-letter queue besides. */
function refuseTwoPlaces(fn: lambda.Function, props: lambda.FunctionOptions): void {
  const places = {
    onFailure: props.onFailure ?? props.currentVersionOptions?.onFailure,
    deadLetterQueue: props.deadLetterQueue ?? props.deadLetterQueueEnabled,
    deadLetterTopic: props.deadLetterTopic,
  };
  const given = Object.entries(places).filter(([, place]) => place).map(([name]) => name);
  requireThat(fn, given.length < 2, {
    must: 'Failed events must go to one place, for the live alias has one destination',
    given: given.join(' and '),
    remedy: 'Keep one of them; a topic or an event bus tells several.',
  });
  requireThat(fn, !props.deadLetterQueue || props.deadLetterQueueEnabled !== false, {
    must: 'Whether failed events go to a dead-letter queue must be decided once',
    given: 'deadLetterQueue and deadLetterQueueEnabled: false',
    remedy: 'Remove one of them.',
  });
}

function ownQueue(fn: lambda.Function, props: lambda.FunctionOptions): sqs.IQueue | undefined {
  return props.deadLetterQueueEnabled ? new ParkingQueue(fn, 'DeadLetterQueue') : undefined;
}
