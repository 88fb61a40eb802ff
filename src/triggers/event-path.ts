import { Duration } from 'aws-cdk-lib';

/** Where an event goes that got stuck at one stage of its way. */
export interface FailureStage {
  /** Who keeps the event, or who is told about it. */
  readonly parkedBy: string;

  /**
   * How often the stage is attempted before it gives up.
   *
   * @default - as often as fits into the time
   */
  readonly attempts?: number;

  /**
   * How long the stage is attempted.
   *
   * @default - no longer than the attempts take
   */
  readonly within?: Duration;

  /**
   * How long the event is kept.
   *
   * @default - it is not kept: whoever is told has it
   */
  readonly keptFor?: Duration;
}

/** What becomes of an event that a trigger cannot get through. */
export interface EventPath {
  /** Where the event comes from. */
  readonly source: string;

  /**
   * What becomes of an event that never reached the function.
   *
   * @default - it stays where it is: the function fetches it
   */
  readonly undelivered?: FailureStage;

  /** What becomes of an event that the function failed. */
  readonly failed: FailureStage;
}

/** A trigger that says what becomes of an event it cannot get through. */
export interface ITrigger {
  /** What becomes of an event that fails. */
  readonly eventPath: EventPath;
}
