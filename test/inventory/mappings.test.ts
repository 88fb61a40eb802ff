import { leads, told } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { inventoryOf, template } from '../rules/support';

const mappingOf = (properties: object) => inventoryOf(template({
  Worker: lambdaFunction(),
  Jobs: ['AWS::SQS::Queue'],
  Events: ['AWS::Kinesis::Stream'],
  Orders: ['AWS::DynamoDB::Table'],
  Broker: ['AWS::AmazonMQ::Broker'],
  Dead: ['AWS::SQS::Queue'],
  Mapping: ['AWS::Lambda::EventSourceMapping', { FunctionName: { Ref: 'Worker' }, ...properties }],
})).mappings.all[0];
const arn = (id: string, attribute = 'Arn') => ({ EventSourceArn: { 'Fn::GetAtt': [id, attribute] } });
const elsewhere = { EventSourceArn: { 'Fn::ImportValue': 'elsewhere' } };

test.each<[string, object, string, string]>([
  ['a queue', arn('Jobs'), 'sqs', 'known 10'],
  ['a stream', arn('Events'), 'kinesis', 'known 100'],
  ['a table', arn('Orders', 'StreamArn'), 'dynamodb', 'known 100'],
  ['a broker', arn('Broker'), 'mq', 'known 100'],
  ['a cluster by its ARN', { EventSourceArn: 'arn:aws:kafka:eu-west-1:1:cluster/c/1' }, 'kafka', 'known 100'],
  ['a document database', { EventSourceArn: 'arn:aws:rds:eu-west-1:1:cluster:c' }, 'documentdb', 'known 100'],
  ['brokers of its own', { SelfManagedEventSource: {} }, 'kafka', 'known 100'],
  ['a cluster elsewhere', { ...elsewhere, AmazonManagedKafkaEventSourceConfig: {} }, 'kafka', 'known 100'],
  ['brokers elsewhere', { ...elsewhere, SelfManagedKafkaEventSourceConfig: {} }, 'kafka', 'known 100'],
  ['a document database elsewhere', { ...elsewhere, DocumentDBEventSourceConfig: {} }, 'documentdb', 'known 100'],
  ['a queue elsewhere that tells its concurrency', { ...elsewhere, ScalingConfig: { MaximumConcurrency: 5 } }, 'sqs', 'known 10'],
  ['a broker elsewhere', { ...elsewhere, Queues: ['q'] }, 'mq', 'known 100'],
  ['what nobody can tell', elsewhere, 'unknown', 'absent'],
])('a mapping on %s', (_title, properties, via, batchSize) => {
  const mapping = mappingOf(properties);
  expect([mapping.via, told(mapping.batchSize), mapping.target.function?.logicalId]).toEqual([via, batchSize, 'Worker']);
});

test('a mapping that says nothing has Lambda\'s defaults', () => {
  const mapping = mappingOf(arn('Events'));
  const { enabled, window, retries, maxAge, bisect, partialBatch, startingPosition, parallel } = mapping;
  const { maximumConcurrency, minimumPollers, maximumPollers, onFailure, filters } = mapping;
  const said = [enabled, window, retries, maxAge, bisect, partialBatch, startingPosition, parallel];
  expect([...said, maximumConcurrency, minimumPollers, maximumPollers].map(told)).toEqual([
    'known true', 'known 0', 'known -1', 'known -1', 'known false', 'known false', 'absent', 'known 1', 'absent', 'absent', 'absent',
  ]);
  expect([leads(onFailure), filters]).toEqual(['absent ?', []]);
});

test('what it says is read', () => {
  const mapping = mappingOf({
    ...arn('Events'),
    Enabled: false,
    BatchSize: 5,
    MaximumBatchingWindowInSeconds: 2,
    MaximumRetryAttempts: 3,
    MaximumRecordAgeInSeconds: 60,
    BisectBatchOnFunctionError: true,
    StartingPosition: 'TRIM_HORIZON',
    ParallelizationFactor: 4,
    ScalingConfig: { MaximumConcurrency: 6 },
    ProvisionedPollerConfig: { MinimumPollers: 7, MaximumPollers: 8 },
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
    FilterCriteria: { Filters: [{ Pattern: '{}' }] },
  });
  const { enabled, batchSize, window, retries, maxAge, bisect, startingPosition, parallel } = mapping;
  const { maximumConcurrency, minimumPollers, maximumPollers } = mapping;
  const said = [enabled, batchSize, window, retries, maxAge, bisect, startingPosition, parallel, maximumConcurrency, minimumPollers, maximumPollers];
  expect(said.map(value => value.known))
    .toEqual([false, 5, 2, 3, 60, true, 'TRIM_HORIZON', 4, 6, 7, 8]);
  expect([leads(mapping.onFailure), mapping.filters.map(filter => filter.text('Pattern').known)]).toEqual(['here Dead', ['{}']]);
});

test.each<[string, unknown, string]>([
  ['is said', ['ReportBatchItemFailures'], 'known true'],
  ['is said beside what is not told', [{ Ref: 'Asked' }, 'ReportBatchItemFailures'], 'known true'],
  ['is not told', [{ Ref: 'Asked' }], 'unknown ${Asked}'],
  ['is not told beside another', ['Other', { Ref: 'Asked' }], 'unknown ${Asked}'],
  ['is another', ['Other'], 'known false'],
  ['is none', [], 'known false'],
])('whether batches are reported in part %s', (_title, FunctionResponseTypes, expected) => {
  expect(told(mappingOf({ ...arn('Jobs'), FunctionResponseTypes }).partialBatch)).toBe(expected);
});
