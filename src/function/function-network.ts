import { aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { RoleRights } from '../access/role-rights';
import { exactFileSystem } from '../network/exact-file-system';
import { Network } from '../network/network';

/** The props that CDK's constructor sees of a function's network and file system. */
export function networkProps(props: lambda.FunctionOptions, network: Network | undefined): lambda.FunctionOptions {
  return {
    ...network?._functionProps,
    ...(props.filesystem ? { filesystem: exactFileSystem(props.filesystem) } : {}),
  };
}

/** Lets the stated traffic out of a function, and warns of services it may use but not reach. */
export function attach(fn: lambda.Function, network: Network | undefined): void {
  network?._bind(fn, () => servicesOf(fn));
}

/** The services whose actions a function may do; those of an imported role are not known. */
function servicesOf(fn: lambda.Function): string[] {
  if (!(fn.role instanceof iam.Role)) return [];
  return [...new Set(RoleRights.of(fn).lines.map((line) => line.match(/^Allow ([a-z0-9-]+):/)?.[1] ?? ''))];
}
