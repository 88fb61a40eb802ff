import { Duration, Stack, aws_cloudwatch as cloudwatch, aws_sqs as sqs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { alarmOn } from './notifying-alarm';

const ID = 'ParkedAlarm';

/**
 * Raises an alarm while anything is parked in a queue; asking twice for the same queue makes one alarm.
 *
 * It reads the messages that are visible: messages sent do not count what a redrive moved.
 */
export function alarmWhenParked(queue: sqs.IQueue): cloudwatch.Alarm {
  return queue.node.tryFindChild(ID) as cloudwatch.Alarm | undefined ?? alarmOn(queue, ID, {
    what: 'events are parked and wait for a redrive',
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
    threshold: 1,
  });
}

/** The queues below a scope, and of its stack, where anything parked raises an alarm. */
export function watchedQueues(scope: IConstruct): sqs.IQueue[] {
  const queues = [...scope.node.findAll(), ...Stack.of(scope).node.children].filter((child): child is sqs.Queue => child instanceof sqs.Queue);
  return [...new Set(queues)].filter(queue => queue.node.tryFindChild(ID));
}
