import { describeRule, findingsOf, plus, template } from './support';
import { RawMap } from '../../src/inventory/raw';
import { deliveryPermission as rule } from '../../src/rules/delivery-permission';
import { lambdaFunction } from '../../src/rules/example-parts';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const permission = (properties: object) => ({
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: { FunctionName: { Ref: 'Worker' }, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com', ...properties },
  },
});
const base = template({
  Worker: lambdaFunction(),
  Live: ['AWS::Lambda::Alias', { FunctionName: { Ref: 'Worker' }, FunctionVersion: '1', Name: 'live' }],
  Jobs: ['AWS::SQS::Queue'],
  Topic: ['AWS::SNS::Topic'],
});
const ruled = (target: object, more = {}) => plus(base, { Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'T', ...target }] } }, ...more });
const policy = (type: string, key: string, on: string, statement: object) => ({
  Policy: {
    Type: type,
    Properties: {
      [key]: [{ Ref: on }],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Resource: '*', Action: type.includes('SNS') ? 'sns:Publish' : 'sqs:SendMessage', ...statement }] },
    },
  },
});
const statements = (...list: readonly object[]) => ({
  Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Jobs' }], PolicyDocument: { Statement: list } } },
});
const SENDS = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' };
const queuePolicy = (statement: object, on = 'Jobs') => policy('AWS::SQS::QueuePolicy', 'Queues', on, statement);
const topicPolicy = (statement: object) => policy('AWS::SNS::TopicPolicy', 'Topics', 'Topic', statement);
const toWorker = { Arn: arn('Worker') };
const from = (source: unknown, key = 'aws:SourceArn') => ({ Condition: { ArnEquals: { [key]: source } } });
const whichever = { FunctionName: { 'Fn::Sub': '${Worker.Arn}:${Which}' } };
const given = (body: RawMap): RawMap => ({ ...body, Parameters: { Which: { Type: 'String' } } });
const staged = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };

describe('who invokes a function', () => {
  describeRule(rule, [
    ['a rule without a permission', ruled(toWorker), { finds: ['error Rule'], says: ['no permission lets events.amazonaws.com invoke that'], mends: ['Add an AWS::Lambda::Permission for events.amazonaws.com with FunctionName Worker'] }],
    ['a rule with one', ruled(toWorker, permission({ SourceArn: arn('Rule') })), {}],
    ['one without SourceArn is another rule\'s', ruled(toWorker, permission({})), {}],
    ['one on the alias does not hold for the function', ruled(toWorker, permission({ FunctionName: { Ref: 'Live' } })), { finds: ['error Rule'] }],
    ['one on the function does not hold for the alias', ruled({ Arn: { Ref: 'Live' } }, permission({})), { finds: ['error Rule'] }],
    ['the alias by its composed name', ruled({ Arn: { Ref: 'Live' } }, permission({ FunctionName: { 'Fn::Sub': '${Worker.Arn}:live' } })), {}],
    ['one for another rule', plus(ruled(toWorker, permission({ SourceArn: arn('Other') })), { Other: { Type: 'AWS::Events::Rule', Properties: { State: 'DISABLED' } } }),
      { finds: ['error Rule'] }],
    ['one for all rules', ruled(toWorker, permission({ SourceArn: { 'Fn::Sub': 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/*' } })), {}],
    ['one for another service', ruled(toWorker, permission({ Principal: 's3.amazonaws.com' })), { finds: ['error Rule'] }],
    ['one for another action', ruled(toWorker, permission({ Action: 'lambda:InvokeFunctionUrl' })), { finds: ['error Rule'] }],
    ['lambda:* covers it', ruled(toWorker, permission({ Action: 'lambda:*' })), {}],
    ['a principal with the URL suffix', ruled(toWorker, permission({ Principal: { 'Fn::Sub': 'events.${AWS::URLSuffix}' } })), {}],
    ['a principal that cannot be told', { ...ruled(toWorker, permission({ Principal: { Ref: 'Who' } })), Parameters: { Who: { Type: 'String' } } }, { unknown: ['Rule'] }],
    ['an action that cannot be told', { ...ruled(toWorker, permission({ Action: { Ref: 'What' } })), Parameters: { What: { Type: 'String' } } }, { unknown: ['Rule'] }],
    ['a permission on a qualifier that cannot be told', given(ruled(toWorker, permission(whichever))), { unknown: ['Rule'] }],
    ['one for another service on such a qualifier', given(ruled(toWorker, permission({ ...whichever, Principal: 's3.amazonaws.com' }))), { finds: ['error Rule'] }],
    ['a target on a qualifier that cannot be told', given(ruled({ Arn: whichever.FunctionName }, permission({}))), { unknown: ['Rule'] }],
    ['a function outside', ruled({ Arn: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }), { unknown: ['Rule'] }],
    ['a function outside that is permitted here', ruled(
      { Arn: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }, permission({ FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }),
    ), {}],
    ['a role beside the target cannot be told', ruled({ ...toWorker, RoleArn: 'arn:aws:iam::111111111111:role/r' }), { unknown: ['Rule'] }],
    ['a permission under a condition of its own cannot be told',
      { ...ruled(toWorker, { Permission: { ...permission({}).Permission, Condition: 'IsProd' } }), ...staged }, { unknown: ['Rule'] }],
    ['both under one condition', {
      ...plus(base, {
        Rule: { Type: 'AWS::Events::Rule', Condition: 'IsProd', Properties: { Targets: [{ Id: 'T', ...toWorker }] } },
        Permission: { ...permission({}).Permission, Condition: 'IsProd' },
      }),
      ...staged,
    }, {}],
    ['the rule alone under a condition', {
      ...plus(base, {
        Rule: { Type: 'AWS::Events::Rule', Condition: 'IsProd', Properties: { Targets: [{ Id: 'T', ...toWorker }] } }, ...permission({}),
      }),
      ...staged,
    }, {}],
    ['a principal that only begins like the service', ruled(toWorker, permission({ Principal: 'events.example.com' })), { finds: ['error Rule'] }],
    ['the principal in China', ruled(toWorker, permission({ Principal: 'events.amazonaws.com.cn' })), {}],
    ['a bucket', plus(base, {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: arn('Worker') }] } } },
    }), { finds: ['error Bucket'] }],
    ['a bucket whose ARN is composed', plus(base, {
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: 'photos', NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: arn('Worker') }] } },
      },
      ...permission({ Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::photos' }),
    }), {}],
    ['a topic', plus(base, { Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'lambda', Endpoint: arn('Worker') } } }),
      { finds: ['error Sub'] }],
    ['a topic with its permission', plus(base, {
      Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'lambda', Endpoint: arn('Worker') } },
      ...permission({ Principal: 'sns.amazonaws.com', SourceArn: { Ref: 'Topic' } }),
    }), {}],
    ['logs, by the regional principal', plus(base, {
      Filter: { Type: 'AWS::Logs::SubscriptionFilter', Properties: { DestinationArn: arn('Worker'), LogGroupName: 'app' } },
      ...permission({ Principal: { 'Fn::Sub': 'logs.${AWS::Region}.amazonaws.com' } }),
    }), {}],
    ['logs need one whatever role stands beside', plus(base, { Filter: { Type: 'AWS::Logs::SubscriptionFilter', Properties: { DestinationArn: arn('Worker'), LogGroupName: 'app', RoleArn: 'arn:aws:iam::111111111111:role/r' } } }),
      { finds: ['error Filter'] }],
    ['mail that waits for the answer needs one too', plus(base, { Mail: { Type: 'AWS::SES::ReceiptRule', Properties: { Rule: { Actions: [{ LambdaAction: { FunctionArn: arn('Worker'), InvocationType: 'RequestResponse' } }] } } } }),
      { finds: ['error Mail'] }],
    ['a role beside a permitted target', ruled({ ...toWorker, RoleArn: 'arn:aws:iam::111111111111:role/r' }, permission({})), {}],
    ['a target of nothing', ruled({ Arn: { Ref: 'AWS::NoValue' } }), {}],
    ['logs, by the principal of a region', plus(base, {
      Filter: { Type: 'AWS::Logs::SubscriptionFilter', Properties: { DestinationArn: arn('Worker'), LogGroupName: 'app' } },
      ...permission({ Principal: 'logs.eu-west-1.amazonaws.com' }),
    }), {}],
    ['a queue and an API need none here', plus(base, {
      Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: arn('Jobs') } },
      Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: 'a', IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Worker') } },
    }), {}],
  ]);

  test('the message names the qualifier that is permitted', () => {
    const [found] = findingsOf(rule, ruled({ Arn: { Ref: 'Live' } }, permission({})));
    expect(found.message).toBe('It invokes Worker:live, and the permission Permission holds for Worker only.');
    expect(found.remedy).toBe('Add an AWS::Lambda::Permission for events.amazonaws.com with FunctionName Worker:live.');
  });
});

describe('who sends to a queue or topic', () => {
  const toJobs = { Arn: arn('Jobs') };
  const withDlq = { ...toWorker, DeadLetterConfig: { Arn: arn('Jobs') } };

  describeRule(rule, [
    ['a rule to a queue without a policy', ruled(toJobs), { finds: ['error Rule'], says: ['delivers events to Jobs'], mends: ['Allow sqs:SendMessage for events.amazonaws.com in an AWS::SQS::QueuePolicy of Jobs'] }],
    ['with one', ruled(toJobs, queuePolicy(from(arn('Rule')))), {}],
    ['for another rule', plus(ruled(toJobs, queuePolicy(from(arn('Other')))), { Other: { Type: 'AWS::Events::Rule', Properties: {} } }), { finds: ['error Rule'] }],
    ['however the key is spelled', plus(ruled(toJobs, queuePolicy(from(arn('Other'), 'AWS:SourceArn'))), { Other: { Type: 'AWS::Events::Rule', Properties: {} } }), { finds: ['error Rule'] }],
    ['for another service', ruled(toJobs, queuePolicy({ Principal: { Service: 'sns.amazonaws.com' } })), { finds: ['error Rule'] }],
    ['for the account only', ruled(toJobs, queuePolicy({ Principal: { AWS: 'arn:aws:iam::111111111111:root' } })), { finds: ['error Rule'] }],
    ['for everybody', ruled(toJobs, queuePolicy({ Principal: '*' })), {}],
    ['for reading only', ruled(toJobs, queuePolicy({ Action: 'sqs:ReceiveMessage' })), { finds: ['error Rule'] }],
    ['with any action', ruled(toJobs, queuePolicy({ Action: 'sqs:*' })), {}],
    ['a policy that only denies insecure transport', ruled(toJobs, queuePolicy({ Effect: 'Deny', Principal: '*', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
      { finds: ['error Rule'] }],
    ['a condition that nobody here knows', ruled(toJobs, queuePolicy({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })), { unknown: ['Rule'] }],
    ['a Deny settles it', ruled(toJobs, statements(SENDS, { ...SENDS, Effect: 'Deny' })), { finds: ['error Rule'] }],
    ['a Deny under a condition does not', ruled(toJobs, statements(SENDS, { ...SENDS, Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })), {}],
    ['nor one for another service', ruled(toJobs, statements(SENDS, { ...SENDS, Effect: 'Deny', Principal: { Service: 'sns.amazonaws.com' } })), {}],
    ['nor one of another action', ruled(toJobs, statements(SENDS, { ...SENDS, Effect: 'Deny', Action: 'sqs:ReceiveMessage' })), {}],
    ['a Deny for somebody given at deployment cannot be told', given(ruled(toJobs, statements(SENDS, { ...SENDS, Effect: 'Deny', Principal: { Ref: 'Which' } }))), { unknown: ['Rule'] }],
    ['a Deny of all but some actions cannot be told', ruled(toJobs, statements(SENDS, { Effect: 'Deny', Principal: '*', NotAction: 'sqs:SendMessage', Resource: '*' })), { unknown: ['Rule'] }],
    ['a Deny for somebody given at deployment takes nothing where nothing is allowed', given(ruled(toJobs, statements({ ...SENDS, Effect: 'Deny', Principal: { Ref: 'Which' } }))), { finds: ['error Rule'] }],
    ['everything but some actions cannot be told', ruled(toJobs, statements({ ...SENDS, Action: undefined, NotAction: 'sqs:DeleteQueue' })), { unknown: ['Rule'] }],
    ['everybody but some cannot be told', ruled(toJobs, statements({ ...SENDS, Principal: undefined, NotPrincipal: { AWS: '222222222222' } })), { unknown: ['Rule'] }],
    ['an action given at deployment cannot be told', given(ruled(toJobs, statements({ ...SENDS, Action: ['sqs:GetQueueUrl', { Ref: 'Which' }] }))), { unknown: ['Rule'] }],
    ['a principal given at deployment cannot be told', given(ruled(toJobs, statements({ ...SENDS, Principal: { Ref: 'Which' } }))), { unknown: ['Rule'] }],
    ['a service given at deployment cannot be told', given(ruled(toJobs, statements({ ...SENDS, Principal: { Service: { Ref: 'Which' } } }))), { unknown: ['Rule'] }],
    ['an effect given at deployment cannot be told', given(ruled(toJobs, statements({ ...SENDS, Effect: { Ref: 'Which' } }))), { unknown: ['Rule'] }],
    ['a condition given at deployment cannot be told', given(ruled(toJobs, statements({ ...SENDS, Condition: { Ref: 'Which' } }))), { unknown: ['Rule'] }],
    ['a statement that a condition chooses cannot be told', { ...ruled(toJobs, statements({ 'Fn::If': ['IsProd', SENDS, { ...SENDS, Principal: { Service: 'sns.amazonaws.com' } }] })), ...staged }, { unknown: ['Rule'] }],
    ['for this rule and another', plus(ruled(toJobs, queuePolicy(from([arn('Other'), arn('Rule')]))), { Other: { Type: 'AWS::Events::Rule', Properties: {} } }), {}],
    ['a policy under a condition of its own cannot be told', { ...ruled(toJobs, { Policy: { ...queuePolicy({}).Policy, Condition: 'IsProd' } }), ...staged }, { unknown: ['Rule'] }],
    ['a policy of another queue', plus(ruled(toJobs, queuePolicy({}, 'Other')), { Other: { Type: 'AWS::SQS::Queue' } }), { finds: ['error Rule'] }],
    ['a policy on a queue that cannot be told', { ...ruled(toJobs, { Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Url' }] } } }), Parameters: { Url: { Type: 'String' } } },
      { unknown: ['Rule'] }],
    ['a queue outside', ruled({ Arn: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }), { unknown: ['Rule'] }],
    ['a dead-letter queue needs one too', ruled(withDlq, permission({})), { finds: ['error Rule'], says: ['delivers what it could not deliver to Jobs'] }],
    ['and has it', ruled(withDlq, { ...permission({}), ...queuePolicy({}) }), {}],
    ['a subscribed queue', plus(base, { Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: arn('Jobs') } } }),
      { finds: ['error Sub'] }],
    ['a subscribed queue with a policy', plus(base, {
      Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: arn('Jobs') } },
      ...queuePolicy({ Principal: { Service: 'sns.amazonaws.com' }, ...from({ Ref: 'Topic' }) }),
    }), {}],
    ['a subscribed queue that lets another service in', plus(base, {
      Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'sqs', Endpoint: arn('Jobs') } }, ...queuePolicy({}),
    }), { finds: ['error Sub'] }],
    ['a bucket that notifies a queue that lets another service in', plus(base, {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arn('Jobs') }] } } }, ...queuePolicy({}),
    }), { finds: ['error Bucket'] }],
    ['a role beside a queue cannot be told', ruled({ ...toJobs, RoleArn: 'arn:aws:iam::111111111111:role/r' }), { unknown: ['Rule'] }],
    ['an alarm\'s topic is another rule\'s', plus(base, { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'Topic' }] } }, ...topicPolicy({}) }), {}],
    ['a policy on this queue and one that cannot be told', {
      ...ruled(toJobs, {
        Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Topic' }, { Ref: 'Url' }] } },
      }),
      Parameters: { Url: { Type: 'String' } },
    }, { unknown: ['Rule'] }],
    ['a policy on a topic that cannot be told', { ...ruled({ Arn: { Ref: 'Topic' } }, { Policy: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: 'Arn' }] } } }), Parameters: { Arn: { Type: 'String' } } },
      { unknown: ['Rule'] }],
    ['a bucket that notifies a queue', plus(base, {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arn('Jobs') }] } } },
    }), { finds: ['error Bucket'] }],
    ['a rule to a topic without a policy', ruled({ Arn: { Ref: 'Topic' } }), { finds: ['error Rule'], mends: ['Allow sns:Publish for events.amazonaws.com in an AWS::SNS::TopicPolicy of Topic'] }],
    ['a rule to a topic with one', ruled({ Arn: { Ref: 'Topic' } }, topicPolicy({})), {}],
    ['a topic\'s default policy, written out, cannot be told',
      ruled({ Arn: { Ref: 'Topic' } }, topicPolicy({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'AWS:SourceOwner': '111111111111' } } })), { unknown: ['Rule'] }],
    ['a redrive policy needs no permission', template({
      Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: arn('Parked'), maxReceiveCount: 5 } }], Parked: ['AWS::SQS::Queue'],
    }), {}],
  ]);
});

describe('a schedule\'s role', () => {
  const scheduled = (statement: object | undefined, target = {}) => plus(base, {
    Daily: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: arn('Worker'), RoleArn: arn('Caller'), ...target } } },
    Caller: { Type: 'AWS::IAM::Role', Properties: { Policies: statement ? [{ PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } }] : [] } },
  });
  const invoke = { Action: 'lambda:InvokeFunction', Resource: arn('Worker') };

  describeRule(rule, [
    ['may invoke', scheduled(invoke), {}],
    ['may not', scheduled(undefined), { finds: ['error Daily'] }],
    ['may do something else', scheduled({ ...invoke, Action: 'lambda:GetFunction' }), { finds: ['error Daily'] }],
    ['anything', scheduled({ ...invoke, Resource: '*' }), {}],
    ['may invoke another function', plus(scheduled({ ...invoke, Resource: arn('Other') }), { Other: lambdaFunction() }), { finds: ['error Daily'], mends: ['Allow lambda:InvokeFunction on Worker in the role Caller'] }],
    ['may invoke what is given at deployment', { ...scheduled({ ...invoke, Resource: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Daily'] }],
    ['a function elsewhere cannot be told', scheduled(undefined, { Arn: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }), { unknown: ['Daily'] }],
    ['any qualifier', scheduled({ ...invoke, Resource: { 'Fn::Sub': '${Worker.Arn}:*' } }, { Arn: { Ref: 'Live' } }), {}],
    ['a dead-letter queue is written with the role', scheduled(invoke, { DeadLetterConfig: { Arn: arn('Jobs') } }), { finds: ['error Daily'] }],
    ['a role outside cannot be told', scheduled(invoke, { RoleArn: 'arn:aws:iam::111111111111:role/r' }), { unknown: ['Daily'] }],
    ['another service is not judged', scheduled(undefined, { Arn: 'arn:aws:scheduler:::aws-sdk:ecs:runTask' }), {}],
  ]);
});

describe('a pipe\'s role', () => {
  const piped = (action: string, pipe: object) => plus(base, {
    Pipe: { Type: 'AWS::Pipes::Pipe', Properties: { Source: arn('Jobs'), Target: arn('Worker'), RoleArn: arn('Carrier'), ...pipe } },
    Carrier: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: action, Resource: arn('Worker') }] } }] } },
  });
  describeRule(rule, [
    ['may invoke its target', piped('lambda:InvokeFunction', {}), {}],
    ['may not', piped('lambda:GetFunction', {}), { finds: ['error Pipe'] }],
    ['may not invoke what enriches', piped('sqs:SendMessage', { Enrichment: arn('Worker'), Target: 'arn:aws:states:eu-west-1:111111111111:stateMachine:s' }), { finds: ['error Pipe'] }],
    ['a topic as the target', piped('lambda:InvokeFunction', { Target: { Ref: 'Topic' } }), { finds: ['error Pipe'] }],
    ['a role outside cannot be told', piped('lambda:InvokeFunction', { RoleArn: 'arn:aws:iam::111111111111:role/r' }), { unknown: ['Pipe'] }],
  ]);
});
