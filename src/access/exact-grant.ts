import { IResource, aws_iam as iam, aws_kms as kms } from 'aws-cdk-lib';
import { openKey } from './key-access';
import { refuseUnnarrowed } from './narrowed-principal';
import { refuseUnknown } from '../validation/known-grantee';

/** A use of one resource, to the letter. */
export interface ExactUse {
  /** Who uses it. */
  readonly grantee: iam.IGrantable;
  /** The resource as CDK knows it; one with a policy of its own lets other accounts in. */
  readonly resource: IResource;
  readonly actions: string[];
  readonly resourceArns: string[];
  readonly conditions?: Record<string, Record<string, unknown>>;
  /** How the resource's own policy names the resource, where it cannot name itself by its ARN. */
  readonly resourceSelfArns?: string[];
  /** The customer key that the resource is encrypted with. */
  readonly key?: kms.IKey;
  readonly keyActions?: string[];
}

/** Grants a use and the key it takes: to the grantee, and in the resource's policy where the grantee is in another account. */
export function grantExactly({ resource, key, keyActions, ...use }: ExactUse): iam.Grant {
  refuseUnnarrowed(resource, use.grantee);
  const grant = hasPolicy(resource) ? grantByEither(use, resource) : iam.Grant.addToPrincipal(use);
  return key && keyActions ? grant.combine(openKey(key, use.grantee, ...keyActions)) : grant;
}

function grantByEither(use: iam.GrantOnPrincipalOptions, resource: iam.IResourceWithPolicy): iam.Grant {
  refuseUnknown(resource, use.grantee);
  return iam.Grant.addToPrincipalOrResource({ ...use, resource });
}

function hasPolicy(resource: IResource): resource is iam.IResourceWithPolicy {
  return 'addToResourcePolicy' in resource;
}
