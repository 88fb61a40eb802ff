import { Duration, Stack, aws_cloudwatch as cloudwatch, aws_sqs as sqs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { notifyOf } from './alarm-actions';

const ID = 'ParkedAlarm';

/**
 * Raises an alarm while anything is parked in a queue; asking twice for the same queue makes one alarm.
 *
 * It reads the messages that are visible: messages sent do not count what a redrive moved.
 */
export function alarmWhenParked(queue: sqs.IQueue): cloudwatch.Alarm {
  return queue.node.tryFindChild(ID) as cloudwatch.Alarm | undefined ?? notifyOf(new cloudwatch.Alarm(queue, ID, {
    alarmDescription: `${queue.node.path}: events are parked and wait for a redrive.`,
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  }));
}

/** The queues below a scope, and of its stack, where anything parked raises an alarm. */
export function watchedQueues(scope: IConstruct): sqs.IQueue[] {
  const queues = [...scope.node.findAll(), ...Stack.of(scope).node.children].filter((child): child is sqs.Queue => child instanceof sqs.Queue);
  return [...new Set(queues)].filter((queue) => queue.node.tryFindChild(ID));
}
