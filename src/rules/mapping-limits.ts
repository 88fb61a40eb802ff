import { lambdaFunction, queueMapping } from './example-parts';
import { finding, Judgement, Rule } from './rule';
import { MappingFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Value } from '../inventory/model';
import { RawMap } from '../inventory/raw';
import { is } from '../inventory/value';
import { Quota, QUOTAS } from '../reference/quotas';

/** What only mappings of streams and Kafka know. */
const NOT_FOR_QUEUES = [
  'BisectBatchOnFunctionError', 'MaximumRecordAgeInSeconds', 'MaximumRetryAttempts', 'ParallelizationFactor', 'StartingPosition', 'TumblingWindowInSeconds',
];
const STREAMS: readonly MappingFact['via'][] = ['kinesis', 'dynamodb'];

/** A mapping that Lambda refuses fails the deployment after everything else. */
export const mappingLimits: Rule = {
  id: 'mapping-limits',
  severity: 'error',
  title: 'A mapping has settings that its source knows, within what Lambda takes',
  why: 'Lambda refuses a mapping with a setting out of range or of another kind of source. The deployment fails and rolls back when everything else stands.',
  remedy: 'Bring the setting into range, or remove it.',
  inCdk: 'The props of the event source. The triggers of this library refuse what Lambda would.',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
  keeping: batchOf({ BatchSize: 100, MaximumBatchingWindowInSeconds: 5 }),
  breaking: batchOf({ BatchSize: 100 }),

  *check(inventory) {
    for (const mapping of inventory.mappings) {
      yield* judgeRanges(mapping);
      if (mapping.via === 'sqs') {
        yield* judgeQueue(mapping, inventory);
      } else if (STREAMS.includes(mapping.via) && !mapping.settings.has('StartingPosition')) {
        yield finding(mapping, 'It reads a stream and has no StartingPosition.', { remedy: 'Set StartingPosition to TRIM_HORIZON.' });
      }
    }
  },
};

function* judgeRanges(mapping: MappingFact): Iterable<Judgement> {
  const shortestAge = QUOTAS.smallestStreamAge.value;
  const tumbling = mapping.settings.number('TumblingWindowInSeconds');
  const ranges: readonly (readonly [key: string, value: Value<number>, least: number, most: Quota])[] = [
    ['BatchSize', mapping.batchSize, 1, QUOTAS.batch],
    ['MaximumBatchingWindowInSeconds', mapping.window, 0, QUOTAS.window],
    ['MaximumConcurrency', mapping.maximumConcurrency, QUOTAS.smallestMaximumConcurrency.value, QUOTAS.maximumConcurrency],
    ['ParallelizationFactor', mapping.parallel, 1, QUOTAS.parallelization],
    ['MaximumRetryAttempts', mapping.retries, -1, QUOTAS.streamRetries],
    // -1 is endless.
    ['MaximumRecordAgeInSeconds', is(mapping.maxAge, -1) ? { ...mapping.maxAge, known: shortestAge } : mapping.maxAge, shortestAge, QUOTAS.streamAge],
    ['TumblingWindowInSeconds', tumbling, 0, QUOTAS.tumblingWindow],
  ];
  for (const [key, value, least, most] of ranges) {
    if (value.known !== undefined && (value.known < least || value.known > most.value)) {
      yield finding(mapping, `Its ${key} is ${value.known}; Lambda takes ${least} to ${most.value}.`, { remedy: `Set ${key} to ${least} to ${most.value}.` });
    }
  }
}

function* judgeQueue(mapping: MappingFact, inventory: Inventory): Iterable<Judgement> {
  const strange = NOT_FOR_QUEUES.filter(key => mapping.settings.has(key));
  if (strange.length > 0) {
    yield finding(mapping, `It reads a queue and has ${strange.join(', ')}, which only streams have.`, { remedy: `Remove ${strange.join(', ')}.` });
  }
  const fifo = inventory.queues.at(mapping.source)?.fifo.known ?? (/\.fifo$/.test(mapping.source.written) ? true : undefined);
  const batch = mapping.batchSize.known ?? 1;
  const window = mapping.window.known;
  const { value: fifoBatch } = QUOTAS.fifoBatch;
  const { value: withoutWindow } = QUOTAS.batchWithoutWindow;
  if (fifo && batch > fifoBatch) {
    yield finding(mapping, `Its batch has ${batch} messages; a FIFO queue gives ${fifoBatch}.`, { remedy: `Set BatchSize to ${fifoBatch} or less.` });
  }
  if (fifo && window !== undefined && window > 0) {
    yield finding(mapping, `It gathers messages for ${window} s, which a FIFO queue does not allow.`, { remedy: 'Remove MaximumBatchingWindowInSeconds.' });
  }
  if (!fifo && batch > withoutWindow && window === 0) {
    yield finding(mapping, `Its batch has ${batch} messages and it does not gather them.`, {
      remedy: `Set MaximumBatchingWindowInSeconds to at least 1, or BatchSize to ${withoutWindow} or less.`,
    });
  }
}

function batchOf(properties: RawMap): RawMap {
  return { Resources: { Jobs: { Type: 'AWS::SQS::Queue' }, Worker: lambdaFunction(), Mapping: queueMapping(properties) } };
}
