import { IConstruct } from 'constructs';
import { requireThat } from '../validation/steadfast-error';

/**
 * Refuses a second connection where AWS takes one; CDK would complain about a name that nobody gave.
 *
 * @param scope where the first connection stands
 * @param id its id there
 * @param what what is connected, as the beginning of a sentence
 */
export function refuseSecond(scope: IConstruct, id: string, what: string): void {
  requireThat(scope, scope.node.tryFindChild(id) === undefined, {
    must: `${what} must be connected to a function once`,
    given: 'a second trigger',
    remedy: 'Use one trigger for all of it, or another function.',
  });
}
