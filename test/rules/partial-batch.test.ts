import { describeRule, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { partialBatch } from '../../src/rules/partial-batch';

const batches = (mapping = {}) => template({ Jobs: ['AWS::SQS::Queue'], Worker: lambdaFunction(), Mapping: queueMapping(mapping) });
const from = (EventSourceArn: string, more = {}) => batches({ EventSourceArn, ...more });
const KAFKA = 'arn:aws:kafka:eu-west-1:111111111111:cluster/c/1';
const reporting = { FunctionResponseTypes: ['ReportBatchItemFailures'] };

describeRule(partialBatch, [
  ['a queue\'s default batch holds 10', batches(), { finds: ['warning Mapping'] }],
  ['a batch of one fails alone', batches({ BatchSize: 1 }), {}],
  ['Kinesis', from('arn:aws:kinesis:eu-west-1:111111111111:stream/s'), { finds: ['warning Mapping'] }],
  ['Kinesis that reports', from('arn:aws:kinesis:eu-west-1:111111111111:stream/s', reporting), {}],
  ['DynamoDB', from('arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/2026'), { finds: ['warning Mapping'] }],
  ['Kafka on demand cannot', from(KAFKA), {}],
  ['Kafka in provisioned mode can', from(KAFKA, { ProvisionedPollerConfig: { MinimumPollers: 1 } }), { finds: ['warning Mapping'] }],
  ['Amazon MQ cannot', from('arn:aws:mq:eu-west-1:111111111111:broker:b:1', { Queues: ['q'] }), {}],
  ['DocumentDB cannot', from('arn:aws:rds:eu-west-1:111111111111:cluster:c', { DocumentDBEventSourceConfig: { DatabaseName: 'd' } }), {}],
  ['a source that cannot be told', { ...batches({ EventSourceArn: { Ref: 'S' } }), Parameters: { S: { Type: 'String' } } }, {}],
  ['one that cannot be told, but is a queue or Kafka in provisioned mode', { ...batches({ EventSourceArn: { Ref: 'S' }, ProvisionedPollerConfig: { MinimumPollers: 1 }, BatchSize: 100 }), Parameters: { S: { Type: 'String' } } }, { finds: ['warning Mapping'] }],
  ['an empty list reports nothing', batches({ FunctionResponseTypes: [] }), { finds: ['warning Mapping'] }],
  ['a response type given at deployment cannot be told',
    { ...batches({ FunctionResponseTypes: [{ Ref: 'T' }] }), Parameters: { T: { Type: 'String' } } }, { unknown: ['Mapping'] }],
  ['a batch size given at deployment cannot be told', { ...batches({ BatchSize: { Ref: 'B' } }), Parameters: { B: { Type: 'Number' } } }, { unknown: ['Mapping'] }],
]);
