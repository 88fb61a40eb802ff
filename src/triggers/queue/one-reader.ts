import { aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { warn } from '../../validation/warning';

/** Doubts a second function on a queue: each message reaches one of them, and nobody knows which. */
export function doubtSecondReader(queue: sqs.IQueue, target: lambda.IFunction): void {
  const first = READERS.get(queue);
  if (!first) {
    READERS.set(queue, target);
    return;
  }
  warn(target, 'queue-shared', {
    must: 'A queue must be worked off by one function, for each message reaches one only',
    given: `${queue.node.path}, which ${first.node.path} works off`,
    remedy: 'Give each function a queue of its own, behind a topic or a rule; or acknowledge this where both do the same work.',
  });
}

const READERS = new WeakMap<sqs.IQueue, lambda.IFunction>();
