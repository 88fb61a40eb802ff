import { deliveries, Delivery } from './evidence/deliveries';
import { lets } from './evidence/openings';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { Inventory } from '../inventory/inventory';
import { Encryption, KeyFact } from '../inventory/store-facts';

/** What a service needs of the key to send to an encrypted queue or topic. */
const NEEDED = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** A key that shuts the sender out loses what it sends. */
export const dlqKey: Rule = {
  id: 'dlq-key',
  severity: 'error',
  title: 'A service that sends to an encrypted queue or topic may use its key',
  why: 'EventBridge, SNS, S3 and CloudWatch alarms send in their own name. Where the key does not let them, every event, dead letter or alarm is lost. '
    + 'The AWS-managed keys alias/aws/sqs and alias/aws/sns cannot be opened to services at all.',
  remedy: 'Allow the service kms:GenerateDataKey* and kms:Decrypt in the key policy of a customer-managed key, or use SQS-managed encryption.',
  inCdk: '`encryption: sqs.QueueEncryption.SQS_MANAGED`, or a statement for the service by `key.addToResourcePolicy`. '
    + '`SteadfastDefaults` with an `encryptionKey` opens it to the services that send.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
  keeping: alarmed({ Service: 'cloudwatch.amazonaws.com' }),
  breaking: alarmed({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }),

  *check(inventory) {
    for (const delivery of deliveries(inventory)) {
      const receiver = inventory.queues.at(delivery.to) ?? inventory.topics.at(delivery.to);
      if (receiver) {
        yield* judgeKey(delivery, receiver.logicalId, receiver.encryption, inventory);
      }
    }
  },
};

function* judgeKey(delivery: Delivery, receiver: string, encryption: Encryption, inventory: Inventory): Iterable<Judgement> {
  if (encryption.kind === 'none' || encryption.kind === 'service') {
    return;
  }
  if (encryption.kind === 'aws') {
    yield finding(delivery.fact, `It sends to ${receiver}, which is encrypted with ${encryption.written}: ${delivery.service} can never use that key.`, {
      remedy: remedyFor(delivery, receiver),
    });
    return;
  }
  const key = keyOf(encryption, inventory);
  const may = key && mayUse(key, delivery);
  if (may === undefined) {
    yield cannotTell(delivery.fact, `Whether ${delivery.service} may use the key of ${receiver} (${encryption.written}) cannot be told.`);
  } else if (!may) {
    yield finding(delivery.fact, `It sends to ${receiver}, whose key ${key?.logicalId} does not let ${delivery.service} use it.`, {
      remedy: `Allow ${delivery.service} kms:GenerateDataKey* and kms:Decrypt in the policy of ${key?.logicalId}.`,
    });
  }
}

function remedyFor({ service, to }: Delivery, receiver: string): string {
  return to.service === 'sqs'
    ? `Encrypt ${receiver} with SQS-managed encryption (SqsManagedSseEnabled), or with a customer-managed key that lets ${service} use it.`
    : `Encrypt ${receiver} with a customer-managed key that lets ${service} use it, or not at all.`;
}

/** The key itself or the one behind an alias. */
function keyOf({ key }: Encryption, { keys }: Inventory): KeyFact | undefined {
  const named = key.resource?.type === 'AWS::KMS::Alias' ? key.resource.properties.link('TargetKeyId', 'AWS::KMS::Key') : key;
  return keys.at(named);
}

function mayUse(key: KeyFact, { service, source, fact }: Delivery): boolean | undefined {
  const answers = NEEDED.map(action => lets(key.policy, { service, action, source, by: fact }));
  if (answers.includes(false)) {
    return key.complete ? false : undefined;
  }
  return answers.includes(undefined) ? undefined : true;
}

function alarmed(principal: Rule['keeping']): Rule['keeping'] {
  return {
    Resources: {
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: {
          KeyPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: ['kms:GenerateDataKey*', 'kms:Decrypt'], Resource: '*' }] },
        },
      },
      People: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
      Errors: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { Namespace: 'AWS/Lambda', MetricName: 'Errors', AlarmActions: [{ Ref: 'People' }] },
      },
    },
  };
}
