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
    [id, mapping({ EventSourceArn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/2026' })]))), { finds: ['warning A'], says: ['table/t/stream/2026 is read by 3: A, B, C'] }],
  ['a table in one region', two({}, global({ Region: 'eu-west-1' })), {}],
  ['a table in two regions', two({}, global({ Region: 'eu-west-1' }, { Region: 'us-east-1' })), { finds: ['warning Orders'] }],
  ['one reader, and regions given at deployment', { ...template({ Worker: lambdaFunction(), Orders: global({ Ref: 'R' }), A: mapping() }), Parameters: { R: { Type: 'String' } } }, {}],
  ['two tables outside with two readers each', plus(template({ Worker: lambdaFunction() }), Object.fromEntries(['A', 'B', 'C', 'D'].map((id, index) =>
    [id, mapping({ EventSourceArn: `arn:aws:dynamodb:eu-west-1:111111111111:table/t${index % 2}/stream/2026` })]))), {}],
  ['a table given at deployment is not counted', {
    ...plus(template({ Worker: lambdaFunction() }), Object.fromEntries(['A', 'B', 'C'].map(id =>
      [id, mapping({ EventSourceArn: { 'Fn::Sub': 'arn:aws:dynamodb:eu-west-1:111111111111:table/${P}/stream/2026' } })]))),
    Parameters: { P: { Type: 'String' } },
  }, {}],
  ['nor is it for pipes', {
    ...template(Object.fromEntries(['A', 'B', 'C'].map(id =>
      [id, { Type: 'AWS::Pipes::Pipe', Properties: { Source: { 'Fn::Sub': 'arn:aws:dynamodb:eu-west-1:111111111111:table/${P}/stream/2026' } } }]))),
    Parameters: { P: { Type: 'String' } },
  }, {}],
  ['three pipes on a Kinesis stream', template(Object.fromEntries(['A', 'B', 'C'].map(id => [id, { Type: 'AWS::Pipes::Pipe', Properties: { Source: 'arn:aws:kinesis:eu-west-1:111111111111:stream/s' } }]))), {}],
  ['regions given at deployment', { ...two({}, global({ Ref: 'R' })), Parameters: { R: { Type: 'String' } } }, { unknown: ['Orders'] }],
  ['three readers of a Kinesis stream', plus(template({ Worker: lambdaFunction() }), Object.fromEntries(['A', 'B', 'C'].map(id =>
    [id, mapping({ EventSourceArn: 'arn:aws:kinesis:eu-west-1:111111111111:stream/s' })]))), {}],
]);
