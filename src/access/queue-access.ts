import { aws_iam as iam, aws_sqs as sqs } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';

/** Send messages to a queue. */
export function sendMessages(queue: sqs.IQueue, grantee: iam.IGrantable): iam.Grant {
  return onQueue(queue, grantee, ['sqs:SendMessage'], ['kms:GenerateDataKey', 'kms:Decrypt']);
}

/** Receive, delay and delete messages: what an event source mapping and a worker that backs off need. */
export function consumeMessages(queue: sqs.IQueue, grantee: iam.IGrantable): iam.Grant {
  return onQueue(
    queue, grantee,
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
    ['kms:Decrypt'],
  );
}

function onQueue(queue: sqs.IQueue, grantee: iam.IGrantable, actions: string[], keyActions: string[]): iam.Grant {
  return grantExactly({ grantee, resource: queue, actions, resourceArns: [queue.queueArn], key: queue.encryptionMasterKey, keyActions });
}
