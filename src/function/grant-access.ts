import { aws_iam as iam } from 'aws-cdk-lib';
import { Access } from '../access/access';

/** Grants every access, as one grant that can be depended on. */
export function grantAccess(grantee: iam.IGrantable, accesses: Access[]): iam.Grant {
  return accesses.reduce<iam.Grant>(
    (grant, access) => grant.combine(access.grantTo(grantee)),
    iam.Grant.drop(grantee, 'access granted by intent'),
  );
}
