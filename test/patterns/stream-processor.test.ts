import { Stack, aws_dynamodb as dynamodb, aws_kinesis as kinesis, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { patterns, SteadfastFunction } from '../../src';
import { snapshotSerializer } from '../../src/testing/snapshot-serializer';
import { Simulation } from '../support/simulation';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

expect.addSnapshotSerializer(snapshotSerializer);

let stack: Stack;
let aggregate: SteadfastFunction;
beforeEach(() => {
  stack = stackWith();
  aggregate = steadfastFunction(stack, 'Aggregate');
});

test('its smallest use', () => {
  new patterns.StreamProcessor(stack, 'Totals', { aggregate });
  expect(stack).toMatchSnapshot();
});

test('aggregation writes totals in transactions and reads the stream; nothing more', async () => {
  const { totals, stream } = new patterns.StreamProcessor(stack, 'Totals', { aggregate });
  const role = new Simulation(aggregate);
  expect(await role.allows('dynamodb:PutItem', totals.tableArn)).toBe(true);
  expect(await role.allows('dynamodb:UpdateItem', totals.tableArn)).toBe(true);
  expect(await role.allows('kinesis:GetRecords', stream!.streamArn)).toBe(true);
  expect(await role.allows('kinesis:PutRecord', stream!.streamArn)).toBe(false);
  expect(await role.allows('dynamodb:DeleteItem', totals.tableArn)).toBe(false);
  expect(await role.allows('dynamodb:Scan', totals.tableArn)).toBe(false);
});

test('what is remembered of an event expires, and the totals do not', () => {
  new patterns.StreamProcessor(stack, 'Totals', { aggregate });
  Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::Table', { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } });
});

test('poison is found by halving, tried a finite number of times, and parked whole', () => {
  new patterns.StreamProcessor(stack, 'Totals', { aggregate });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['SteadfastFailedRecords1D954F8F', 'Arn'] } } },
  });
});

test('the changes of a table are a source, read as is asked', () => {
  const table = new dynamodb.Table(stack, 'Orders', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
  });
  const source = patterns.StreamSource.table(table, { tumblingWindow: Duration.minutes(1) });
  const { stream } = new patterns.StreamProcessor(stack, 'Totals', { aggregate, source });
  expect(stream).toBeUndefined();
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', { TumblingWindowInSeconds: 60 });
});

test('a stream and a table that are given are used', () => {
  const stream = new kinesis.Stream(stack, 'Clicks');
  const table = new dynamodb.Table(stack, 'Mine', { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING } });
  const processor = new patterns.StreamProcessor(stack, 'Totals', { aggregate, source: patterns.StreamSource.kinesis(stream), totals: table });
  expect([processor.stream, processor.totals]).toEqual([stream, table]);
  Template.fromStack(stack).resourceCountIs('AWS::Kinesis::Stream', 1);
});

test('it works with a function that is not ours', () => {
  new patterns.StreamProcessor(stack, 'Totals', { aggregate: plainFunction(stack) });
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
});
