import { Lazy, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { actionFor } from './notifying-alarm';
import { notifyingAlarms, speakFor } from './spoken-for';
import { OWN_ANSWERS } from '../acknowledgements/own-answers';
import { acknowledgeRules } from '../acknowledgements/rule-answer';
import { explain } from '../validation/steadfast-error';

/** Properties of a ServiceAlarm. */
export interface ServiceAlarmProps {
  /**
   * What the service is called where its alarm arrives.
   *
   * @default - the path of the scope
   */
  readonly serviceName?: string;
}

/** The alarms that one composite alarm may read (PutCompositeAlarm, Amazon CloudWatch API). */
const MOST_ALARMS = 100;

/**
 * One alarm for everything that this library watches below a scope: whoever is called is called once a fault, and not once a symptom.
 *
 * The single alarms stay and say what is wrong; their own actions are switched off. Alarms that you made yourself are not touched,
 * and what the stack shares (its parking queue) goes on speaking for itself unless the scope is the stack.
 *
 * @example
 * new ServiceAlarm(this, 'Health', { serviceName: 'orders' });
 */
export class ServiceAlarm extends Construct {
  /** The composite alarm. */
  public readonly alarm: cloudwatch.CompositeAlarm;

  constructor(scope: Construct, id: string, props: ServiceAlarmProps = {}) {
    super(scope, id);
    speakFor(scope);
    this.alarm = new cloudwatch.CompositeAlarm(this, 'Resource', {
      alarmDescription: `${props.serviceName ?? scope.node.path}: something is wrong; the alarms of its functions say what.`,
      alarmRule: { renderAlarmRule: () => Lazy.string({ produce: () => anyOf(notifyingAlarms(scope)) }) },
    });
    this.alarm.addAlarmAction(actionFor(this));
    this.node.addValidation({ validate: () => impossible(scope) });
    this.node.addValidation({ validate: () => answerSilent(scope) });
  }
}

function anyOf(alarms: cloudwatch.Alarm[]): string {
  return alarms.map(alarm => `ALARM("${alarm.alarmArn}")`).join(' OR ');
}

function answerSilent(scope: Construct): string[] {
  notifyingAlarms(scope).forEach(alarm => acknowledgeRules(alarm.node.defaultChild!, OWN_ANSWERS.spokenFor));
  return [];
}

function impossible(scope: Construct): string[] {
  const count = notifyingAlarms(scope).length;
  if (count > 0 && count <= MOST_ALARMS) return [];
  return [explain({
    must: `A service alarm must speak for 1 to ${MOST_ALARMS} alarms (Amazon CloudWatch quotas)`,
    given: `${count} below ${scope.node.path}`,
    remedy: count === 0 ? 'Make functions below its scope.' : 'Make one service alarm for each part of the service.',
  })];
}
