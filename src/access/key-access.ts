import { aws_iam as iam, aws_kms as kms } from 'aws-cdk-lib';
import { openKey } from '../validation/known-grantee';

/** Encrypt data, or make data keys that encrypt it. */
export function encrypt(key: kms.IKey, grantee: iam.IGrantable): iam.Grant {
  return openKey(key, grantee, 'kms:Encrypt', 'kms:GenerateDataKey');
}

/** Decrypt data, or the data keys that decrypt it. */
export function decrypt(key: kms.IKey, grantee: iam.IGrantable): iam.Grant {
  return openKey(key, grantee, 'kms:Decrypt');
}
