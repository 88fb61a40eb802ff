import { aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { RoleRights } from '../access/role-rights';
import { isMadeElsewhere } from '../defaults/made-elsewhere';
import { SteadfastDefaults } from '../defaults/steadfast-defaults';
import { exactFileSystem } from '../network/exact-file-system';
import { noticeMissingEndpoints } from '../network/missing-endpoints';
import { Network } from '../network/network';
import { requireThat } from '../validation/steadfast-error';

/** What CDK lets a function choose in its VPC. */
const CHOICES = ['vpcSubnets', 'securityGroups', 'allowAllOutbound', 'allowAllIpv6Outbound', 'allowPublicSubnet'] as const;

/**
 * The network of a function: what it says itself, or the VPC that was decided for its scope.
 *
 * @param scope the function, or where it is about to be made
 */
export function networkOf(scope: IConstruct, props: lambda.FunctionOptions, network: Network | undefined): Network | undefined {
  if (network || props.vpc) return network;
  const { vpc } = SteadfastDefaults._takenBy(scope);
  const chosen = CHOICES.filter(name => props[name] !== undefined);
  requireThat(scope, !vpc || chosen.length === 0, {
    must: 'A function that chooses for itself in a VPC must name the VPC',
    given: `${chosen.join(', ')}, and the VPC of SteadfastDefaults`,
    remedy: 'Set vpc too, or say it with network: Network.privateSubnets(vpc, { ... }).',
  });
  return vpc && Network.privateSubnets(vpc);
}

/** The props that CDK's constructor sees of a function's network and file system. */
export function networkProps(props: lambda.FunctionOptions, network: Network | undefined): lambda.FunctionOptions {
  return {
    ...network?._functionProps,
    ...(props.filesystem ? { filesystem: exactFileSystem(props.filesystem) } : {}),
  };
}

/** Lets the stated traffic out of a function, and warns of services it may use but not reach. */
export function attach(fn: lambda.Function, { vpc, vpcSubnets }: lambda.FunctionOptions, network: Network | undefined): void {
  network?._bind(fn, () => servicesOf(fn));
  if (vpc) noticeMissingEndpoints(fn, vpc, vpcSubnets, () => servicesOf(fn));
}

/** The services whose actions a function may do; those of a role that is not of this app are not known. */
function servicesOf(fn: lambda.Function): string[] {
  if (!(fn.role instanceof iam.Role) || isMadeElsewhere(fn.role)) return [];
  return [...new Set(RoleRights.of(fn).lines.map(line => line.match(/^Allow ([a-z0-9-]+):/)?.[1] ?? ''))];
}
