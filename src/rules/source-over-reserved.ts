import { boundsOf, mayBeMissingFrom, sumOf } from './evidence/bounds';
import { lambdaFunction, queueMapping } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact, MappingFact } from '../inventory/function-facts';
import { isOpen } from '../inventory/value';

/** What queues may start together must fit into what the function may run. */
export const sourceOverReserved: Rule = {
  id: 'source-over-reserved',
  severity: 'error',
  title: 'The queues of a function together start no more executions than are reserved for it',
  why: 'Batches beyond the reserved concurrency are throttled. A throttled message has been received all the same: '
    + 'its receive count runs towards the dead-letter queue although nothing is wrong with it.',
  remedy: 'Lower MaximumConcurrency of the mappings, or raise ReservedConcurrentExecutions.',
  inCdk: 'A lower `maxConcurrency` on the event sources. `QueueTrigger` refuses more than its function has reserved.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  keeping: limited(10),
  breaking: limited(20),

  *check({ functions, mappings }) {
    for (const one of functions) {
      yield* judgeFunction(one);
    }
    for (const mapping of mappings) {
      if (mapping.maximumConcurrency.kind !== 'absent' && (mapping.minimumPollers.kind !== 'absent' || mapping.maximumPollers.kind !== 'absent')) {
        yield finding(mapping, 'It has both a maximum concurrency and provisioned pollers, which Lambda refuses.', {
          remedy: 'Remove ScalingConfig or ProvisionedPollerConfig.',
        });
      }
    }
  },
};

function* judgeFunction(one: FunctionFact): Iterable<Judgement> {
  const queues = one.mappings.filter(isLimitedQueue);
  const reserved = one.reserved.known;
  // Zero is the switch that stops a function; nobody means it as a size.
  if (queues.length === 0 || one.reserved.kind === 'absent' || reserved === 0) {
    return;
  }
  const { least, most } = sumOf(queues.map(mapping => ({ ...boundsOf(mapping.maximumConcurrency), perhaps: mayBeMissingFrom(one, mapping) })));
  const names = queues.map(mapping => mapping.logicalId).join(', ');
  if (reserved !== undefined && least > reserved) {
    yield finding(one, `Its queues may start ${least} executions at the same time (${names}), but only ${reserved} are reserved.`, {
      remedy: `Reserve at least ${least} executions for ${one.logicalId}, or lower MaximumConcurrency to ${reserved} in total.`,
    });
  } else if (reserved === undefined ? isOpen(one.reserved) : most > reserved) {
    yield cannotTell(one, `Whether what its queues may start (${names}) fits into the ${one.reserved.written} reserved executions cannot be told.`);
  }
}

function isLimitedQueue(mapping: MappingFact): boolean {
  return mapping.via === 'sqs' && mapping.enabled.known !== false && mapping.maximumConcurrency.kind !== 'absent';
}

function limited(maximum: number): Rule['keeping'] {
  return {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue' },
      Worker: lambdaFunction({ ReservedConcurrentExecutions: 10 }),
      Mapping: queueMapping({ ScalingConfig: { MaximumConcurrency: maximum } }),
    },
  };
}
