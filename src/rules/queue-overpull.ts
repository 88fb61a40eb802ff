import { lambdaFunction, queueMapping } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { RawMap } from '../inventory/raw';

/** Pollers do not know how much the function may run. */
export const queueOverpull: Rule = {
  id: 'queue-overpull',
  severity: 'warning',
  title: 'The mapping of a queue on a function with reserved concurrency has a maximum concurrency',
  why: 'Lambda receives as much as it finds and is then throttled by the reserved concurrency. Every throttled batch counts as a receive, '
    + 'so good messages run towards the dead-letter queue.',
  remedy: 'Set ScalingConfig.MaximumConcurrency on the mapping, at most the reserved concurrency.',
  inCdk: '`maxConcurrency` on the `SqsEventSource`, or on the `QueueTrigger`.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  keeping: reserved({ ScalingConfig: { MaximumConcurrency: 10 } }),
  breaking: reserved({}),

  *check({ mappings }) {
    for (const mapping of mappings) {
      const reader = mapping.target.function;
      // Reserved concurrency 0 switches the function off; provisioned pollers are a cap of their own.
      if (mapping.via !== 'sqs' || !reader || reader.reserved.kind === 'absent' || reader.reserved.known === 0 || mapping.maximumPollers.kind !== 'absent') {
        continue;
      }
      if (mapping.maximumConcurrency.kind === 'absent' && reader.reserved.kind === 'known') {
        yield finding(mapping, `It may receive more than ${reader.logicalId} may work on at the same time (${reader.reserved.written}).`);
      } else if (mapping.maximumConcurrency.kind === 'absent') {
        yield cannotTell(mapping, `Whether ${reader.logicalId} has reserved concurrency cannot be told (${reader.reserved.written}).`);
      }
    }
  },
};

function reserved(mapping: RawMap): RawMap {
  return {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue' },
      Worker: lambdaFunction({ ReservedConcurrentExecutions: 10 }),
      Mapping: queueMapping(mapping),
    },
  };
}
