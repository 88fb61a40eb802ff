import { aws_sqs as sqs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SteadfastDefaults } from './steadfast-defaults';

/** Encrypted, and over TLS only: how every queue is that this library makes below a scope. */
export function closedQueue(scope: IConstruct): sqs.QueueProps {
  const { encryptionKey, removalPolicy } = SteadfastDefaults._takenBy(scope);
  return {
    enforceSSL: true,
    encryption: encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: encryptionKey,
    removalPolicy,
  };
}
