import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

const SPOKEN_FOR = Symbol.for('cdk-steadfast.spokenFor');
const NOTIFYING = Symbol.for('cdk-steadfast.notifyingAlarm');

/** States that one alarm speaks for all alarms of this library below a scope. */
export function speakFor(scope: IConstruct): void {
  Object.defineProperty(scope, SPOKEN_FOR, { value: true, configurable: true });
}

/** Whether another alarm speaks for this one. */
export function isSpokenFor(alarm: IConstruct): boolean {
  return alarm.node.scopes.some(scope => SPOKEN_FOR in scope);
}

/** Remembers that this library made an alarm and gave it an action. */
export function markNotifying(alarm: cloudwatch.Alarm): void {
  Object.defineProperty(alarm, NOTIFYING, { value: true });
}

/** The alarms of this library below a scope. */
export function notifyingAlarms(scope: IConstruct): cloudwatch.Alarm[] {
  return scope.node.findAll().filter((child): child is cloudwatch.Alarm => NOTIFYING in child);
}
