import { lambdaFunction, queueMapping } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { MappingFact } from '../inventory/function-facts';
import { RawMap } from '../inventory/raw';

/** Where a function may always say which records of a batch failed: never Amazon MQ and DocumentDB; Kafka in provisioned mode only, which is known by its pollers. */
const ALWAYS: readonly MappingFact['via'][] = ['sqs', 'kinesis', 'dynamodb'];

/** One bad record must not take its batch along. */
export const partialBatch: Rule = {
  id: 'partial-batch',
  severity: 'warning',
  title: 'A mapping that delivers batches lets the function report which records failed',
  why: 'Without ReportBatchItemFailures one failing record fails the batch: records that were done are done again, and good ones are parked beside the bad one.',
  remedy: 'Set FunctionResponseTypes to [ReportBatchItemFailures] and return batchItemFailures from the handler.',
  inCdk: '`reportBatchItemFailures: true` on the event source. `QueueTrigger`, `StreamTrigger` and `TableStreamTrigger` set it.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
  keeping: batches({ FunctionResponseTypes: ['ReportBatchItemFailures'] }),
  breaking: batches({}),

  *check({ mappings }) {
    for (const mapping of mappings) {
      if (!reports(mapping) || mapping.batchSize.known === 1 || mapping.partialBatch.known === true) {
        continue;
      }
      if (mapping.partialBatch.kind === 'known' && mapping.batchSize.kind === 'known') {
        yield finding(mapping, `One record that fails makes all of its batch (up to ${mapping.batchSize.written}) fail.`);
      } else {
        yield cannotTell(mapping, 'Whether it delivers batches whose records can fail alone cannot be told.');
      }
    }
  },
};

function reports(mapping: MappingFact): boolean {
  return ALWAYS.includes(mapping.via) || mapping.settings.has('ProvisionedPollerConfig');
}

function batches(mapping: RawMap): RawMap {
  return { Resources: { Jobs: { Type: 'AWS::SQS::Queue' }, Worker: lambdaFunction(), Mapping: queueMapping(mapping) } };
}
