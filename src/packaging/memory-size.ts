import { chosen, measurementsOf, Tuning } from './power-tuning';
import { QUOTAS } from '../reference/quotas';
import { SteadfastError } from '../validation/steadfast-error';

/** What a tuned memory size is chosen for. */
export enum TuningAim {
  /** The least money a request. */
  COST = 'cost',
  /** The least time a request. */
  SPEED = 'speed',
  /** Money and time, each as a part of the most that was measured, weighed equally. */
  BALANCED = 'balanced',
}

/**
 * How much memory a function has, where a measurement decides.
 *
 * Memory buys CPU: 1,769 MB are one vCPU, 10,240 MB are six (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html).
 */
export class MemorySize {
  /**
   * The size that AWS Lambda Power Tuning measured to be best.
   *
   * The measurements travel in the template, so that `steadfast cost` can say where another size was cheaper.
   * @param result the JSON file that the state machine returned, or the URL of its visualization
   * @param aim what the size is chosen for; COST unless said
   */
  public static fromPowerTuning(result: string, aim: TuningAim = TuningAim.COST): MemorySize {
    const measured = measurementsOf(result);
    return new MemorySize(chosen(measured, aim).memory, { aim, measured });
  }

  /** A size in MB, from 128 to 10,240. */
  public static megabytes(size: number): MemorySize {
    return new MemorySize(size);
  }

  private constructor(
    /** @internal */
    public readonly _megabytes: number,
    /** @internal */
    public readonly _tuning?: Tuning,
  ) {
    const [least, most] = [QUOTAS.smallestMemory.value, QUOTAS.memory.value];
    if (!Number.isInteger(_megabytes) || _megabytes < least || _megabytes > most) {
      throw new SteadfastError('MemorySize', {
        must: `Memory must be a whole number of MB from ${least} to ${most}`, given: `${_megabytes}`, remedy: 'Give a size that Lambda has.',
      });
    }
  }
}
