import { aws_lambda as lambda } from 'aws-cdk-lib';
import { FunctionAlarm, FunctionAlarmsOptions } from './function-alarms-options';
import { FunctionWatch } from './function-watch';
import { WatchedFunction } from './watched-function';
import { acknowledge } from '../bridge/resource-metadata';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';
import { reasonFor } from '../validation/reason';
import { requireThat } from '../validation/steadfast-error';

/** What the checker asks for, by the alarm that answers it. */
const RULES: Partial<Record<FunctionAlarm, string>> = {
  [FunctionAlarm.ERRORS]: 'function-alarms',
  [FunctionAlarm.ITERATOR_AGE]: 'iterator-age-alarm',
};

interface Declined {
  readonly alarm: FunctionAlarm;
  readonly reason: string;
}

const EVERY_ALARM = Object.values(FunctionAlarm);

/** What a stage watches where money matters more than sleep: that nothing fails, and that nothing is lost. */
const ESSENTIAL = [FunctionAlarm.ERRORS, FunctionAlarm.DESTINATION_DELIVERY, FunctionAlarm.EVENTS_DROPPED];

/**
 * Which alarms watch a function, each with an action; those that nothing could raise are not made.
 *
 * A queue where events are parked is watched in any case.
 */
export class FunctionAlarms {
  /** What is decided for a scope: all alarms, or the essential ones where a stage asks for no more. */
  public static standard(options: FunctionAlarmsOptions = {}): FunctionAlarms {
    return new FunctionAlarms(options);
  }

  /** Only what says that invocations fail or events are lost, for stages where alarms should cost little. */
  public static essential(options: FunctionAlarmsOptions = {}): FunctionAlarms {
    return new FunctionAlarms(options, ESSENTIAL);
  }

  /**
   * No alarm watches the function.
   *
   * @param reason why not; it stands in the template and in the report
   */
  public static none(reason: string): FunctionAlarms {
    return new FunctionAlarms({}, [], EVERY_ALARM.map(alarm => ({ alarm, reason: reasonFor('FunctionAlarms.none', reason) })));
  }

  private constructor(
    private readonly options: FunctionAlarmsOptions,
    private readonly alarms?: FunctionAlarm[],
    private readonly declined: Declined[] = [],
  ) {}

  /**
   * The same alarms but one.
   *
   * @param reason why it is not wanted; it stands in the template and in the report
   */
  public without(alarm: FunctionAlarm, reason: string): FunctionAlarms {
    return new FunctionAlarms(this.options, this.alarms, [...this.declined, { alarm, reason: reasonFor('FunctionAlarms.without', reason) }]);
  }

  /**
   * Watches a function; what a SteadfastFunction's `alarms` prop does, for functions of other makes.
   *
   * @throws when a threshold is out of its range
   */
  public applyTo(fn: lambda.Function): void {
    this._bind(fn);
  }

  /**
   * Watches a function, from now on and as its callers come.
   *
   * @param functionName its own name, where it answers by another
   * @internal
   */
  public _bind(fn: lambda.Function, functionName?: string): FunctionWatch {
    refuseThresholds(fn, this.options);
    const decided = this.alarms ?? (SteadfastDefaults._takenBy(fn).essentialAlarms ? ESSENTIAL : EVERY_ALARM);
    const wanted = decided.filter(alarm => !this.declined.some(declined => declined.alarm === alarm));
    this.sayWhatIsDeclined(fn);
    return new FunctionWatch(new WatchedFunction(fn, functionName), wanted, this.options);
  }

  private sayWhatIsDeclined(fn: lambda.Function): void {
    this.declined.forEach(({ alarm, reason }) => {
      const rule = RULES[alarm];
      if (rule) acknowledge(fn.node.defaultChild as lambda.CfnFunction, rule, reason);
    });
  }
}

function refuseThresholds(fn: lambda.Function, options: FunctionAlarmsOptions): void {
  for (const name of ['errorRate', 'durationShare', 'concurrencyShare', 'eventAgeShare'] as const) {
    const percent = options[name];
    requireThat(fn, percent === undefined || (percent > 0 && percent <= 100), {
      must: `The threshold ${name} must be above 0 and at most 100 percent`,
      given: `${percent}`,
      remedy: 'Choose a value in that range, or leave the alarm out with .without(alarm, reason).',
    }, percent);
  }
  for (const name of ['minimumErrors', 'throttles', 'spillover'] as const) {
    const count = options[name];
    requireThat(fn, count === undefined || count >= 1, {
      must: `The threshold ${name} must be at least 1, for with 0 the alarm is always raised`,
      given: `${count}`,
      remedy: 'Choose 1 or more, or leave the alarm out with .without(alarm, reason).',
    }, count);
  }
}
