import { Aws, Token, aws_iam as iam, aws_kms as kms, aws_secretsmanager as secretsmanager, aws_ssm as ssm } from 'aws-cdk-lib';
import { grantExactly } from './exact-grant';
import { openKey } from './key-access';
import { WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerWildcard } from '../acknowledgements/rights-answers';
import { SteadfastError, requireThat } from '../validation/steadfast-error';

/** Read the value of a secret. */
export function readSecret(secret: secretsmanager.ISecret, grantee: iam.IGrantable): iam.Grant {
  refuseForeignReader(secret, grantee);
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

/** Read every parameter below a path: by the path, or one by one. */
export function readParametersByPath(path: string, key: kms.IKey | undefined, grantee: iam.IGrantable): iam.Grant {
  if (!Token.isUnresolved(path) && !/^(\/[a-zA-Z0-9_.-]+)+$/.test(path)) {
    throw new SteadfastError('Access.readParametersByPath', {
      must: 'A path of parameters must begin with a slash, end without one, and name every part',
      given: `"${path}"`,
      remedy: 'Write it like /shop/orders.',
    });
  }
  const parameters = `arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter${path}`;
  const [below, actions] = [`${parameters}/*`, ['ssm:GetParametersByPath', 'ssm:GetParameter', 'ssm:GetParameters']];
  answerWildcard(grantee, { resource: below, actions, reason: WILDCARD_REASONS.parameters });
  // Whoever asks by path asks for the path itself.
  const grant = iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [parameters, below] });
  return key ? grant.combine(openKey(key, grantee, 'kms:Decrypt')) : grant;
}

/** The key that AWS manages for secrets cannot be opened to another account (AWS Secrets Manager User Guide, "Access from a different account"). */
function refuseForeignReader(secret: secretsmanager.ISecret, { grantPrincipal }: iam.IGrantable): void {
  const [theirs, reader] = [secret.env.account, grantPrincipal.principalAccount];
  const foreign = reader !== undefined && !Token.isUnresolved(reader) && !Token.isUnresolved(theirs) && reader !== theirs;
  requireThat(secret, !foreign || secret.encryptionKey !== undefined, {
    must: 'A secret that another account reads must be encrypted with a customer key',
    given: 'none',
    remedy: 'Set encryptionKey on the secret, or import the secret with it.',
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
