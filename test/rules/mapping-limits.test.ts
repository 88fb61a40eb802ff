import { describeRule, template } from './support';
import { lambdaFunction, queueMapping } from '../../src/rules/example-parts';
import { mappingLimits } from '../../src/rules/mapping-limits';

const queue = (mapping: object, properties: object = {}, sections = {}) => template({
  Jobs: ['AWS::SQS::Queue', properties as Record<string, unknown>], Worker: lambdaFunction(), Mapping: queueMapping(mapping as Record<string, unknown>),
}, sections);
const stream = (mapping: object, source = 'arn:aws:kinesis:eu-west-1:111111111111:stream/s') => template({
  Worker: lambdaFunction(), Mapping: queueMapping({ EventSourceArn: source, StartingPosition: 'TRIM_HORIZON', ...mapping }),
});
const fifo = { FifoQueue: true };
const parameter = { Parameters: { N: { Type: 'Number' } } };
const found = { finds: ['error Mapping'] };

describeRule(mappingLimits, [
  ['the defaults', queue({}), {}],
  ['ten without a window', queue({ BatchSize: 10 }), {}],
  ['eleven without a window', queue({ BatchSize: 11 }), { ...found, mends: ['at least 1, or BatchSize to 10'] }],
  ['eleven with a window of 0', queue({ BatchSize: 11, MaximumBatchingWindowInSeconds: 0 }), found],
  ['10,000 with a window', queue({ BatchSize: 10_000, MaximumBatchingWindowInSeconds: 1 }), {}],
  ['10,001', queue({ BatchSize: 10_001, MaximumBatchingWindowInSeconds: 1 }), { ...found, mends: ['Set BatchSize to 1 to 10000'] }],
  ['0', queue({ BatchSize: 0 }), found],
  ['a window that a parameter gives', queue({ BatchSize: 100, MaximumBatchingWindowInSeconds: { Ref: 'N' } }, {}, parameter), {}],
  ['a window of 301 s', queue({ MaximumBatchingWindowInSeconds: 301 }), found],
  ['ten of a FIFO queue', queue({ BatchSize: 10 }, fifo), {}],
  ['eleven of a FIFO queue', queue({ BatchSize: 11 }, fifo), { ...found, mends: ['BatchSize to 10 or less'] }],
  ['a window on a FIFO queue', queue({ MaximumBatchingWindowInSeconds: 1 }, fifo), { ...found, mends: ['Remove MaximumBatchingWindowInSeconds'] }],
  ['an imported FIFO queue', queue({ BatchSize: 11, EventSourceArn: 'arn:aws:sqs:eu-west-1:111111111111:jobs.fifo' }), { ...found, says: ['a FIFO queue gives 10'] }],
  ['a maximum concurrency of 1', queue({ ScalingConfig: { MaximumConcurrency: 1 } }), found],
  ['of 2', queue({ ScalingConfig: { MaximumConcurrency: 2 } }), {}],
  ['of 1,001', queue({ ScalingConfig: { MaximumConcurrency: 1001 } }), found],
  ['a stream\'s settings on a queue', queue({ StartingPosition: 'LATEST', MaximumRetryAttempts: 3 }), { ...found, mends: ['Remove MaximumRetryAttempts, StartingPosition'] }],
  ['the same on a stream', stream({ MaximumRetryAttempts: 3, BisectBatchOnFunctionError: true, BatchSize: 1_000 }), {}],
  ['a stream without a position', stream({ StartingPosition: undefined }), { ...found, mends: ['TRIM_HORIZON'] }],
  ['a table\'s stream without a position', stream({ StartingPosition: undefined }, 'arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/1'), found],
  ['a broker needs none', stream({ StartingPosition: undefined, Queues: ['q'] }, 'arn:aws:mq:eu-west-1:111111111111:broker:b:1'), {}],
  ['ten batches a shard', stream({ ParallelizationFactor: 10 }), {}],
  ['eleven', stream({ ParallelizationFactor: 11 }), found],
  ['10,001 retries', stream({ MaximumRetryAttempts: 10_001 }), found],
  ['-2 retries', stream({ MaximumRetryAttempts: -2 }), found],
  ['endless age', stream({ MaximumRecordAgeInSeconds: -1 }), {}],
  ['an age of 59 s', stream({ MaximumRecordAgeInSeconds: 59 }), found],
  ['an age of 60 s', stream({ MaximumRecordAgeInSeconds: 60 }), {}],
  ['an age of more than a week', stream({ MaximumRecordAgeInSeconds: 604_801 }), found],
  ['a tumbling window of 901 s', stream({ TumblingWindowInSeconds: 901 }), found],
  ['wrong types', stream({ BatchSize: ['many'], TumblingWindowInSeconds: {}, ParallelizationFactor: 'some' }), {}],
]);
