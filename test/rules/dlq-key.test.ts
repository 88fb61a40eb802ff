import { describeRule, findingsOf, plus, template } from './support';
import { dlqKey } from '../../src/rules/dlq-key';
import { lambdaFunction } from '../../src/rules/example-parts';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const root = { Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*' };
const service = (name: string, more = {}) => ({ Effect: 'Allow', Principal: { Service: name }, Action: ['kms:GenerateDataKey*', 'kms:Decrypt'], Resource: '*', ...more });
const key = (...statements: object[]) => ({ Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [root, ...statements] } } } });
const ruled = (queue: object, more = {}) => plus(template({ Worker: lambdaFunction() }), {
  Undelivered: { Type: 'AWS::SQS::Queue', Properties: queue },
  Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'T', Arn: arn('Worker'), DeadLetterConfig: { Arn: arn('Undelivered') } }] } },
  ...more,
});
const keyed = { KmsMasterKeyId: arn('Key') };
const EVENTS = 'events.amazonaws.com';

describeRule(dlqKey, [
  ['SQS-managed encryption', ruled({ SqsManagedSseEnabled: true }), {}],
  ['none', ruled({ SqsManagedSseEnabled: false }), {}],
  ['the AWS-managed key of SQS', ruled({ KmsMasterKeyId: 'alias/aws/sqs' }), { finds: ['error Rule'], mends: ['SqsManagedSseEnabled'] }],
  ['a customer key for the account only', ruled(keyed, key()), { finds: ['error Rule'] }],
  ['a customer key without a policy', ruled(keyed, { Key: { Type: 'AWS::KMS::Key' } }), { finds: ['error Rule'] }],
  ['a customer key with the service', ruled(keyed, key(service(EVENTS))), {}],
  ['named by its id', ruled({ KmsMasterKeyId: { Ref: 'Key' } }, key(service(EVENTS))), {}],
  ['behind an alias', ruled({ KmsMasterKeyId: { Ref: 'Alias' } }, { ...key(), Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/mine', TargetKeyId: { Ref: 'Key' } } } }),
    { finds: ['error Rule'] }],
  ['with another service', ruled(keyed, key(service('sns.amazonaws.com'))), { finds: ['error Rule'] }],
  ['with half of what it needs', ruled(keyed, key(service(EVENTS, { Action: 'kms:Decrypt' }))), { finds: ['error Rule'] }],
  ['with both in two statements', ruled(keyed, key(service(EVENTS, { Action: 'kms:Decrypt' }), service(EVENTS, { Action: 'kms:GenerateDataKey' }))), {}],
  ['for this account\'s rules', ruled(keyed, key(service(EVENTS, { Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } }))), {}],
  ['for everybody through SQS cannot be told', ruled(keyed, key(service(EVENTS, { Principal: { AWS: '*' }, Condition: { StringEquals: { 'kms:ViaService': 'sqs.eu-west-1.amazonaws.com' } } }))),
    { unknown: ['Rule'] }],
  ['a queue outside is not judged', ruled({}, { Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'T', Arn: arn('Worker'), DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:111111111111:undelivered' } }] } } }), {}],
  ['a key outside cannot be told', ruled({ KmsMasterKeyId: 'arn:aws:kms:eu-west-1:111111111111:key/1' }), { unknown: ['Rule'] }],
  ['a key given at deployment cannot be told', { ...ruled({ KmsMasterKeyId: { Ref: 'K' } }), Parameters: { K: { Type: 'String' } } }, { unknown: ['Rule'] }],
  ['an alarm topic with the AWS-managed key', template({
    People: ['AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/aws/sns' } }],
    Errors: ['AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: 'People' }] }],
  }), { finds: ['error Errors'], mends: ['or not at all'] }],
  ['a topic with that key that only functions publish to', template({ People: ['AWS::SNS::Topic', { KmsMasterKeyId: 'alias/aws/sns' }] }), {}],
  ['a bucket that notifies a queue', template({
    Jobs: ['AWS::SQS::Queue', { KmsMasterKeyId: 'alias/aws/sqs' }],
    Bucket: ['AWS::S3::Bucket', { NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arn('Jobs') }] } }],
  }), { finds: ['error Bucket'] }],
  ['a function sends with its own role', template({
    Failed: ['AWS::SQS::Queue', { KmsMasterKeyId: 'alias/aws/sqs' }], Worker: lambdaFunction({ DeadLetterConfig: { TargetArn: arn('Failed') } }),
  }), {}],
  ['a redrive policy is carried out by SQS itself', template({
    Parked: ['AWS::SQS::Queue', { KmsMasterKeyId: 'alias/aws/sqs' }], Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: arn('Parked') } }],
  }), {}],
  ['a schedule sends with its role', template({
    Failed: ['AWS::SQS::Queue', { KmsMasterKeyId: 'alias/aws/sqs' }],
    Worker: lambdaFunction(),
    Daily: ['AWS::Scheduler::Schedule', { Target: { Arn: arn('Worker'), DeadLetterConfig: { Arn: arn('Failed') } } }],
  }), {}],
]);

test('the remedy names service and key', () => {
  expect(findingsOf(dlqKey, ruled(keyed, key()))[0].remedy).toBe('Allow events.amazonaws.com kms:GenerateDataKey* and kms:Decrypt in the policy of Key.');
});
