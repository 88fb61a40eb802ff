import { aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';

/** A topic that is encrypted and reachable over TLS only, for functions: they publish with rights of their own, to whom the key of the service is open. */
export function privateTopic(scope: Construct, id: string): sns.Topic {
  const masterKey = SteadfastDefaults._takenBy(scope).encryptionKey;
  const topic = new sns.Topic(scope, id, { enforceSSL: true, masterKey });
  // As an L2 key it would be granted to who publishes, by its alias on `key/*`, where CDK's flag for aliases is on; the key of SNS needs no grant.
  if (!masterKey) (topic.node.defaultChild as sns.CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
  return topic;
}
