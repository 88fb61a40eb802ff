import { mayDo } from './evidence/permitted';
import { touching } from './evidence/touching';
import { lambdaFunction, lambdaRole, queueMapping } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { MappingFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { RoleFact } from '../inventory/policy-facts';

/** Any of the actions of one need will do. */
type Need = readonly string[];

/** What Lambda calls with the function's role, by source: AWS Lambda Developer Guide, the page of each source. */
const NEEDS: Readonly<Record<string, readonly Need[]>> = {
  sqs: [['sqs:ReceiveMessage'], ['sqs:DeleteMessage'], ['sqs:GetQueueAttributes']],
  kinesis: [['kinesis:GetRecords'], ['kinesis:GetShardIterator'], ['kinesis:ListShards'], ['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary']],
  dynamodb: [['dynamodb:GetRecords'], ['dynamodb:GetShardIterator'], ['dynamodb:DescribeStream']],
};

/** A consumer with a throughput of its own is subscribed to, not polled; what is asked of its stream is asked of another resource. */
const NEEDS_OF_CONSUMER: readonly Need[] = [['kinesis:SubscribeToShard']];

/** Lambda polls with the function's role. */
export const mappingPermission: Rule = {
  id: 'mapping-permission',
  severity: 'error',
  title: 'A function\'s role may read the source of its mapping',
  why: 'Lambda polls queues and streams with the function\'s own role. Without the rights the mapping is refused, or stands there and reads nothing.',
  remedy: 'Allow the missing actions on the source in the function\'s role.',
  inCdk: 'CDK\'s event sources grant it to a role that is CDK\'s; for an imported role add the statement where the role is defined.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions',
  keeping: queueReader('sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
  breaking: queueReader('sqs:ReceiveMessage'),

  *check(inventory) {
    for (const mapping of inventory.mappings) {
      yield* judgeMapping(mapping, inventory);
    }
  },
};

function* judgeMapping(mapping: MappingFact, inventory: Inventory): Iterable<Judgement> {
  const needs = needsOf(mapping);
  const reader = mapping.target.function;
  const role = reader && inventory.roleOf(reader);
  if (needs.length === 0 || !reader) {
    return;
  }
  if (!role) {
    yield cannotTell(mapping, `The role of ${reader.logicalId} is not in the template.`);
    return;
  }
  const lacking = needs.filter(need => mayDo(role, need, touching(mapping.source)) === false);
  if (lacking.length > 0) {
    yield finding(mapping, `${reader.logicalId} may not read ${mapping.source.resource?.logicalId ?? mapping.source.written}: `
      + `its role lacks ${lacking.map(need => need.join(' or ')).join(', ')}.`);
  } else if (needs.some(need => mayDo(role, need, touching(mapping.source)) === undefined)) {
    yield cannotTell(mapping, `Whether the role of ${reader.logicalId} may read ${mapping.source.resource?.logicalId ?? mapping.source.written} cannot be told.`);
  } else {
    yield* judgeKey(mapping, role, inventory);
  }
}

/** A queue on a customer's key is read with the right to decrypt: in the role, or in the key's policy. */
function* judgeKey(mapping: MappingFact, role: RoleFact, { queues, keys }: Inventory): Iterable<Judgement> {
  const encryption = queues.at(mapping.source)?.encryption;
  const key = encryption?.kind === 'customer' ? keys.at(encryption.key) : undefined;
  if (!encryption || !key || mayDo(role, ['kms:Decrypt'], touching(encryption.key)) !== false) {
    return;
  }
  const named = key.policy.flatMap(statement => statement.principals).some(principal => !/:root$/.test(principal.value.written));
  if (!named && key.complete) {
    yield finding(mapping, `${mapping.target.function?.logicalId} may not decrypt ${mapping.source.resource?.logicalId}: its role lacks kms:Decrypt on ${key.logicalId}.`);
  }
}

function needsOf(mapping: MappingFact): readonly Need[] {
  const consumer = mapping.source.resource?.type === 'AWS::Kinesis::StreamConsumer' || /\/consumer\//.test(mapping.source.written);
  return mapping.via === 'kinesis' && consumer ? NEEDS_OF_CONSUMER : NEEDS[mapping.via] ?? [];
}

function queueReader(...actions: readonly string[]): Rule['keeping'] {
  return {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue' },
      Worker: lambdaFunction(),
      Mapping: queueMapping(),
      Role: lambdaRole({ Effect: 'Allow', Action: actions, Resource: { 'Fn::GetAtt': ['Jobs', 'Arn'] } }),
    },
  };
}
