import { Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { timeoutOf } from './trigger-target';
import { requireThat } from '../validation/steadfast-error';

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
  if (!timeout) return;
  const seconds = timeout.toSeconds();
  const most = front.waits.toSeconds({ integral: false });
  requireThat(target, seconds <= most, {
    must: `${front.name} waits ${most} seconds for a function, so the function must time out within them`,
    given: `a timeout of ${seconds} seconds`,
    remedy: `Set timeout: Duration.seconds(${Math.floor(most)}) or less on the function, or answer at once and work on behind a queue.`,
  }, seconds, most);
}
