import { warmCapacities } from './evidence/warm-capacity';
import { lambdaFunction, liveAlias, publishedVersion } from './example-parts';
import { cannotTell, finding, Rule } from './rule';

/** An alias with weights cannot keep executions warm. */
export const weightedProvisioned: Rule = {
  id: 'weighted-provisioned',
  severity: 'error',
  title: 'An alias has static weights or provisioned concurrency, not both',
  why: 'Lambda refuses provisioned concurrency on an alias that is split between two versions by weights of the template.',
  remedy: 'Remove RoutingConfig and let CodeDeploy shift the alias, or put the provisioned concurrency on the versions.',
  inCdk: '`Release.canary()` in place of `additionalVersions`. `Concurrency.provisioned` keeps versions warm, and no alias.',
  source: 'https://github.com/hashicorp/terraform/issues/24957 (the refusal of the Lambda API, as quoted there)',
  keeping: {
    Resources: {
      Worker: lambdaFunction(),
      Version: publishedVersion({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } }),
      Live: liveAlias({ RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '7', FunctionWeight: 0.1 }] } }),
    },
  },
  breaking: {
    Resources: {
      Worker: lambdaFunction(),
      Version: publishedVersion(),
      Live: liveAlias({
        RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '7', FunctionWeight: 0.1 }] },
        ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 },
      }),
    },
  },

  *check(inventory) {
    const capacities = warmCapacities(inventory);
    for (const alias of inventory.aliases) {
      const warm = alias.target.function && capacities.get(alias.target.function)?.find(one => one.qualifier === alias.name.written);
      if (!warm || warm.most === 0 || alias.weighted.known === false) {
        continue;
      }
      if (alias.weighted.known && warm.least > 0) {
        yield finding(alias, 'It splits its traffic by static weights and keeps executions warm.');
      } else {
        yield cannotTell(alias, 'Whether it has both static weights and provisioned concurrency cannot be told.');
      }
    }
  },
};
