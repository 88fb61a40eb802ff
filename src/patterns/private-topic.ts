import { aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';

/** A topic that is encrypted and reachable over TLS only, for functions: they publish with rights of their own, to whom the key of the service is open. */
export function privateTopic(scope: Construct, id: string): sns.Topic {
  const masterKey = SteadfastDefaults._takenBy(scope).encryptionKey ?? kms.Alias.fromAliasName(scope, 'SnsKey', 'alias/aws/sns');
  return new sns.Topic(scope, id, { enforceSSL: true, masterKey });
}
