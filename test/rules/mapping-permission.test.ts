import { describeRule, findingsOf, plus, template } from './support';
import { lambdaFunction, lambdaRole, queueMapping } from '../../src/rules/example-parts';
import { mappingPermission } from '../../src/rules/mapping-permission';

const READS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const arn = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
const queue = (statement: object, properties: object = {}) => template({
  Jobs: ['AWS::SQS::Queue', properties as Record<string, unknown>],
  Other: ['AWS::SQS::Queue'],
  Worker: lambdaFunction(),
  Mapping: queueMapping(),
  Role: lambdaRole({ Effect: 'Allow', Action: READS, Resource: arn('Jobs'), ...statement }),
});
const perhapsIn = (statement: object, action: unknown) => ({
  ...plus(queue({ Action: action }), {
    Policy: { Type: 'AWS::IAM::Policy', Condition: 'C', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [statement] } } },
  }),
  Parameters: { P: { Type: 'String' } },
  Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
});
const elsewhere = (Resource: unknown) => plus(queue({ Resource }), { Mapping: queueMapping({ EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }) });
const stream = (source: unknown, actions: unknown, resource: unknown = source) => template({
  Table: ['AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }],
  Stream: ['AWS::Kinesis::Stream', { ShardCount: 1 }],
  Consumer: ['AWS::Kinesis::StreamConsumer', { StreamARN: arn('Stream'), ConsumerName: 'c' }],
  Worker: lambdaFunction(),
  Mapping: ['AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Worker' }, EventSourceArn: source, StartingPosition: 'TRIM_HORIZON' }],
  Role: lambdaRole({ Effect: 'Allow', Action: actions, Resource: resource }),
});
const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const ALLOWED = { Effect: 'Allow', Action: READS, Resource: arn('Jobs') };
const managed = (...names: string[]) => plus(queue({}), { Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: names.map(name => `arn:aws:iam::aws:policy/service-role/${name}`) } } });
const key = (statement: object) => ({ Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', ...statement }] } } } });
const root = { Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } } };
const encrypted = (statement: object, keyStatement: object) => plus(queue(statement, { KmsMasterKeyId: arn('Key') }), key(keyStatement));

describeRule(mappingPermission, [
  ['on every queue', queue({ Resource: '*' }), {}],
  ['all actions of the service', queue({ Action: 'sqs:*' }), {}],
  ['on another queue', queue({ Resource: arn('Other') }), { finds: ['error Mapping'] }],
  ['on a queue elsewhere', queue({ Resource: 'arn:aws:sqs:eu-west-1:111111111111:other' }), { finds: ['error Mapping'] }],
  ['on a topic', queue({ Resource: 'arn:aws:sns:eu-west-1:111111111111:jobs' }), { finds: ['error Mapping'] }],
  ['on a pattern that may cover it', queue({ Resource: { 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}-*' } }), { unknown: ['Mapping'] }],
  ['denied', plus(queue({}), { Role: lambdaRole({ Effect: 'Allow', Action: READS, Resource: arn('Jobs') }, { Effect: 'Deny', Action: 'sqs:DeleteMessage', Resource: '*' }) }),
    { finds: ['error Mapping'] }],
  ['one of its rights under a condition', plus(queue({}), {
    Role: lambdaRole({ Effect: 'Allow', Action: READS.slice(1), Resource: arn('Jobs') }, { Effect: 'Allow', Action: READS[0], Resource: arn('Jobs'), Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
  }), { unknown: ['Mapping'] }],
  ['on a resource given at deployment', { ...queue({ Resource: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Mapping'] }],
  ['a queue elsewhere, and a right on another', elsewhere('arn:aws:sqs:eu-west-1:111111111111:other'), { unknown: ['Mapping'] }],
  ['a queue elsewhere, and a right on a queue here', elsewhere(arn('Other')), { finds: ['error Mapping'] }],
  ['a queue elsewhere, and a right on a topic', elsewhere('arn:aws:sns:eu-west-1:111111111111:jobs'), { finds: ['error Mapping'] }],
  ['a queue whose name is given at deployment, and a right on one here', {
    ...plus(queue({}), { Mapping: queueMapping({ EventSourceArn: { 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${P}' } }) }), Parameters: { P: { Type: 'String' } },
  }, { unknown: ['Mapping'] }],
  ['denied on another queue', plus(queue({}), { Role: lambdaRole(ALLOWED, { Effect: 'Deny', Action: READS, Resource: arn('Other') }) }), {}],
  ['denied on this queue and another', plus(queue({}), { Role: lambdaRole(ALLOWED, { Effect: 'Deny', Action: ['sqs:SendMessage', READS[0]], Resource: [arn('Other'), arn('Jobs')] }) }), { finds: ['error Mapping'] }],
  ['in a policy that a condition may leave out', perhapsIn({ Effect: 'Allow', Action: READS, Resource: arn('Jobs') }, 'sqs:SendMessage'), { unknown: ['Mapping'] }],
  ['nothing of it in such a policy either', perhapsIn({ Effect: 'Allow', Action: 'sqs:PurgeQueue', Resource: arn('Jobs') }, 'sqs:SendMessage'), { finds: ['error Mapping'] }],
  ['denied in a policy that a condition may leave out', perhapsIn({ Effect: 'Deny', Action: READS, Resource: arn('Jobs') }, READS), { unknown: ['Mapping'] }],
  ['denied without TLS', plus(queue({}), { Role: lambdaRole(ALLOWED, { Effect: 'Deny', Action: READS, Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }) }), {}],
  ['only denied, under a condition', queue({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }), { finds: ['error Mapping'] }],
  ['everything but some actions', queue({ Action: undefined, NotAction: 'sqs:DeleteQueue' }), { unknown: ['Mapping'] }],
  ['everything but some queues', queue({ Resource: undefined, NotResource: arn('Other') }), { unknown: ['Mapping'] }],
  ['an action given at deployment beside others', { ...queue({ Action: ['sqs:SendMessage', { Ref: 'P' }] }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Mapping'] }],
  ['a statement that a condition chooses, beside a policy of AWS', {
    ...plus(queue({}), { Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [BASIC], Policies: [{ PolicyDocument: { Statement: [{ 'Fn::If': ['C', ALLOWED, { ...ALLOWED, Effect: 'Deny' }] }] } }] } } }),
    Parameters: { P: { Type: 'String' } },
    Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
  }, { unknown: ['Mapping'] }],
  ['a statement of its own beside a policy of AWS', plus(queue({}), {
    Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [BASIC], Policies: [{ PolicyDocument: { Statement: [{ ...ALLOWED, Action: 'sqs:SendMessage' }] } }] } },
  }), { finds: ['error Mapping'] }],
  ['a policy of one\'s own that stands here, beside one of AWS', plus(queue({}), {
    Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [BASIC, { Ref: 'Own' }] } },
    Own: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [{ ...ALLOWED, Action: 'sqs:SendMessage' }] } } },
  }), { finds: ['error Mapping'] }],
  ['under a condition', queue({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), { unknown: ['Mapping'] }],
  ['in a policy of its own', plus(queue({ Action: 'sqs:SendMessage' }), {
    Policy: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [{ Effect: 'Allow', Action: READS, Resource: arn('Jobs') }] } } },
  }), {}],
  ['AWS\'s policy for queues', managed('AWSLambdaSQSQueueExecutionRole'), {}],
  ['a policy of one\'s own that is called like AWS\'s', plus(queue({}), {
    Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/AWSLambdaSQSQueueExecutionRole'] } },
  }), { unknown: ['Mapping'] }],
  ['AWS\'s basic policy alone', managed('AWSLambdaBasicExecutionRole'), { finds: ['error Mapping'] }],
  ['a policy of AWS that is not on record', managed('AWSLambdaBasicExecutionRole', 'AmazonSQSFullAccess'), { unknown: ['Mapping'] }],
  ['a role that is not here', plus(queue({}), { Worker: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/r' }) }), { unknown: ['Mapping'] }],
  ['a table\'s stream', stream(arn('Table', 'StreamArn'), ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream']), {}],
  ['the table instead of its stream\'s actions', stream(arn('Table', 'StreamArn'), ['dynamodb:GetItem'], arn('Table')), { finds: ['error Mapping'] }],
  ['a data stream', stream(arn('Stream'), ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards', 'kinesis:DescribeStreamSummary']), {}],
  ['without listing its shards', stream(arn('Stream'), ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:DescribeStream']), { finds: ['error Mapping'] }],
  ['a consumer of its own', stream({ Ref: 'Consumer' }, ['kinesis:SubscribeToShard', 'kinesis:DescribeStreamSummary'], '*'), {}],
  ['a consumer by its name, and its stream by another', plus(stream({ Ref: 'Consumer' }, [], arn('Stream')), {
    Role: lambdaRole(
      { Effect: 'Allow', Action: 'kinesis:SubscribeToShard', Resource: { Ref: 'Consumer' } },
      { Effect: 'Allow', Action: 'kinesis:DescribeStream', Resource: arn('Stream') },
    ),
  }), {}],
  ['a consumer it may not subscribe to', stream({ Ref: 'Consumer' }, ['kinesis:GetRecords'], arn('Stream')), { finds: ['error Mapping'] }],
  ['a queue on a key it may use', encrypted({ Action: [...READS, 'kms:Decrypt'], Resource: [arn('Jobs'), arn('Key')] }, root), {}],
  ['a queue on a key it may not use', encrypted({}, root), { finds: ['error Mapping'] }],
  ['a key whose policy names somebody', encrypted({}, { Principal: { AWS: arn('Role') } }), {}],
  ['a key whose policy names somebody beside the account', encrypted({}, { Principal: { AWS: [root.Principal.AWS, arn('Role')] } }), {}],
  ['a queue elsewhere that it may read', plus(queue({ Resource: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }), { Mapping: queueMapping({ EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }) }), {}],
  ['a function elsewhere', plus(queue({}), { Mapping: queueMapping({ FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }) }), {}],
  ['a broker\'s needs are not judged', plus(queue({}), { Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Worker' }, Queues: ['q'], EventSourceArn: 'arn:aws:mq:eu-west-1:111111111111:broker:b:1' } } }), {}],
  ['a broker\'s needs are not asked for, even of a role elsewhere', plus(queue({}), {
    Worker: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/r' }),
    Mapping: queueMapping({ Queues: ['q'], EventSourceArn: 'arn:aws:mq:eu-west-1:111111111111:broker:b:1' }),
  }), {}],
  ['the wrong types', plus(queue({ Action: 5, Resource: [] }), {}), { finds: ['error Mapping'] }],
]);

test('it names what is missing', () => {
  expect(findingsOf(mappingPermission, queue({ Action: 'sqs:ReceiveMessage' }))[0].message)
    .toBe('Worker may not read Jobs: its role lacks sqs:DeleteMessage, sqs:GetQueueAttributes.');
});
