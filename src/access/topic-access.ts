import { aws_iam as iam, aws_sns as sns } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';

/** Publish to a topic. */
export function publish(topic: sns.ITopic, grantee: iam.IGrantable): iam.Grant {
  return grantExactly({
    grantee,
    resource: topic,
    actions: ['sns:Publish'],
    resourceArns: [topic.topicArn],
    key: topic.masterKey,
    keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
  });
}
