import { Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Doubt } from './doubt';
import { acknowledged } from '../../bridge/resource-metadata';

/** What is doubtful about who may invoke a function. */
export function callerDoubts(fn: lambda.Function): Doubt[] {
  const below = fn.node.findAll();
  return [
    ...below.filter(child => child instanceof lambda.CfnUrl).flatMap(openUrl),
    ...below.filter(child => child instanceof lambda.CfnPermission)
      .flatMap(permission => [...openToAll(permission), ...withoutSource(permission)]),
  ];
}

function openUrl(url: lambda.CfnUrl): Doubt[] {
  if (url.authType !== lambda.FunctionUrlAuthType.NONE || acknowledged(url, 'public-invoke')) return [];
  return [{
    rule: 'public-invoke',
    must: 'A function URL must tell who may call it',
    given: `${url.node.path} for anybody`,
    remedy: 'Ask for a signature (lambda.FunctionUrlAuthType.AWS_IAM), or say why anybody may call: new UrlTrigger({ openBecause: reason }).',
  }];
}

/** The permissions that CDK makes for an open URL are said with the URL. */
function openToAll(permission: lambda.CfnPermission): Doubt[] {
  if (permission.principal !== '*' || isNarrowed(permission) || permission.functionUrlAuthType || permission.invokedViaFunctionUrl) return [];
  return [{
    rule: 'public-invoke',
    must: 'Nobody must be able to invoke a function without being named',
    given: `${permission.node.path} for every principal`,
    remedy: 'Name the principal, or narrow it by organizationId, sourceAccount or sourceArn.',
  }];
}

function withoutSource(permission: lambda.CfnPermission): Doubt[] {
  const principal = Stack.of(permission).resolve(permission.principal) as unknown;
  if (typeof principal !== 'string' || !principal.endsWith('.amazonaws.com') || isNarrowed(permission)) return [];
  return [{
    rule: 'invoke-without-source',
    must: 'A service must invoke on behalf of a named source only, or that of another account may invoke too',
    given: `${principal} without a source in ${permission.node.path}`,
    remedy: 'Set sourceArn or sourceAccount on the permission, or connect the source by its trigger.',
  }];
}

function isNarrowed({ sourceArn, sourceAccount, eventSourceToken, principalOrgId }: lambda.CfnPermission): boolean {
  return [sourceArn, sourceAccount, eventSourceToken, principalOrgId].some(value => value !== undefined);
}
