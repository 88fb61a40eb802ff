import { Duration, Stack, aws_sqs as sqs } from 'aws-cdk-lib';
import { PARKED_FOR } from '../../failure/parking-queue';
import { QUEUE_ADVICE } from '../../reference/queue-advice';
import { FailureStage } from '../event-path';

/**
 * What a queue's redrive does with a message that fails: the same for every queue that the trigger makes,
 * and what the queue's own template says where it was given.
 */
export function queueStage(queue: sqs.IQueue | undefined, maxReceiveCount: number = QUEUE_ADVICE.fewestReceives): FailureStage {
  const resource = queue?.node.defaultChild;
  if (queue && !(resource instanceof sqs.CfnQueue)) return { parkedBy: 'the redrive of the imported queue' };
  const redrive = resource && Stack.of(resource).resolve((resource as sqs.CfnQueue).redrivePolicy) as { maxReceiveCount?: number } | undefined;
  const parking = queue instanceof sqs.Queue ? queue.deadLetterQueue?.queue.node.defaultChild as sqs.CfnQueue | undefined : undefined;
  const retention = parking?.messageRetentionPeriod;
  return {
    parkedBy: 'the queue\'s dead-letter queue',
    attempts: redrive?.maxReceiveCount ?? maxReceiveCount,
    keptFor: retention === undefined ? PARKED_FOR : Duration.seconds(retention),
  };
}
