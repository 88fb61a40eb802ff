import { aws_kms as kms, aws_lambda as lambda, aws_scheduler as scheduler } from 'aws-cdk-lib';
import { ScheduleTarget } from './schedule-target';
import { shortestInterval } from './shortest-interval';
import { warn } from '../../validation/warning';
import { EVENT_BRIDGE_PARKS } from '../event-bridge-delivery';
import { EventPath, ITrigger } from '../event-path';
import { FUNCTION_PARKS } from '../failure-stages';
import { freeId } from '../free-id';
import { stateEventPath } from '../stated-path';
import { constructOf, reservedConcurrencyOf, timeoutOf } from '../trigger-target';

/** Properties of a ScheduleTrigger. */
export interface ScheduleTriggerProps {
  /**
   * How much later than asked an invocation may start, so that not everybody starts on the full hour; at most 24 hours.
   *
   * @default scheduler.TimeWindow.off()
   */
  readonly timeWindow?: scheduler.TimeWindow;

  /**
   * What the function receives; `scheduler.ContextAttribute` names the schedule, the time it was meant for and the attempt.
   *
   * @default - an empty object
   */
  readonly input?: scheduler.ScheduleTargetInput;

  /**
   * The group that the schedule belongs to.
   *
   * @default - the account's default group
   */
  readonly scheduleGroup?: scheduler.IScheduleGroup;

  /**
   * What the schedule is for.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * Before this time the schedule does not fire.
   *
   * @default - from deployment on
   */
  readonly start?: Date;

  /**
   * After this time the schedule does not fire.
   *
   * @default - without an end
   */
  readonly end?: Date;

  /**
   * Whether the schedule fires.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The key that encrypts the schedule and its input.
   *
   * @default - a key owned by the service, without a charge
   */
  readonly key?: kms.IKey;
}

/**
 * Invokes a function by the clock: at a rate, by a cron expression in a time zone, or once.
 *
 * An invocation that cannot be delivered within 24 hours is parked, and so is one that the function failed on every attempt.
 * Where the clock may be faster than the function, a warning asks for a concurrency of 1.
 *
 * @example
 * fn.addEventSource(new ScheduleTrigger(scheduler.ScheduleExpression.cron({ hour: '3', minute: '0', timeZone: cdk.TimeZone.EUROPE_BERLIN })));
 */
export class ScheduleTrigger implements lambda.IEventSource, ITrigger {
  /** What becomes of an invocation that fails. */
  public readonly eventPath: EventPath = { source: 'EventBridge Scheduler', undelivered: EVENT_BRIDGE_PARKS, failed: FUNCTION_PARKS };

  /** @param schedule when; without a time zone of its own a cron expression is read in UTC */
  constructor(private readonly schedule: scheduler.ScheduleExpression, private readonly props: ScheduleTriggerProps = {}) {}

  /** Lets the clock invoke a function; called by `fn.addEventSource`. */
  public bind(target: lambda.IFunction): void {
    const { input, ...options } = this.props;
    this.warnOfOverlap(target);
    const schedule = new scheduler.Schedule(constructOf(target), freeId(target, 'Schedule'), {
      ...options,
      schedule: this.schedule,
      target: new ScheduleTarget(target, input),
    });
    stateEventPath(schedule, this.eventPath);
  }

  /** A run that is still busy when the next one starts works on the same things. */
  private warnOfOverlap(target: lambda.IFunction): void {
    const interval = shortestInterval(this.schedule.expressionString);
    const timeout = timeoutOf(target);
    if (!interval || !timeout || timeout.toSeconds() <= interval.toSeconds() || reservedConcurrencyOf(target) === 1) return;
    warn(target, 'schedule-overlap', {
      must: 'A schedule must not fire again while the function may still run, unless runs may overlap',
      given: `every ${interval.toSeconds()} seconds with a timeout of ${timeout.toSeconds()}`,
      remedy: 'Reserve a concurrency of 1, or acknowledge this warning.',
    });
  }
}
