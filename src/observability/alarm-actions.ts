import { Annotations, ArnFormat, Lazy, Stack, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_iam as iam, aws_sns as sns } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuseSilentTopic } from './alarm-topic';
import { isSpokenFor, markNotifying } from './spoken-for';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';

const ID = 'SteadfastAlarms';

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
  const { alarmTopic } = SteadfastDefaults._takenBy(alarm);
  if (alarmTopic) refuseSilentTopic(alarmTopic);
  return new actions.SnsAction(alarmTopic ?? stackAlarmTopic(alarm));
}

/**
 * A topic a stack, for alarms nobody has decided about.
 *
 * Not encrypted with `alias/aws/sns`: CloudWatch may not use that key, and its alarms would reach nobody.
 */
function stackAlarmTopic(scope: IConstruct): sns.ITopic {
  const stack = Stack.of(scope);
  const made = stack.node.tryFindChild(ID) as sns.Topic | undefined;
  if (made) return made;

  const { encryptionKey } = SteadfastDefaults._takenBy(stack);
  const topic = new sns.Topic(stack, ID, { enforceSSL: true, masterKey: encryptionKey });
  const alarms = alarmsOf(stack);
  // A topic with a policy of its own no longer has the default one, by which alarms of the account may publish.
  topic.grantPublish(alarms);
  encryptionKey?.grant(alarms, 'kms:GenerateDataKey', 'kms:Decrypt');
  Annotations.of(topic).addWarningV2(
    'cdk-steadfast:alarms-reach-nobody',
    'Alarms must reach somebody; given: no alarm topic. Call SteadfastDefaults.of(app).set({ alarmTopic }) before the functions are made.',
  );
  return topic;
}

/** The alarms of this stack's account. */
function alarmsOf(stack: Stack): iam.IPrincipal {
  return new iam.ServicePrincipal('cloudwatch.amazonaws.com').withConditions({
    ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME }) },
    StringEquals: { 'aws:SourceAccount': stack.account },
  });
}
