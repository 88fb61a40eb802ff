import { describeRule, findingsOf, plus, template } from './support';
import { dlqAlarm } from '../../src/rules/dlq-alarm';
import { lambdaFunction } from '../../src/rules/example-parts';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const base = template({
  Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: arn('Parked'), maxReceiveCount: 5 } }],
  Parked: ['AWS::SQS::Queue'],
  People: ['AWS::SNS::Topic'],
  Worker: lambdaFunction(),
});
const alarm = (properties = {}, dimension: object = { Name: 'QueueName', Value: { 'Fn::GetAtt': ['Parked', 'QueueName'] } }) => ({
  Alarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Dimensions: [dimension], AlarmActions: [{ Ref: 'People' }], ...properties,
    },
  },
});
const toBucket = (more = {}, bucket = {}) => plus(base, {
  Jobs: { Type: 'AWS::SQS::Queue' },
  Failed: { Type: 'AWS::S3::Bucket', Properties: bucket },
  Async: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: { FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', DestinationConfig: { OnFailure: { Destination: arn('Failed') } } },
  },
  ...more,
});
const parkedBy = (resources: object) => plus(template({ Parked: ['AWS::SQS::Queue'], Worker: lambdaFunction() }), resources as Record<string, unknown>);

describeRule(dlqAlarm, [
  ['no alarm', base, { finds: ['warning Parked'] }],
  ['an alarm', plus(base, alarm()), {}],
  ['the age of the oldest message tells it too', plus(base, alarm({ MetricName: 'ApproximateAgeOfOldestMessage' })), {}],
  ['messages sent do not', plus(base, alarm({ MetricName: 'NumberOfMessagesSent' })), { finds: ['warning Parked'] }],
  ['an alarm without an action', plus(base, alarm({ AlarmActions: [] })), { finds: ['warning Parked'], mends: ['Give Alarm an alarm action'] }],
  ['an alarm whose actions are off', plus(base, alarm({ ActionsEnabled: false })), { finds: ['warning Parked'] }],
  ['an alarm that a composite speaks for', plus(base, {
    ...alarm({ AlarmActions: [] }),
    All: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: { 'Fn::Sub': 'ALARM("${Alarm}")' }, AlarmActions: [{ Ref: 'People' }] } },
  }), {}],
  ['an alarm on a table', plus(base, alarm({ Namespace: 'AWS/DynamoDB' }, { Name: 'TableName', Value: 'orders' })), { finds: ['warning Parked'] }],
  ['an alarm on a function given at deployment', { ...plus(base, alarm({ Namespace: 'AWS/Lambda', MetricName: 'Errors' }, { Name: 'FunctionName', Value: { Ref: 'P' } })), Parameters: { P: { Type: 'String' } } }, { finds: ['warning Parked'] }],
  ['an alarm on a queue outside', plus(base, alarm({}, { Name: 'QueueName', Value: 'other' })), { finds: ['warning Parked'] }],
  ['a metric given at deployment may be the right one', { ...plus(base, alarm({ MetricName: { Ref: 'P' } })), Parameters: { P: { Type: 'String' } } }, {}],
  ['an alarm on the source', plus(base, alarm({}, { Name: 'QueueName', Value: { 'Fn::GetAtt': ['Jobs', 'QueueName'] } })), { finds: ['warning Parked'] }],
  ['metric math counts', plus(base, alarm({
    MetricName: undefined,
    Metrics: [
      { Id: 'a', MetricStat: { Metric: { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Parked', 'QueueName'] } }] } } },
    ],
  })), {}],
  ['a queue by its name', plus(base, { Parked: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'parked' } }, ...alarm({}, { Name: 'QueueName', Value: 'parked' }) }), {}],
  ['whether actions are enabled is given at deployment', { ...plus(base, alarm({ ActionsEnabled: { Ref: 'Loud' } })), Parameters: { Loud: { Type: 'String' } } }, { unknown: ['Parked'] }],
  ['an alarm on a queue that cannot be told', { ...plus(base, alarm({}, { Name: 'QueueName', Value: { Ref: 'Q' } })), Parameters: { Q: { Type: 'String' } } }, { unknown: ['Parked'] }],
  ['a function that works off what is parked', plus(base, {
    Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: arn('Parked') } },
  }), {}],
  ['a dead-letter queue outside cannot be told', template({
    Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111111111111:parked', maxReceiveCount: 5 } }],
  }), { unknown: ['Jobs'] }],
  ['a function\'s own', parkedBy({ Worker: lambdaFunction({ DeadLetterConfig: { TargetArn: arn('Parked') } }) }), { finds: ['warning Parked'] }],
  ['a rule\'s', parkedBy({ R: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'T', Arn: arn('Worker'), DeadLetterConfig: { Arn: arn('Parked') } }] } } }), { finds: ['warning Parked'] }],
  ['a schedule\'s', parkedBy({ S: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: arn('Worker'), DeadLetterConfig: { Arn: arn('Parked') } } } } }), { finds: ['warning Parked'] }],
  ['a subscription\'s', parkedBy({
    S: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: 'arn:aws:sns:eu-west-1:111111111111:t', Protocol: 'lambda', Endpoint: arn('Worker'), RedrivePolicy: { deadLetterTargetArn: arn('Parked') } } },
  }), { finds: ['warning Parked'] }],
  ['a stream\'s', parkedBy({
    M: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Worker' }, DestinationConfig: { OnFailure: { Destination: arn('Parked') } } } },
  }), { finds: ['warning Parked'] }],
  ['a queue that parks nothing', template({ Jobs: ['AWS::SQS::Queue'] }), {}],
  ['a topic tells people itself', parkedBy({ Worker: lambdaFunction({ DeadLetterConfig: { TargetArn: { Ref: 'T' } } }), T: { Type: 'AWS::SNS::Topic' } }), {}],
  ['a bucket', toBucket(), { finds: ['warning Failed'], mends: ['Errors of Worker'] }],
  ['a bucket, and an alarm on the function\'s errors', toBucket(alarm({ Namespace: 'AWS/Lambda', MetricName: 'Errors' }, { Name: 'FunctionName', Value: { Ref: 'Worker' } })), {}],
  ['a bucket, and an alarm on its duration', toBucket(alarm({ Namespace: 'AWS/Lambda', MetricName: 'Duration' }, { Name: 'FunctionName', Value: { Ref: 'Worker' } })), { finds: ['warning Failed'] }],
  ['a bucket, and an alarm on a metric given at deployment', { ...toBucket(alarm({ Namespace: 'AWS/Lambda', MetricName: { Ref: 'P' } }, { Name: 'FunctionName', Value: { Ref: 'Worker' } })), Parameters: { P: { Type: 'String' } } }, {}],
  ['a bucket, and an alarm switched on at deployment', { ...toBucket(alarm({ Namespace: 'AWS/Lambda', MetricName: 'Errors', ActionsEnabled: { Ref: 'P' } }, { Name: 'FunctionName', Value: { Ref: 'Worker' } })), Parameters: { P: { Type: 'String' } } },
    { unknown: ['Failed'] }],
  ['a bucket, and an alarm that tells nobody', toBucket(alarm({ Namespace: 'AWS/Lambda', MetricName: 'Errors', AlarmActions: [] }, { Name: 'FunctionName', Value: { Ref: 'Worker' } })), { finds: ['warning Failed'] }],
  ['a bucket that sends its events on', toBucket({}, { NotificationConfiguration: { EventBridgeConfiguration: {} } }), {}],
]);

test('a wrong metric is named', () => {
  expect(findingsOf(dlqAlarm, plus(base, alarm({ MetricName: 'NumberOfMessagesSent' })))[0].message).toContain('reads NumberOfMessagesSent, which does not show');
});
