import { ArnFormat, Aspects, Stack, aws_iam as iam, aws_sns as sns } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuseSilentTopic } from './silent-topic';
import { OWN_ANSWERS } from '../acknowledgements/own-answers';
import { acknowledgeRules } from '../acknowledgements/rule-answer';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';
import { warn } from '../validation/warning';

const ID = 'SteadfastAlarms';

/** Where alarms are sent. */
export class AlarmTopic {
  /**
   * The topic of a scope's alarms: the one that was decided for it, or else its stack's own, made on the first call.
   *
   * `AlarmTopic.of(stack).addSubscription(new EmailSubscription('on-call@example.com'))`
   */
  public static of(scope: IConstruct): sns.ITopic {
    const { alarmTopic } = SteadfastDefaults._takenBy(scope);
    if (alarmTopic) refuseSilentTopic(alarmTopic);
    return alarmTopic ?? ownTopic(Stack.of(scope));
  }

  private constructor() {}
}

/**
 * A topic a stack, for alarms nobody has decided about.
 *
 * Not encrypted with `alias/aws/sns`: CloudWatch may not use that key, and its alarms would reach nobody.
 */
function ownTopic(stack: Stack): sns.ITopic {
  const made = stack.node.tryFindChild(ID) as sns.Topic | undefined;
  if (made) return made;

  const { encryptionKey } = SteadfastDefaults._takenBy(stack);
  const topic = new sns.Topic(stack, ID, { enforceSSL: true, masterKey: encryptionKey });
  if (!encryptionKey) acknowledgeRules(topic.node.defaultChild!, OWN_ANSWERS.alarmTopic);
  const alarms = alarmsOf(stack);
  // A topic with a policy of its own no longer has the default one, by which alarms of the account may publish.
  topic.grantPublish(alarms);
  encryptionKey?.grant(alarms, 'kms:GenerateDataKey', 'kms:Decrypt');
  Aspects.of(topic).add({ visit: construct => construct === topic ? warnOfSilence(topic) : undefined });
  return topic;
}

/** Somebody may subscribe at any time before the template is written. */
function warnOfSilence(topic: sns.Topic): void {
  const subscriptions = topic.node.root.node.findAll().filter(construct => construct instanceof sns.CfnSubscription);
  if (subscriptions.some(({ topicArn }) => topicArn === topic.topicArn)) return;
  warn(topic, 'alarms-reach-nobody', {
    must: 'Alarms must reach somebody',
    given: 'no alarm topic, and no subscription to the topic of the stack',
    remedy: 'Call SteadfastDefaults.of(app).set({ alarmTopic }) before the functions are made, or AlarmTopic.of(stack).addSubscription(...).',
  });
}

/** The alarms of this stack's account. */
function alarmsOf(stack: Stack): iam.IPrincipal {
  return new iam.ServicePrincipal('cloudwatch.amazonaws.com').withConditions({
    ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME }) },
    StringEquals: { 'aws:SourceAccount': stack.account },
  });
}
