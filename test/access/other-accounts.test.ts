import {
  App, RemovalPolicy, Stack, aws_dynamodb as dynamodb, aws_events as events, aws_iam as iam, aws_kinesis as kinesis, aws_kms as kms,
  aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Access } from '../../src';
import { steadfastFunction } from '../support/stacks';

let owner: Stack;
let reader: iam.Role;
beforeEach(() => {
  const app = new App();
  owner = new Stack(app, 'Owner', { env: { account: '222222222222', region: 'us-east-1' } });
  const other = new Stack(app, 'Other', { env: { account: '111111111111', region: 'us-east-1' } });
  reader = new iam.Role(other, 'Reader', { roleName: 'reader', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
});

const READER = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:role/reader']] };

/** A resource with a policy of its own, by the type of that policy. */
const LET_IN: [name: string, type: string, access: (scope: Stack, key?: kms.IKey) => Access, action: unknown][] = [
  ['a bucket', 'AWS::S3::BucketPolicy',
    (scope, encryptionKey) => Access.readObjects(new s3.Bucket(scope, 'Bucket', { bucketName: 'owned', encryptionKey }), 'in/'), 's3:GetObject'],
  ['a queue', 'AWS::SQS::QueuePolicy',
    (scope, encryptionMasterKey) => Access.sendMessages(new sqs.Queue(scope, 'Queue', { queueName: 'owned', encryptionMasterKey })), 'sqs:SendMessage'],
  ['a topic', 'AWS::SNS::TopicPolicy',
    (scope, masterKey) => Access.publish(new sns.Topic(scope, 'Topic', { topicName: 'owned', masterKey })), 'sns:Publish'],
  ['a stream', 'AWS::Kinesis::ResourcePolicy',
    (scope, encryptionKey) => Access.putRecords(new kinesis.Stream(scope, 'Stream', { streamName: 'owned', encryptionKey })),
    ['kinesis:PutRecord', 'kinesis:PutRecords']],
  ['a secret', 'AWS::SecretsManager::ResourcePolicy',
    (scope, encryptionKey = new kms.Key(scope, 'SecretKey')) => Access.readSecret(new secretsmanager.Secret(scope, 'Secret', { secretName: 'owned', encryptionKey })),
    'secretsmanager:GetSecretValue'],
];

test.each(LET_IN)('%s lets the reader in by its own policy, to the letter', (_name, type, accessTo, Action) => {
  accessTo(owner).grantTo(reader);
  const policies = Object.values(Template.fromStack(owner).findResources(type)) as { Properties: Record<string, { Statement: unknown[] }> }[];
  const statements = policies.flatMap(({ Properties }) => (Properties.PolicyDocument ?? Properties.ResourcePolicy).Statement);
  expect(statements.filter(statement => (statement as { Effect: string }).Effect === 'Allow')).toEqual([
    expect.objectContaining({ Action, Principal: { AWS: READER } }),
  ]);
});

test.each(LET_IN)('%s with a customer key opens the key too, and to nobody else', (_name, _type, accessTo) => {
  accessTo(owner, new kms.Key(owner, 'Key', { alias: 'owned', removalPolicy: RemovalPolicy.DESTROY })).grantTo(reader);
  Template.fromStack(owner).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Principal: { AWS: READER }, Action: Match.anyValue() })]) },
  });
});

test('a bus lets the reader in by a named statement', () => {
  Access.putEvents(new events.EventBus(owner, 'Bus', { eventBusName: 'owned' })).grantTo(reader);
  Template.fromStack(owner).hasResourceProperties('AWS::Events::EventBusPolicy', { StatementId: Match.stringLikeRegexp('PutEvents') });
});

test('a table lets the reader in without naming itself in a circle', () => {
  const table = new dynamodb.Table(owner, 'Table', { tableName: 'owned', partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } });
  Access.readItems(table).grantTo(reader);
  Template.fromStack(owner).hasResourceProperties('AWS::DynamoDB::Table', {
    ResourcePolicy: { PolicyDocument: { Statement: [Match.objectLike({ Resource: '*', Action: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'] })] } },
  });
});

test('a function lets the reader in on its live alias', () => {
  Access.invoke(steadfastFunction(owner, 'Called', { functionName: 'owned' })).grantTo(reader);
  Template.fromStack(owner).hasResourceProperties('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction', Principal: READER, FunctionName: { Ref: Match.stringLikeRegexp('^CalledLive') },
  });
});

test('a secret without a customer key is refused: the reader could never decrypt it', () => {
  const secret = new secretsmanager.Secret(owner, 'Secret', { secretName: 'owned' });
  expect(() => Access.readSecret(secret).grantTo(reader)).toThrow('Owner/Secret: A secret that another account reads must be encrypted with a customer key');
  expect(() => Access.readSecret(secret).grantTo(steadfastFunction(owner))).not.toThrow();
});

describe('a service', () => {
  const onBehalfOf = (sourceArn: string): iam.IPrincipal => (
    new iam.ServicePrincipal('events.amazonaws.com', { conditions: { ArnLike: { 'aws:SourceArn': sourceArn } } })
  );

  test.each(LET_IN.filter(([name]) => name !== 'a secret'))('is let in to %s on whose behalf it comes', (_name, type, accessTo, Action) => {
    accessTo(owner).grantTo(onBehalfOf('arn:aws:events:us-east-1:222222222222:rule/orders'));
    expect(JSON.stringify(Template.fromStack(owner).findResources(type))).toContain(JSON.stringify({
      Action, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:us-east-1:222222222222:rule/orders' } },
    }).slice(0, -1));
  });

  test('is let in to a function on whose behalf it comes', () => {
    const sourceArn = 'arn:aws:events:us-east-1:222222222222:rule/orders';
    Access.invoke(steadfastFunction(owner, 'Called')).grantTo(onBehalfOf(sourceArn));
    Template.fromStack(owner).hasResourceProperties('AWS::Lambda::Permission', { Principal: 'events.amazonaws.com', SourceArn: sourceArn });
  });

  test.each<[string, () => iam.IPrincipal]>([
    ['that comes for anybody', () => new iam.ServicePrincipal('events.amazonaws.com')],
    ['that comes for anybody, under no condition', () => new iam.ServicePrincipal('events.amazonaws.com').withConditions({})],
    ['which is everybody', () => new iam.AnyPrincipal()],
    ['which is anything', () => new iam.StarPrincipal()],
  ])('%s is refused', (_name, principal) => {
    const queue = new sqs.Queue(owner, 'Queue');
    const called = steadfastFunction(owner, 'Called');
    expect(() => Access.sendMessages(queue).grantTo(principal())).toThrow('Owner/Queue: A service, or everybody, must be let in under a condition');
    expect(() => Access.invoke(called).grantTo(principal())).toThrow('Owner/Called: A service, or everybody, must be let in under a condition');
  });
});
