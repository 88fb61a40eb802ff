import { aws_iam as iam, aws_sqs as sqs } from 'aws-cdk-lib';

/**
 * Lets a service send to a queue, on whose behalf the conditions say.
 *
 * The queue's key needs no condition of its own: it opens nothing but messages that the queue's policy let in.
 * @returns whether the policy could be written, which that of an imported queue cannot, and what must wait for it
 */
export function letSend(queue: sqs.IQueue, service: string, conditions: Record<string, Record<string, string>>): iam.AddToResourcePolicyResult {
  const principal = new iam.ServicePrincipal(service);
  queue.encryptionMasterKey?.grant(principal, 'kms:GenerateDataKey', 'kms:Decrypt');
  return queue.addToResourcePolicy(new iam.PolicyStatement({
    principals: [principal], actions: ['sqs:SendMessage'], resources: [queue.queueArn], conditions,
  }));
}
