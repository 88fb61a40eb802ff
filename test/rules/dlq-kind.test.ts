import { describeRule, plus, template } from './support';
import { dlqKind } from '../../src/rules/dlq-kind';
import { lambdaFunction } from '../../src/rules/example-parts';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const base = template({
  Plain: ['AWS::SQS::Queue'],
  Ordered: ['AWS::SQS::Queue', { FifoQueue: true }],
  OrderedTopic: ['AWS::SNS::Topic', { FifoTopic: true }],
  Topic: ['AWS::SNS::Topic'],
  Bucket: ['AWS::S3::Bucket'],
  Worker: lambdaFunction(),
});
const redrive = (target: unknown, source = {}) => plus(base, { Jobs: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: target }, ...source } } });
const async = (destination: unknown, which = 'OnFailure') => plus(base, {
  Async: { Type: 'AWS::Lambda::EventInvokeConfig', Properties: { FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', DestinationConfig: { [which]: { Destination: destination } } } },
});
const subscribed = (topic: string, deadLetter: string) => plus(base, {
  Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: topic }, Protocol: 'lambda', Endpoint: arn('Worker'), RedrivePolicy: { deadLetterTargetArn: arn(deadLetter) } } },
});
const mapped = (source: string) => plus(base, {
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: source, DestinationConfig: { OnFailure: { Destination: arn('Ordered') } } },
  },
});

describeRule(dlqKind, [
  ['standard with FIFO', redrive(arn('Ordered')), { finds: ['error Jobs'], says: ['is FIFO; it must be standard'], mends: ['Name a standard queue instead of Ordered'] }],
  ['FIFO with FIFO', redrive(arn('Ordered'), { FifoQueue: true }), {}],
  ['FIFO with standard', redrive(arn('Plain'), { FifoQueue: true }), { finds: ['error Jobs'], says: ['is standard; it must be FIFO'], mends: ['Make Plain a FIFO queue'] }],
  ['a queue outside shows its kind by its name', redrive('arn:aws:sqs:eu-west-1:111111111111:parked.fifo'), { finds: ['error Jobs'] }],
  ['and a standard one does', redrive('arn:aws:sqs:eu-west-1:111111111111:parked'), {}],
  ['an imported one cannot be told', redrive({ 'Fn::ImportValue': 'Parked' }), { unknown: ['Jobs'] }],
  ['a kind given at deployment cannot be told', { ...redrive(arn('Plain'), { FifoQueue: { Ref: 'F' } }), Parameters: { F: { Type: 'String' } } }, { unknown: ['Jobs'] }],
  ['a function\'s own dead-letter queue', plus(base, { Worker: lambdaFunction({ DeadLetterConfig: { TargetArn: arn('Ordered') } }) }), { finds: ['error Worker'], mends: ['Name a standard queue instead of Ordered'] }],
  ['an asynchronous destination', async(arn('Ordered')), { finds: ['error Async'] }],
  ['a destination for what succeeded', async(arn('Ordered'), 'OnSuccess'), { finds: ['error Async'] }],
  ['a FIFO topic', async({ Ref: 'OrderedTopic' }), { finds: ['error Async'] }],
  ['a standard topic', async({ Ref: 'Topic' }), {}],
  ['a bucket', async(arn('Bucket')), {}],
  ['a bus', async('arn:aws:events:eu-west-1:111111111111:event-bus/default'), {}],
  ['a rule', plus(base, { Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'T', Arn: arn('Worker'), DeadLetterConfig: { Arn: arn('Ordered') } }] } } }), { finds: ['error Rule'] }],
  ['a schedule', plus(base, { Daily: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: arn('Worker'), DeadLetterConfig: { Arn: arn('Ordered') } } } } }), { finds: ['error Daily'] }],
  ['a topic outside shows its kind by its name', async('arn:aws:sns:eu-west-1:111111111111:parked.fifo'), { finds: ['error Async'], says: ['arn:aws:sns:eu-west-1:111111111111:parked.fifo, which is FIFO'] }],
  ['a queue whose name is given at deployment cannot be told', { ...redrive({ 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${P}' }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Jobs'] }],
  ['a FIFO topic\'s subscription with a FIFO queue is not judged', subscribed('OrderedTopic', 'Ordered'), {}],
  ['nor is that of a topic outside', plus(base, {
    Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: 'arn:aws:sns:eu-west-1:111111111111:t', Protocol: 'lambda', Endpoint: arn('Worker'), RedrivePolicy: { deadLetterTargetArn: arn('Ordered') } } },
  }), {}],
  ['a standard topic\'s subscription', subscribed('Topic', 'Ordered'), { finds: ['error Sub'] }],
  ['a FIFO topic\'s subscription is not judged', subscribed('OrderedTopic', 'Plain'), {}],
  ['a table\'s stream', mapped('arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/2026'), { finds: ['error Mapping'] }],
  ['a Kinesis stream is not documented', mapped('arn:aws:kinesis:eu-west-1:111111111111:stream/s'), {}],
]);
