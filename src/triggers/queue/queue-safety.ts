import { Duration, Stack, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { advisedVisibility, QUEUE_ADVICE } from '../../reference/queue-advice';
import { QUOTAS } from '../../reference/quotas';
import { SERVICE_DEFAULTS } from '../../reference/service-defaults';
import { requireThat, SteadfastError } from '../../validation/steadfast-error';
import { warn } from '../../validation/warning';
import { knownSeconds } from '../../validation/whole-seconds';
import { timeoutOf } from '../trigger-target';

/** The timeout of a function, or what the user says it is. */
export function knownTimeout(target: lambda.IFunction, stated: Duration | undefined): Duration {
  const timeout = stated ?? timeoutOf(target);
  if (timeout) {
    const seconds = knownSeconds(target, stated ? 'functionTimeout' : 'The timeout of a function behind a queue', timeout);
    refuseUnlike(target, seconds);
    return Duration.seconds(seconds);
  }
  throw new SteadfastError(target, {
    must: 'The function\'s timeout must be known, for a message must stay hidden while it is worked on',
    given: 'an imported function',
    remedy: 'Set functionTimeout on the QueueTrigger to the timeout that the function has.',
  });
}

/** What is stated must be true as far as anybody can tell. */
function refuseUnlike(target: lambda.IFunction, seconds: number): void {
  const own = timeoutOf(target);
  const least = own && !own.isUnresolved() ? own.toSeconds() : 1;
  requireThat(target, seconds >= least && seconds <= QUOTAS.timeout.value, {
    must: `The timeout of a function behind a queue must be ${least} to ${QUOTAS.timeout.value} seconds here`,
    given: `${seconds}`,
    remedy: 'State functionTimeout for an imported function only, as the timeout that it has.',
  });
}

/** How long a message stays hidden, so that no second attempt starts while the first may still run. */
export function safeVisibility(timeout: Duration, window: Duration): Duration {
  return Duration.seconds(advisedVisibility(timeout.toSeconds(), window.toSeconds()));
}

/** Refuses a queue of this app that would lose or repeat messages; of an imported queue, it says what to look at. */
export function refuseUnsafe(scope: Construct, queue: sqs.IQueue, visibility: Duration): void {
  const resource = queue.node.defaultChild;
  if (!(resource instanceof sqs.CfnQueue)) return askToLook(scope, queue, visibility);
  refuseShortVisibility(scope, resource, visibility);
  refuseWithoutRedrive(scope, resource);
  const parking = queue instanceof sqs.Queue ? queue.deadLetterQueue?.queue.node.defaultChild : undefined;
  if (!(parking instanceof sqs.CfnQueue)) return;
  refuseOtherKind(scope, resource, parking);
  refuseForgetfulParking(scope, resource, parking);
}

function askToLook(scope: Construct, queue: sqs.IQueue, visibility: Duration): void {
  warn(scope, 'queue-unseen', {
    must: `The queue ${queue.node.path} must hide messages for at least ${visibility.toSeconds()} seconds and park them after ${QUEUE_ADVICE.fewestReceives} receives or more`,
    given: 'an imported queue, which shows neither',
    remedy: 'Look at it once, then acknowledge this warning.',
  });
}

/** Amazon SQS Developer Guide, "Using dead-letter queues". */
function refuseOtherKind(scope: Construct, queue: sqs.CfnQueue, parking: sqs.CfnQueue): void {
  const [source, parked] = [queue, parking].map(each => (each.fifoQueue ? 'FIFO' : 'standard'));
  requireThat(scope, source === parked, {
    must: `The dead-letter queue ${parking.node.path} must be of the same kind as ${queue.node.path}, or SQS refuses the pair`,
    given: `a ${parked} queue behind a ${source} one`,
    remedy: `Make the dead-letter queue ${source}.`,
  }, queue.fifoQueue, parking.fifoQueue);
}

/** A parked message keeps the time at which it was sent, except in a FIFO queue (Amazon SQS Developer Guide, "Using dead-letter queues"). */
function refuseForgetfulParking(scope: Construct, queue: sqs.CfnQueue, parking: sqs.CfnQueue): void {
  const [source, parked] = [queue, parking].map(each => each.messageRetentionPeriod ?? SERVICE_DEFAULTS.queueRetention);
  requireThat(scope, Boolean(queue.fifoQueue) || parked > source, {
    must: `The dead-letter queue ${parking.node.path} must keep messages longer than ${queue.node.path}, for they arrive with the age they have`,
    given: `${parked} seconds behind ${source}`,
    remedy: 'Set retentionPeriod: Duration.days(14) on the dead-letter queue.',
  }, source, parked);
}

function refuseShortVisibility(scope: Construct, queue: sqs.CfnQueue, visibility: Duration): void {
  const given = queue.visibilityTimeout ?? SERVICE_DEFAULTS.queueVisibility;
  const safe = visibility.toSeconds();
  requireThat(scope, given >= safe, {
    must: `The visibility timeout of ${queue.node.path} must be at least ${QUEUE_ADVICE.timesHidden} x the function's timeout plus the batching window, ${safe} seconds`,
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
  requireThat(scope, typeof attempts !== 'number' || attempts >= QUEUE_ADVICE.fewestReceives, {
    must: `The queue ${queue.node.path} must allow at least ${QUEUE_ADVICE.fewestReceives} receives before it parks a message, or throttled attempts park good messages`,
    given: `maxReceiveCount ${attempts}`,
    remedy: `Set maxReceiveCount: ${QUEUE_ADVICE.fewestReceives} on the queue's deadLetterQueue.`,
  }, attempts);
}
