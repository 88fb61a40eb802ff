import { lambdaFunction, queueMapping } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { RawMap } from '../inventory/raw';

/** A message that nobody can work off must end somewhere. */
export const queueRedrive: Rule = {
  id: 'queue-redrive',
  severity: 'error',
  title: 'A queue that a function reads has a dead-letter queue',
  why: 'A message on which the function always fails comes back until its retention ends, and is then gone. Meanwhile it takes receives and, in a FIFO queue, '
    + 'holds up its message group.',
  remedy: 'Add a RedrivePolicy with deadLetterTargetArn and maxReceiveCount 5 to the queue.',
  inCdk: '`deadLetterQueue: { queue, maxReceiveCount: 5 }` on the queue. `new QueueTrigger()` makes a queue that has one.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
  keeping: worked({ RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Parked', 'Arn'] }, maxReceiveCount: 5 } }),
  breaking: worked({}),

  *check({ mappings, queues }) {
    for (const mapping of mappings) {
      const queue = queues.at(mapping.source);
      if (mapping.via === 'sqs' && !queue) {
        yield cannotTell(mapping, `Its queue ${mapping.source.written} is not in the template.`);
      } else if (queue && !queue.redrive) {
        yield finding(queue, `${mapping.logicalId} reads it, and nothing keeps the messages that always fail.`);
      } else if (queue?.redrive?.target.perhapsAbsent) {
        yield cannotTell(queue, 'A condition decides whether it has a redrive policy.');
      }
    }
  },
};

function worked(queue: RawMap): RawMap {
  return {
    Resources: {
      Jobs: { Type: 'AWS::SQS::Queue', Properties: queue },
      Parked: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
      Worker: lambdaFunction(),
      Mapping: queueMapping(),
    },
  };
}
