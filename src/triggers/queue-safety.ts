import { Duration, Stack, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { requireThat, SteadfastError } from '../validation/steadfast-error';

/** A queue hides a message this many times longer than one attempt may take (AWS Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
const ATTEMPTS_HIDDEN = 6;

/** Fewer attempts than this and a throttle can park a good message (same source). */
export const FEWEST_ATTEMPTS = 5;

/** How long a message stays hidden, so that no second attempt starts while the first may still run. */
export function safeVisibility(timeout: Duration, window: Duration): Duration {
  return Duration.seconds(ATTEMPTS_HIDDEN * timeout.toSeconds() + window.toSeconds());
}

/** Refuses a queue of this app that would lose or repeat messages; an imported queue shows nothing to judge. */
export function refuseUnsafe(scope: Construct, queue: sqs.IQueue, visibility: Duration): void {
  const resource = queue.node.defaultChild;
  if (!(resource instanceof sqs.CfnQueue)) return;
  refuseShortVisibility(scope, resource, visibility);
  refuseWithoutRedrive(scope, resource);
}

function refuseShortVisibility(scope: Construct, queue: sqs.CfnQueue, visibility: Duration): void {
  const given = queue.visibilityTimeout ?? 30;
  const safe = visibility.toSeconds();
  requireThat(scope, given >= safe, {
    must: `The visibility timeout of ${queue.node.path} must be at least 6 x the function's timeout plus the batching window, ${safe} seconds`,
    given: `${given} seconds`,
    remedy: `Set visibilityTimeout: Duration.seconds(${safe}) on the queue, or lower the function's timeout.`,
  }, given);
}

function refuseWithoutRedrive(scope: Construct, queue: sqs.CfnQueue): void {
  const redrive = Stack.of(queue).resolve(queue.redrivePolicy) as { maxReceiveCount?: number } | undefined;
  if (!redrive) {
    throw new SteadfastError(scope, {
      must: `The queue ${queue.node.path} must have a dead-letter queue, or a message that always fails is tried until it expires`,
      given: 'no redrive policy',
      remedy: 'Give the queue deadLetterQueue: { queue, maxReceiveCount: 5 }, or leave the queue to the trigger.',
    });
  }
  const attempts = redrive.maxReceiveCount;
  requireThat(scope, typeof attempts !== 'number' || attempts >= FEWEST_ATTEMPTS, {
    must: `The queue ${queue.node.path} must allow at least ${FEWEST_ATTEMPTS} receives before it parks a message, or throttled attempts park good messages`,
    given: `maxReceiveCount ${attempts}`,
    remedy: `Set maxReceiveCount: ${FEWEST_ATTEMPTS} on the queue's deadLetterQueue.`,
  }, attempts);
}
