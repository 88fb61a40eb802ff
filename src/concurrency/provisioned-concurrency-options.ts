import { aws_applicationautoscaling as scaling } from 'aws-cdk-lib';

/** A time at which another number is kept warm. */
export interface ProvisionedSchedule {
  /** When. */
  readonly schedule: scaling.Schedule;

  /** The least that is kept warm from then on; 0 lets all go cold. */
  readonly min: number;

  /**
   * The most that is kept warm from then on.
   *
   * @default - what `min` says
   */
  readonly max?: number;
}

/** How many executions are kept warm. */
export interface ProvisionedConcurrencyOptions {
  /** How many executions are kept warm; the least, where the number follows its use. */
  readonly executions: number;

  /**
   * The most that is kept warm, where the number follows its use.
   *
   * @default - the number does not change
   */
  readonly maxExecutions?: number;

  /**
   * The part of the warm executions that is in use when more are warmed; 0.1 to 0.9.
   *
   * @default 0.7
   */
  readonly targetUtilization?: number;

  /**
   * Times at which another number is kept warm.
   *
   * @default - none
   */
  readonly schedules?: ProvisionedSchedule[];

  /**
   * The most that may run at the same time; what is kept warm is part of it.
   *
   * @default - unreserved
   */
  readonly reserved?: number;
}
