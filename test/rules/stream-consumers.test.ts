import { describeRule, plus, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { streamConsumers } from '../../src/rules/stream-consumers';

const stream = { 'Fn::GetAtt': ['Orders', 'StreamArn'] };
const mapping = (more = {}) => ({ Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: stream, ...more } });
const two = (more = {}, table: object = { Type: 'AWS::DynamoDB::Table' }) => plus(
  template({ Worker: lambdaFunction(), Orders: table as Record<string, unknown>, A: mapping(), B: mapping() }), more,
);
const global = (...regions: unknown[]) => ({ Type: 'AWS::DynamoDB::GlobalTable', Properties: { Replicas: regions } });

describeRule(streamConsumers, [
  ['two', two(), {}],
  ['three', two({ C: mapping() }), { finds: ['warning Orders'] }],
  ['one of three is off', two({ C: mapping({ Enabled: false }) }), {}],
  ['one of three reads another table', two({ C: mapping({ EventSourceArn: { 'Fn::GetAtt': ['Other', 'StreamArn'] } }), Other: { Type: 'AWS::DynamoDB::Table' } }), {}],
  ['a pipe is a reader', two({ C: { Type: 'AWS::Pipes::Pipe', Properties: { Source: stream } } }), { finds: ['warning Orders'] }],
  ['a pipe that is stopped', two({ C: { Type: 'AWS::Pipes::Pipe', Properties: { Source: stream, DesiredState: 'STOPPED' } } }), {}],
  ['a table outside', plus(template({ Worker: lambdaFunction() }), Object.fromEntries(['A', 'B', 'C'].map(id =>
    [id, mapping({ EventSourceArn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/2026' })]))), { finds: ['warning A'] }],
  ['a table in one region', two({}, global({ Region: 'eu-west-1' })), {}],
  ['a table in two regions', two({}, global({ Region: 'eu-west-1' }, { Region: 'us-east-1' })), { finds: ['warning Orders'] }],
  ['regions given at deployment', { ...two({}, global({ Ref: 'R' })), Parameters: { R: { Type: 'String' } } }, { unknown: ['Orders'] }],
  ['three readers of a Kinesis stream', plus(template({ Worker: lambdaFunction() }), Object.fromEntries(['A', 'B', 'C'].map(id =>
    [id, mapping({ EventSourceArn: 'arn:aws:kinesis:eu-west-1:111111111111:stream/s' })]))), {}],
]);
