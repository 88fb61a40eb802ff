import { Token } from 'aws-cdk-lib';
import { SteadfastError } from './steadfast-error';

/**
 * The reason for an opt-out; one that says nothing is refused, for it is all that a reader of the template and of the report has.
 *
 * @param what what is opted out of, as it is called in code
 */
export function reasonFor(what: string, reason: string): string {
  if (Token.isUnresolved(reason) || reason.trim() !== '') return reason;
  throw new SteadfastError(what, {
    must: 'An opt-out must say why it is right',
    given: 'an empty reason',
    remedy: 'Say it in a sentence; it stands in the template and in the report.',
  });
}
