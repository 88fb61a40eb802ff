import { aws_iam as iam, aws_secretsmanager as secretsmanager, aws_ssm as ssm } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';

/** Read the value of a secret. */
export function readSecret(secret: secretsmanager.ISecret, grantee: iam.IGrantable): iam.Grant {
  return grantExactly({
    grantee,
    resource: secret,
    actions: ['secretsmanager:GetSecretValue'],
    resourceArns: [fullArn(secret)],
    key: secret.encryptionKey,
    keyActions: ['kms:Decrypt'],
  });
}

/** Read the value of a parameter. */
export function readParameter(parameter: ssm.IParameter, grantee: iam.IGrantable): iam.Grant {
  return grantExactly({
    grantee,
    resource: parameter,
    actions: ['ssm:GetParameter', 'ssm:GetParameters'],
    resourceArns: [parameter.parameterArn],
    key: parameterKey(parameter),
    keyActions: ['kms:Decrypt'],
  });
}

/** Secrets Manager ends an ARN with a dash and six characters, which nobody knows of a secret that was imported by name. */
function fullArn(secret: secretsmanager.ISecret): string {
  return secret.secretFullArn ?? `${secret.secretArn}-??????`;
}

/** Only secure strings have a key, and only those that were imported with it show it. */
function parameterKey(parameter: ssm.IParameter): ssm.StringParameter['encryptionKey'] {
  return (parameter as ssm.StringParameter).encryptionKey;
}
