import { Duration } from 'aws-cdk-lib';

/** The alarms that may watch a function, by what they are about. */
export enum FunctionAlarm {
  /** Invocations fail. */
  ERRORS = 'errors',

  /** Invocations are throttled. */
  THROTTLES = 'throttles',

  /** Invocations come near the timeout, at which they are cut off. */
  DURATION = 'duration',

  /** Nearly all of the reserved concurrency is in use. */
  CONCURRENCY = 'concurrency',

  /** Invocations start cold, because everything that is kept warm is in use. */
  SPILLOVER = 'spillover',

  /** Failed events could not be parked. */
  DESTINATION_DELIVERY = 'destinationDelivery',

  /** Events were given up whose failure path has no queue that could be watched. */
  EVENTS_DROPPED = 'eventsDropped',

  /** Events wait so long that they are soon given up for their age. */
  EVENT_AGE = 'eventAge',

  /** The function falls behind a stream. */
  ITERATOR_AGE = 'iteratorAge',

  /** Invocations are unusually many or few; only on request. */
  ANOMALY = 'anomaly',
}

/** Thresholds of a function's alarms; each may be set without the others. All look at windows of five minutes. */
export interface FunctionAlarmsOptions {
  /**
   * The share of invocations that fail, in percent.
   *
   * @default 5
   */
  readonly errorRate?: number;

  /**
   * How many invocations fail at least before their share counts.
   *
   * A single failure wakes nobody: it is tried again, or its caller has seen it, or its event is parked and raises an alarm of its own.
   * @default 2
   */
  readonly minimumErrors?: number;

  /**
   * How many invocations are throttled.
   *
   * @default 1
   */
  readonly throttles?: number;

  /**
   * How much of the timeout 99 of 100 invocations stay below, in percent.
   *
   * @default 80
   */
  readonly durationShare?: number;

  /**
   * How much of the reserved concurrency is in use, in percent; where concurrency is reserved.
   *
   * @default 90
   */
  readonly concurrencyShare?: number;

  /**
   * How many invocations found nothing warm; where concurrency is provisioned.
   *
   * @default 1
   */
  readonly spillover?: number;

  /**
   * How much of the age at which Lambda gives an event up its events reach, in percent; where somebody invokes asynchronously.
   *
   * @default 50, where maxEventAge is decided; otherwise nobody watches the age
   */
  readonly eventAgeShare?: number;

  /**
   * How far the function may fall behind a stream that CDK's own event sources connect; a StreamTrigger has an option of its own.
   *
   * @default Duration.minutes(15)
   */
  readonly iteratorAge?: Duration;

  /**
   * Watches for unusually many or few invocations, by a band of two standard deviations that CloudWatch learns; charged as three metrics.
   *
   * @default false
   */
  readonly anomaly?: boolean;
}
