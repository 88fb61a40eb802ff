import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { DAYS_AHEAD, RUNTIMES, RUNTIME_SOURCE, daysUntil } from '../reference/runtime-table';

const ABOUT: Omit<Rule, 'check'> = {
  id: 'runtime-end-of-life',
  severity: 'error',
  title: 'A function\'s runtime is supported, and for 90 days more',
  why: 'A deprecated runtime gets no security patches. Some months later Lambda refuses to create functions with it, then to update those that have it: '
    + 'an urgent repair then needs a migration first.',
  remedy: 'Move to the newest runtime of the language.',
  inCdk: '`runtime: lambda.Runtime.NODEJS_24_X`, or the newest of your language.',
  source: RUNTIME_SOURCE.page,
  keeping: { Resources: { Worker: lambdaFunction({ Runtime: 'nodejs24.x' }) } },
  breaking: { Resources: { Worker: lambdaFunction({ Runtime: 'nodejs16.x' }) } },
};

/** The rule as it judges on a given day. */
export function runtimeEndOfLifeOn(today: () => Date): Rule {
  return {
    ...ABOUT,

    *check({ functions }) {
      for (const one of functions) {
        const runtime = one.runtime.known;
        if (one.runtime.kind !== 'absent' && runtime === undefined && one.injectedBy === undefined) {
          yield cannotTell(one, `Its runtime cannot be told (${one.runtime.written}).`);
        }
        const life = runtime !== undefined && Object.prototype.hasOwnProperty.call(RUNTIMES, runtime) ? RUNTIMES[runtime] : undefined;
        const left = life ? daysUntil(life.deprecated, today()) : Infinity;
        if (life && left <= DAYS_AHEAD) {
          const refused = `functions cannot be created with it from ${life.createBlocked}, nor updated from ${life.updateBlocked}`;
          yield finding(one, `Its runtime ${runtime} is deprecated ${left > 0 ? 'from' : 'since'} ${life.deprecated}; ${refused}.`, {
            severity: left <= 0 ? 'error' : 'warning', remedy: remedyFor(one, life.successor),
          });
        }
      }
    },
  };
}

/** A runtime that ends is known long before. */
export const runtimeEndOfLife = runtimeEndOfLifeOn(() => new Date());

function remedyFor(one: FunctionFact, successor: string): string {
  return one.injectedBy === undefined
    ? `Set Runtime of ${one.logicalId} to ${successor}.`
    : 'Upgrade aws-cdk-lib: this function is its own, and newer releases bring a newer runtime.';
}
