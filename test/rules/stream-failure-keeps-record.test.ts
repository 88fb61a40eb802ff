import { describeRule, plus, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { streamFailureKeepsRecord } from '../../src/rules/stream-failure-keeps-record';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const mapped = (source: unknown, to: unknown, more = {}) => plus(template({
  Clicks: ['AWS::Kinesis::Stream'],
  Table: ['AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }],
  Queue: ['AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 }],
  Topic: ['AWS::SNS::Topic'],
  Bucket: ['AWS::S3::Bucket'],
  Worker: lambdaFunction(),
  Mapping: ['AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Worker' }, EventSourceArn: source, DestinationConfig: { OnFailure: { Destination: to } } }],
}), more);
const hours = (RetentionPeriodHours: unknown) => ({ Clicks: { Type: 'AWS::Kinesis::Stream', Properties: { RetentionPeriodHours } } });
const table = { 'Fn::GetAtt': ['Table', 'StreamArn'] };

describeRule(streamFailureKeepsRecord, [
  ['a table to a queue', mapped(table, arn('Queue')), { finds: ['warning Mapping'], says: ['Queue receives only a pointer'] }],
  ['a table to a bucket', mapped(table, arn('Bucket')), {}],
  ['a table whose changes also go to Kinesis', mapped(table, arn('Queue'), {
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: {}, KinesisStreamSpecification: { StreamArn: arn('Clicks') } } },
  }), {}],
  ['a stream to a topic', mapped(arn('Clicks'), { Ref: 'Topic' }), { finds: ['warning Mapping'] }],
  ['a stream that keeps longer, to a topic', mapped(arn('Clicks'), { Ref: 'Topic' }, hours(168)), {}],
  ['a stream that keeps half as long as the queue', mapped(arn('Clicks'), arn('Queue'), hours(168)), { finds: ['warning Mapping'] }],
  ['a stream that keeps as long as the queue', mapped(arn('Clicks'), arn('Queue'), hours(336)), {}],
  ['a stream that Firehose keeps', mapped(arn('Clicks'), arn('Queue'), {
    Archive: { Type: 'AWS::KinesisFirehose::DeliveryStream', Properties: { KinesisStreamSourceConfiguration: { KinesisStreamARN: arn('Clicks') } } },
  }), {}],
  ['a consumer of a stream', mapped({ Ref: 'Consumer' }, arn('Queue'), { Consumer: { Type: 'AWS::Kinesis::StreamConsumer', Properties: { StreamARN: arn('Clicks') } } }), { finds: ['warning Mapping'] }],
  ['a stream outside cannot be told', mapped('arn:aws:kinesis:eu-west-1:111111111111:stream/s', arn('Queue')), { unknown: ['Mapping'] }],
  ['retention given at deployment cannot be told', { ...mapped(arn('Clicks'), arn('Queue'), hours({ Ref: 'H' })), Parameters: { H: { Type: 'Number' } } }, { unknown: ['Mapping'] }],
  ['a queue outside, and records of a day', mapped(arn('Clicks'), 'arn:aws:sqs:eu-west-1:111111111111:q'), { finds: ['warning Mapping'] }],
  ['a queue outside, and records of a week', mapped(arn('Clicks'), 'arn:aws:sqs:eu-west-1:111111111111:q', hours(168)), { unknown: ['Mapping'] }],
  ['a stream that keeps an hour more than a day, to a topic', mapped(arn('Clicks'), { Ref: 'Topic' }, hours(25)), {}],
  ['no destination is another rule\'s', mapped(arn('Clicks'), undefined), {}],
]);
