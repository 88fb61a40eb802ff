import { Duration } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SteadfastError } from './steadfast-error';

/**
 * Refuses a time that AWS counts in whole seconds and that is none: CDK's own conversion throws without a word of what it was for.
 *
 * A time that is known at deployment only must come in seconds already, for nobody can convert it.
 */
export function refuseFraction(where: IConstruct | string, name: string, time: Duration | undefined): void {
  if (!time || (time.isUnresolved() ? time.unitLabel() === 'seconds' : Number.isInteger(time.toSeconds({ integral: false })))) return;
  throw new SteadfastError(where, {
    must: `${name} must be a whole number of seconds`,
    given: time.isUnresolved() ? `${time.unitLabel()} that are known at deployment only` : `${time.toSeconds({ integral: false })} seconds`,
    remedy: 'Give it by Duration.seconds().',
  });
}

/** The seconds of a time that something else is computed from, and that must be known for it. */
export function knownSeconds(where: IConstruct | string, name: string, time: Duration): number {
  refuseFraction(where, name, time);
  if (!time.isUnresolved()) return time.toSeconds();
  throw new SteadfastError(where, {
    must: `${name} must be known when the app is synthesized`,
    given: 'a value that is known at deployment only',
    remedy: 'Give it as a number, perhaps from the context of the app.',
  });
}
