import { describeRule, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { iteratorAgeAlarm } from '../../src/rules/iterator-age-alarm';

const metric = (namespace: string, name: string, dimension: string, resource: string) =>
  ({ Namespace: namespace, MetricName: name, Dimensions: [{ Name: dimension, Value: { Ref: resource } }] });
const AGE = metric('AWS/Lambda', 'IteratorAge', 'FunctionName', 'Worker');
const NOTIFY = { AlarmActions: ['arn:aws:sns:eu-west-1:111111111111:on-call'] };
const reads = (source: unknown, alarm: object, mapping: object = {}) => template({
  Worker: lambdaFunction(),
  Stream: ['AWS::Kinesis::Stream', { ShardCount: 1 }],
  Table: ['AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }],
  Jobs: ['AWS::SQS::Queue'],
  Mapping: ['AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Worker' }, EventSourceArn: source, StartingPosition: 'TRIM_HORIZON', ...mapping }],
  Alarm: ['AWS::CloudWatch::Alarm', { ...NOTIFY, ...alarm }],
});
const stream = { 'Fn::GetAtt': ['Stream', 'Arn'] };
const table = { 'Fn::GetAtt': ['Table', 'StreamArn'] };

describeRule(iteratorAgeAlarm, [
  ['a table\'s stream with an alarm', reads(table, AGE), {}],
  ['a table\'s stream with an alarm on something else', reads(table, metric('AWS/Lambda', 'Errors', 'FunctionName', 'Worker')), { finds: ['warning Worker'] }],
  ['the age that the stream itself reports', reads(stream, metric('AWS/Kinesis', 'GetRecords.IteratorAgeMilliseconds', 'StreamName', 'Stream')), {}],
  ['an alarm that tells nobody', reads(stream, { ...AGE, AlarmActions: [] }), { finds: ['warning Worker'], says: ['reads Stream, and its alarm Alarm'], mends: ['Give Alarm an action'] }],
  ['actions switched by a parameter', { ...reads(stream, { ...AGE, ActionsEnabled: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Worker'] }],
  ['a function elsewhere', reads(stream, {}, { FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }), {}],
  ['a queue has no iterator', reads({ 'Fn::GetAtt': ['Jobs', 'Arn'] }, {}), {}],
  ['a mapping that is switched off', reads(stream, {}, { Enabled: false }), {}],
  ['a stream elsewhere', reads('arn:aws:kinesis:eu-west-1:111111111111:stream/s', {}), { finds: ['warning Worker'] }],
  ['a source given at deployment', { ...reads({ Ref: 'P' }, {}), Parameters: { P: { Type: 'String' } } }, {}],
  ['the wrong type', reads(stream, { MetricName: { a: 1 }, Namespace: 'AWS/Lambda' }), { finds: ['warning Worker'] }],
]);
