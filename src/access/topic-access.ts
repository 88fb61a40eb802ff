import { aws_iam as iam, aws_sns as sns } from 'aws-cdk-lib';

/** Publish to a topic. */
export function publish(topic: sns.ITopic, grantee: iam.IGrantable): iam.Grant {
  const grant = iam.Grant.addToPrincipalOrResource({
    grantee, resource: topic, actions: ['sns:Publish'], resourceArns: [topic.topicArn],
  });
  return topic.masterKey ? grant.combine(topic.masterKey.grant(grantee, 'kms:GenerateDataKey', 'kms:Decrypt')) : grant;
}
