import { Lazy, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { AlarmTopic } from './alarm-topic';
import { isSpokenFor, markNotifying } from './spoken-for';

/** What an alarm says, what it reads and from which value on it is raised. */
export interface AlarmCause {
  /** What happens when it is raised, as the end of a sentence. */
  readonly what: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
}

/** Makes an alarm that is raised by the first window that reaches the threshold, and never by silence. */
export function alarmOn(scope: Construct, id: string, { what, metric, threshold }: AlarmCause): cloudwatch.Alarm {
  return notifyOf(new cloudwatch.Alarm(scope, id, {
    alarmDescription: `${scope.node.path}: ${what}.`,
    metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  }));
}

/** Sends an alarm to the topic that was decided for its scope, or to its stack's own. */
export function notifyOf(alarm: cloudwatch.Alarm): cloudwatch.Alarm {
  alarm.addAlarmAction(actionFor(alarm));
  markNotifying(alarm);
  const resource = alarm.node.defaultChild as cloudwatch.CfnAlarm;
  resource.actionsEnabled = Lazy.any({ produce: () => isSpokenFor(alarm) ? false : undefined });
  return alarm;
}

/** What an alarm does: it publishes to the topic that was decided for its scope, or to its stack's own. */
export function actionFor(alarm: IConstruct): cloudwatch.IAlarmAction {
  return new actions.SnsAction(AlarmTopic.of(alarm));
}
