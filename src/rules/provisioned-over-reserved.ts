import { sumOf } from './evidence/bounds';
import { warmCapacities } from './evidence/warm-capacity';
import { lambdaFunction, liveAlias, publishedVersion } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { isOpen } from '../inventory/value';

/** What is kept warm is a part of what is reserved. */
export const provisionedOverReserved: Rule = {
  id: 'provisioned-over-reserved',
  severity: 'error',
  title: 'A function keeps no more executions warm than it may run',
  why: 'Provisioned concurrency is taken from the function\'s reserved concurrency, of all its aliases and versions together. Lambda refuses more, '
    + 'at deployment or, where autoscaling asks for it, when traffic rises.',
  remedy: 'Raise ReservedConcurrentExecutions, or lower the provisioned concurrency of the aliases and versions.',
  inCdk: '`provisionedConcurrentExecutions` within `reservedConcurrentExecutions`. `Concurrency.provisioned({ executions, reserved })` '
    + 'refuses more than fits.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
  keeping: keptWarm(5),
  breaking: keptWarm(20),

  *check(inventory) {
    for (const [one, capacities] of warmCapacities(inventory)) {
      const { least, most } = sumOf(capacities);
      const reserved = one.reserved.known;
      const names = capacities.map(capacity => capacity.qualifier).join(', ');
      if (reserved !== undefined && least > reserved) {
        yield finding(one, `${least} executions are kept warm (${names}), but only ${reserved} are reserved.`, {
          remedy: `Reserve at least ${least} executions for ${one.logicalId}, or keep at most ${reserved} warm.`,
        });
      } else if (reserved === undefined ? isOpen(one.reserved) : most > reserved) {
        yield cannotTell(one, `Whether what is kept warm (${names}) fits into the ${one.reserved.written} reserved executions cannot be told.`);
      }
    }
  },
};

function keptWarm(executions: number): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction({ ReservedConcurrentExecutions: 10 }),
      Version: publishedVersion(),
      Live: liveAlias({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: executions } }),
    },
  };
}
