import { aws_iam as iam } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SteadfastDefaults } from './steadfast-defaults';

/**
 * Gives the roles at and below a construct of this library the boundary that was decided for them.
 *
 * It is a plain property of each: an `iam.PermissionsBoundary` that a user applies or clears, by aspect, comes before it.
 */
export function holdToBoundary(construct: IConstruct): void {
  const boundary = SteadfastDefaults._takenBy(construct).permissionsBoundary;
  if (!boundary) return;
  construct.node.findAll()
    .filter(child => child instanceof iam.CfnRole)
    .forEach(role => { role.permissionsBoundary ??= boundary.managedPolicyArn; });
}
