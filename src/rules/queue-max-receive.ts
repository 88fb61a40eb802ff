import { lambdaFunction, queueMapping } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { RawMap } from '../inventory/raw';
import { QueueFact } from '../inventory/store-facts';
import { isOpen } from '../inventory/value';
import { QUEUE_ADVICE } from '../reference/queue-advice';

/** A receive is counted also when Lambda was throttled and the function never saw the message. */
export const queueMaxReceive: Rule = {
  id: 'queue-max-receive',
  severity: 'warning',
  title: 'A queue that a function reads allows at least five receives before it parks a message',
  why: 'A receive counts even when Lambda was throttled and the function never ran. With few receives good messages are parked; with one, nothing is ever tried again.',
  remedy: 'Set maxReceiveCount in the queue\'s RedrivePolicy to at least 5.',
  inCdk: '`deadLetterQueue: { queue, maxReceiveCount: 5 }` on the queue. `QueueTrigger` makes it so, and refuses a queue with fewer.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  keeping: received(5),
  breaking: received(3),

  *check({ mappings, queues }) {
    const read = new Set(mappings.all.map(mapping => queues.at(mapping.source)));
    for (const queue of read) {
      if (queue?.redrive) {
        yield* judgeQueue(queue, queue.redrive.maxReceive);
      }
    }
  },
};

function* judgeQueue(queue: QueueFact, count: NonNullable<QueueFact['redrive']>['maxReceive']): Iterable<Judgement> {
  if (count.known !== undefined && count.known < QUEUE_ADVICE.fewestReceives) {
    const often = count.known === 1 ? 'after the first receive' : `after ${count.known} receives`;
    yield finding(queue, `A message is parked ${often}, throttled ones included.`, { severity: count.known <= 1 ? 'error' : 'warning' });
  } else if (isOpen(count)) {
    yield cannotTell(queue, `After how many receives a message is parked cannot be told (${count.written}).`);
  }
}

function received(maxReceiveCount: number): RawMap {
  return {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Parked', 'Arn'] }, maxReceiveCount } } },
      Parked: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
      Worker: lambdaFunction(),
      Mapping: queueMapping(),
    },
  };
}
