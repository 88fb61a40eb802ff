import { aws_lambda as lambda } from 'aws-cdk-lib';
import { requireThat } from '../validation/steadfast-error';
import { warn } from '../validation/warning';

/**
 * Refuses what AWS would refuse at deployment and CDK takes without a word, whichever props it came from: it reads what will be deployed.
 *
 * @param stopped whether the user said that nothing shall run
 */
export function refuseContradictions(fn: lambda.Function, stopped: boolean): void {
  const resource = fn.node.defaultChild as lambda.CfnFunction;
  const reserved = resource.reservedConcurrentExecutions;
  const provisioned = provisionedOf(fn);

  requireThat(fn, reserved === undefined || provisioned === undefined || provisioned <= reserved, {
    must: 'What is kept warm must fit into the reserved concurrency, of which it is a part',
    given: `${provisioned} kept warm and ${reserved} reserved`,
    remedy: `Reserve at least ${provisioned}, or keep at most ${reserved} warm.`,
  }, provisioned, reserved);
  if (reserved === 0 && !stopped) {
    warn(fn, 'stopped', {
      must: 'A function must be able to run',
      given: 'a reserved concurrency of 0, which stops it',
      remedy: 'Say concurrency: Concurrency.stopped(reason) if that is what you want.',
    });
  }
  requireThat(fn, !resource.snapStart || provisioned === undefined, {
    must: 'A function must have either SnapStart or provisioned concurrency',
    given: 'both',
    remedy: 'Remove snapStart, or keep nothing warm.',
  });
}

function provisionedOf(fn: lambda.Function): number | undefined {
  const version = fn.currentVersion.node.defaultChild as lambda.CfnVersion;
  const config = version.provisionedConcurrencyConfig as lambda.CfnVersion.ProvisionedConcurrencyConfigurationProperty | undefined;
  return config?.provisionedConcurrentExecutions;
}
