import { aws_iam as iam, aws_kms as kms } from 'aws-cdk-lib';
import { refuseUnknown } from '../validation/known-grantee';

/** Opens a key to somebody who is known. */
export function openKey(key: kms.IKey, grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
  refuseUnknown(key, grantee);
  return key.grant(grantee, ...actions);
}

/** Encrypt data, or make data keys that encrypt it. */
export function encrypt(key: kms.IKey, grantee: iam.IGrantable): iam.Grant {
  return openKey(key, grantee, 'kms:Encrypt', 'kms:GenerateDataKey');
}

/** Decrypt data, or the data keys that decrypt it. */
export function decrypt(key: kms.IKey, grantee: iam.IGrantable): iam.Grant {
  return openKey(key, grantee, 'kms:Decrypt');
}
