import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What a refusal tells its reader. */
export interface Refusal {
  /** What must hold, in the user's words, as a whole sentence without its full stop. */
  readonly must: string;

  /** What was given instead. */
  readonly given: string;

  /** What to do about it, as a whole sentence. */
  readonly remedy: string;
}

/** The one error this library throws for bad input. */
export class SteadfastError extends Error {
  public readonly name = 'SteadfastError';

  /** @param where the construct, or what is refused before there is one */
  constructor(where: IConstruct | string, refusal: Refusal) {
    super(`${typeof where === 'string' ? where : where.node.path || 'App'}: ${explain(refusal)}`);
  }
}

/** The grammar every refusal speaks, at construction and at synth alike. */
export function explain(refusal: Refusal): string {
  return `${refusal.must}; given: ${refusal.given}. ${refusal.remedy}`;
}

/**
 * Throws unless the condition holds.
 *
 * The values that the condition was computed from are passed along: while one of them is a token, nobody can tell, so nothing is refused.
 */
export function requireThat(scope: IConstruct, holds: boolean, refusal: Refusal, ...from: unknown[]): void {
  if (!holds && !from.some(value => Token.isUnresolved(value))) throw new SteadfastError(scope, refusal);
}
