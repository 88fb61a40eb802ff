import { Duration, aws_cloudwatch as cloudwatch, aws_sqs as sqs } from 'aws-cdk-lib';
import { CATALOGUE } from './alarm-catalogue';
import { FunctionAlarm, FunctionAlarmsOptions } from './function-alarms-options';
import { alarmOn, notifyOf } from './notifying-alarm';
import { alarmWhenParked } from './parked-alarm';
import { WatchedFunction } from './watched-function';

/** Where events go that were invoked asynchronously and failed. */
export interface AsynchronousEvents {
  /** The queue where they are parked, if that is where. */
  readonly queue?: sqs.IQueue;
  /** Whether they are kept anywhere. */
  readonly kept: boolean;
  /** How long Lambda keeps an event, where somebody decided. */
  readonly maxEventAge?: Duration;
}

/** The alarms of one function; what is not known when it is made arrives with its callers. */
export class FunctionWatch {
  /** @param alarms which alarms watch it, whatever else happens */
  constructor(
    private readonly watched: WatchedFunction,
    private readonly alarms: FunctionAlarm[],
    private readonly options: FunctionAlarmsOptions,
  ) {
    this.raise(FunctionAlarm.ERRORS);
    this.raise(FunctionAlarm.THROTTLES);
    this.raise(FunctionAlarm.DURATION);
    if (watched.reserved) this.raise(FunctionAlarm.CONCURRENCY);
    if (watched.keptWarm) this.raise(FunctionAlarm.SPILLOVER);
    if (options.anomaly) this.raiseOnAnomaly();
  }

  /** Watches what becomes of events that nobody waits for. */
  public asynchronous({ queue, kept, maxEventAge }: AsynchronousEvents): void {
    // A queue is watched whatever else is: what is parked there waits for somebody.
    if (queue) alarmWhenParked(queue);
    if (maxEventAge) this.watched.maxEventAge = maxEventAge;
    if (!queue && kept) this.raise(FunctionAlarm.EVENTS_DROPPED);
    if (kept) this.raise(FunctionAlarm.DESTINATION_DELIVERY);
    if (maxEventAge ?? this.options.eventAgeShare) this.raise(FunctionAlarm.EVENT_AGE);
  }

  /** Watches how far the function is behind a stream. */
  public stream(): void {
    this.raise(FunctionAlarm.ITERATOR_AGE);
  }

  private raise(alarm: Exclude<FunctionAlarm, FunctionAlarm.ANOMALY>): void {
    const { fn } = this.watched;
    const { id, what, metric, threshold: thresholdOf } = CATALOGUE[alarm];
    const threshold = thresholdOf(this.watched, this.options);
    if (!this.alarms.includes(alarm) || threshold === undefined || fn.node.tryFindChild(id)) return;
    alarmOn(fn, id, { what, metric: metric(this.watched, this.options), threshold });
  }

  /** Fifteen minutes outside the band in a row: a single odd window is no news. */
  private raiseOnAnomaly(): void {
    const { fn } = this.watched;
    notifyOf(new cloudwatch.AnomalyDetectionAlarm(fn, 'AnomalyAlarm', {
      alarmDescription: `${fn.node.path}: invocations are unusually many or few.`,
      metric: this.watched.reached('Invocations', 'Sum', Duration.minutes(5)),
      stdDevs: 2,
      evaluationPeriods: 3,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    }));
  }
}
