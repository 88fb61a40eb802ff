import { Duration, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { FailureStage } from './event-path';
import { stackParks } from './failure-stages';
import { DeliveringService } from './undelivered';

/** How long EventBridge and its Scheduler keep trying to deliver, and how often: their own longest and most (EventBridge quotas). */
export const LONGEST_DELIVERY = { maximumEventAgeInSeconds: Duration.hours(24).toSeconds(), maximumRetryAttempts: 185 };

/** What becomes of an event that they could not deliver. */
export const EVENT_BRIDGE_PARKS: FailureStage = stackParks(
  LONGEST_DELIVERY.maximumRetryAttempts + 1, Duration.seconds(LONGEST_DELIVERY.maximumEventAgeInSeconds),
);

/** The rules of a scope's account and region. */
export function rulesOf(scope: IConstruct): DeliveringService {
  const stack = Stack.of(scope);
  return {
    service: 'events.amazonaws.com',
    senders: stack.formatArn({ service: 'events', resource: 'rule', resourceName: '*' }),
    account: stack.account,
  };
}
