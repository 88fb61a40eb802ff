import { describeRule, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { streamFailureDestination } from '../../src/rules/stream-failure-destination';

const failed = { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } } };
const good = { ...failed, MaximumRetryAttempts: 3, BisectBatchOnFunctionError: true };
const mapped = (properties: object, source = 'arn:aws:kinesis:eu-west-1:111111111111:stream/s') => ({
  ...template({ Failed: ['AWS::SQS::Queue'], Worker: lambdaFunction(), Mapping: queueMapping({ EventSourceArn: source, ...properties }) }),
  Parameters: { Given: { Type: 'Number' }, Stage: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
});
const KAFKA = 'arn:aws:kafka:eu-west-1:111111111111:cluster/c/1';

describeRule(streamFailureDestination, [
  ['all of it', mapped(good), {}],
  ['DynamoDB too', mapped({}, 'arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/2026'), { finds: ['error Mapping'] }],
  ['no destination', mapped({ ...good, DestinationConfig: undefined }), { finds: ['error Mapping'] }],
  ['an empty configuration is none', mapped({ ...good, DestinationConfig: {} }), { finds: ['error Mapping'] }],
  ['a destination that a parameter names', mapped({ ...good, DestinationConfig: { OnFailure: { Destination: { Ref: 'Stage' } } } }), {}],
  ['a destination that a condition may leave out', mapped({ ...good, DestinationConfig: { 'Fn::If': ['IsProd', failed.DestinationConfig, { Ref: 'AWS::NoValue' }] } }),
    { unknown: ['Mapping'] }],
  ['endless retries', mapped({ ...good, MaximumRetryAttempts: -1 }), { finds: ['error Mapping'], mends: ['MaximumRetryAttempts (e.g. 5)'] }],
  ['endless retries of records that are young', mapped({ ...good, MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: 3600 }), {}],
  ['no retries at all', mapped({ ...good, MaximumRetryAttempts: 0 }), {}],
  ['retries given at deployment', mapped({ ...good, MaximumRetryAttempts: { Ref: 'Given' } }), { unknown: ['Mapping'] }],
  ['retries given at deployment, of records that are young', mapped({ ...good, MaximumRetryAttempts: { Ref: 'Given' }, MaximumRecordAgeInSeconds: 60 }), {}],
  ['no bisecting', mapped({ ...good, BisectBatchOnFunctionError: false }), { finds: ['warning Mapping'], mends: ['BisectBatchOnFunctionError to true'] }],
  ['no bisecting of partial batches', mapped({ ...good, BisectBatchOnFunctionError: false, FunctionResponseTypes: ['ReportBatchItemFailures'] }), {}],
  ['no bisecting of one', mapped({ ...good, BisectBatchOnFunctionError: false, BatchSize: 1 }), {}],
  ['bisecting given at deployment', mapped({ ...good, BisectBatchOnFunctionError: { Ref: 'Stage' } }), { unknown: ['Mapping'] }],
  ['Kafka without a destination', mapped({}, KAFKA), { finds: ['error Mapping'] }],
  ['Kafka with one is limited by Lambda', mapped(failed, KAFKA), {}],
  ['a queue has its redrive policy instead', mapped({}, 'arn:aws:sqs:eu-west-1:111111111111:q'), {}],
  ['Amazon MQ has no such thing', mapped({}, 'arn:aws:mq:eu-west-1:111111111111:broker:b:1'), {}],
]);
