import { lambdaFunction, queueMapping } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { MappingFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { advisedVisibility, QUEUE_ADVICE } from '../reference/queue-advice';

/** A message must stay hidden while the function works on it and while Lambda retries a throttled batch. */
export const queueVisibility: Rule = {
  id: 'queue-visibility',
  severity: 'warning',
  title: 'A queue hides its messages for six times the timeout of the function that reads it, plus the batch window',
  why: 'A message that becomes visible while the function still works on it is delivered again: work is done twice, and the receive count '
    + 'runs towards the dead-letter queue. Below the timeout Lambda refuses the mapping.',
  remedy: 'Raise VisibilityTimeout of the queue to 6 x the function\'s timeout plus MaximumBatchingWindowInSeconds.',
  inCdk: '`visibilityTimeout` on the queue. `new QueueTrigger()` makes a queue that has it, and refuses one that has not.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  keeping: {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 180 } },
      Worker: lambdaFunction({ Timeout: 30 }),
      Mapping: queueMapping(),
    },
  },
  breaking: {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 30 } },
      Worker: lambdaFunction({ Timeout: 30 }),
      Mapping: queueMapping(),
    },
  },

  *check(inventory) {
    for (const mapping of inventory.mappings) {
      if (mapping.via === 'sqs') {
        yield* judgeMapping(mapping, inventory);
      }
    }
  },
};

function* judgeMapping(mapping: MappingFact, inventory: Inventory): Iterable<Judgement> {
  const queue = inventory.queues.at(mapping.source);
  const reader = mapping.target.function;
  if (!queue || !reader) {
    yield cannotTell(mapping, `${queue ? 'The function' : 'The queue'} of this mapping is not in the template.`);
    return;
  }
  const timeout = reader.timeout.known;
  const visibility = queue.visibility.known;
  const window = mapping.window.known;
  if (timeout === undefined || visibility === undefined || window === undefined) {
    yield cannotTell(queue, `VisibilityTimeout is ${queue.visibility.written} s, the timeout of ${reader.logicalId} ${reader.timeout.written} s.`);
    return;
  }
  const wanted = advisedVisibility(timeout, window);
  if (visibility < wanted) {
    const severity = visibility < timeout ? 'error' : 'warning';
    const sum = `${QUEUE_ADVICE.timesHidden} x ${timeout}${window > 0 ? ` + ${window}` : ''}`;
    yield finding(queue, `Messages stay hidden for ${visibility} s, but ${reader.logicalId} may work on them for ${timeout} s.`, {
      severity, remedy: `Set VisibilityTimeout of ${queue.logicalId} to at least ${wanted} (${sum}).`,
    });
  }
}
