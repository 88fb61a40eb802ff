import { factOf, Facts } from './fact';
import { MappingFact } from './function-facts';
import { FunctionTargets } from './function-targets';
import { Link, Properties, Resource, Value } from './model';
import { own } from './raw';
import { Survey } from './reading/survey';
import { known, unknown } from './value';

/** Event source mappings, each added to its function. */
export function mappings(survey: Survey, targets: FunctionTargets): Facts<MappingFact> {
  return new Facts(survey.ofType('AWS::Lambda::EventSourceMapping').map(resource => {
    const fact = mapping(resource, targets);
    fact.target.function?.mappings.push(fact);
    return fact;
  }));
}

function mapping(resource: Resource, targets: FunctionTargets): MappingFact {
  const { properties } = resource;
  const source = properties.link('EventSourceArn');
  const via = kindOf(source, properties);
  return {
    ...factOf(resource),
    via,
    target: targets.at(properties, 'FunctionName'),
    source,
    enabled: properties.flag('Enabled', true),
    batchSize: properties.number('BatchSize', via === 'unknown' ? undefined : via === 'sqs' ? 10 : 100),
    window: properties.number('MaximumBatchingWindowInSeconds', 0),
    onFailure: properties.link('DestinationConfig.OnFailure.Destination'),
    retries: properties.number('MaximumRetryAttempts', -1),
    maxAge: properties.number('MaximumRecordAgeInSeconds', -1),
    bisect: properties.flag('BisectBatchOnFunctionError', false),
    partialBatch: reportsItems(properties),
    startingPosition: properties.text('StartingPosition'),
    parallel: properties.number('ParallelizationFactor', 1),
    maximumConcurrency: properties.number('ScalingConfig.MaximumConcurrency'),
    minimumPollers: properties.number('ProvisionedPollerConfig.MinimumPollers'),
    maximumPollers: properties.number('ProvisionedPollerConfig.MaximumPollers'),
    filters: properties.maps('FilterCriteria.Filters'),
    settings: properties,
  };
}

const KINDS: Readonly<Record<string, MappingFact['via']>> = {
  sqs: 'sqs', kinesis: 'kinesis', dynamodb: 'dynamodb', kafka: 'kafka', mq: 'mq', rds: 'documentdb',
};

function kindOf(source: Link, properties: Properties): MappingFact['via'] {
  const service = source.service && own(KINDS, source.service);
  if (service) {
    return service;
  }
  const told: readonly (readonly [string, MappingFact['via']])[] = [
    ['SelfManagedEventSource', 'kafka'], ['AmazonManagedKafkaEventSourceConfig', 'kafka'], ['SelfManagedKafkaEventSourceConfig', 'kafka'],
    ['DocumentDBEventSourceConfig', 'documentdb'], ['ScalingConfig.MaximumConcurrency', 'sqs'],
  ];
  const settled = told.find(([key]) => properties.has(key))?.[1];
  return settled ?? (properties.has('Queues') ? 'mq' : 'unknown');
}

function reportsItems(properties: Properties): Value<boolean> {
  const types = properties.texts('FunctionResponseTypes');
  if (types.some(type => type.known === 'ReportBatchItemFailures')) {
    return known(true);
  }
  const hidden = types.find(type => type.kind !== 'known');
  return hidden ? unknown(hidden.why, hidden.written) : known(false);
}
