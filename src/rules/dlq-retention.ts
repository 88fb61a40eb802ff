import { cannotTell, finding, Judgement, Rule } from './rule';
import { RawMap } from '../inventory/raw';
import { QueueFact } from '../inventory/store-facts';

const DAY = 86_400;
const LONGEST = 14 * DAY;

/** A standard queue's message keeps its age when it moves to the dead-letter queue. */
export const dlqRetention: Rule = {
  id: 'dlq-retention',
  severity: 'warning',
  title: 'A dead-letter queue keeps its messages longer than the queue they come from, and for 14 days',
  why: 'The retention of a standard queue\'s message counts from when it was first sent. A dead-letter queue that keeps no longer than its source '
    + 'deletes messages before, or just after, they arrive. Fourteen days give people time to look.',
  remedy: 'Set MessageRetentionPeriod of the dead-letter queue to 1209600 (14 days).',
  inCdk: '`retentionPeriod: Duration.days(14)` on the dead-letter queue. Every queue in which this library parks has it.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  keeping: queuePair({ MessageRetentionPeriod: LONGEST }),
  breaking: queuePair({}),

  *check({ queues }) {
    for (const queue of queues) {
      const parked = queue.redrive && queues.at(queue.redrive.target);
      if (parked) {
        yield* judgePair(queue, parked);
      } else if (queue.redrive) {
        yield cannotTell(queue, `The dead-letter queue ${queue.redrive.target.written} is not in the template.`);
      }
    }
  },
};

function* judgePair(queue: QueueFact, parked: QueueFact): Iterable<Judgement> {
  const kept = parked.retention.known;
  if (kept === undefined) {
    yield cannotTell(parked, `How long it keeps messages cannot be told (${parked.retention.written}).`);
    return;
  }
  const source = queue.retention.known ?? 0;
  // A FIFO queue resets the time when it moves a message.
  if (queue.fifo.known === false && kept <= source) {
    yield finding(parked, `It keeps messages for ${days(kept)}, ${queue.logicalId} for ${days(source)}: what arrives late is deleted on arrival.`, { severity: 'error' });
  } else if (kept < LONGEST) {
    yield finding(parked, `It keeps failed messages of ${queue.logicalId} for ${days(kept)} only.`);
  }
}

function days(seconds: number): string {
  return seconds % DAY === 0 ? `${seconds / DAY} days` : `${seconds} s`;
}

function queuePair(parked: RawMap): RawMap {
  const redrive = { deadLetterTargetArn: { 'Fn::GetAtt': ['Parked', 'Arn'] }, maxReceiveCount: 5 };
  return {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: redrive } },
      Parked: { Type: 'AWS::SQS::Queue', Properties: parked },
    },
  };
}
