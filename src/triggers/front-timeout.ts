import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { timeoutOf } from './trigger-target';
import { SteadfastError, requireThat } from '../validation/steadfast-error';

/** A front that waits for a function, and no longer than this. */
export interface Front {
  /** What the front is called, in a sentence. */
  readonly name: string;
  /** How long it waits. */
  readonly waits: Duration;
}

/** A function that runs on after its front gave up works for nobody, and its caller tries again. */
export function refuseSlow(target: lambda.IFunction, front: Front): void {
  const timeout = timeoutOf(target);
  if (!timeout || timeout.isUnresolved() || front.waits.isUnresolved()) return;
  const seconds = timeout.toSeconds();
  const most = front.waits.toSeconds({ integral: false });
  requireThat(target, seconds <= most, {
    must: `${front.name} waits ${most} seconds for a function, so the function must time out within them`,
    given: `a timeout of ${seconds} seconds`,
    remedy: `Set timeout: Duration.seconds(${Math.floor(most)}) or less on the function, or answer at once and work on behind a queue.`,
  });
}

/** Refuses a time that an API cannot wait; the least is 50 milliseconds (Amazon API Gateway quotas). */
export function refuseImpossibleWait(where: IConstruct | string, { name, waits }: Front, timeout: Duration | undefined): void {
  if (!timeout) return;
  const known = !timeout.isUnresolved();
  const milliseconds = known ? timeout.toMilliseconds({ integral: false }) : undefined;
  const most = waits.toMilliseconds();
  if (milliseconds === undefined ? timeout.unitLabel() === 'millis' : Number.isInteger(milliseconds) && milliseconds >= 50 && milliseconds <= most) return;
  throw new SteadfastError(where, {
    must: `${name} must wait 50 to ${most} milliseconds for a function`,
    given: known ? `${milliseconds}` : `${timeout.unitLabel()} that are known at deployment only`,
    remedy: 'Choose a timeout in that range, by Duration.millis() where it is known at deployment only.',
  });
}
