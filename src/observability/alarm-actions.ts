import { Lazy, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AlarmTopic } from './alarm-topic';
import { isSpokenFor, markNotifying } from './spoken-for';

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
