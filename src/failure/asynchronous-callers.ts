import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * The services that wait for a function's answer, so that their own caller sees the error.
 *
 * Every other service may invoke asynchronously and then counts on the function's failure path.
 * Source: "Using other services", AWS Lambda Developer Guide, November 2026.
 */
const WAITING_SERVICES = [
  'apigateway', 'appsync', 'alexa-appkit', 'bedrock', 'cognito-idp', 'connect', 'edgelambda', 'elasticloadbalancing',
  'firehose', 'lex', 'lexv2', 'states', 'vpc-lattice',
];

/** Whether this principal may invoke a function without waiting for the answer. */
export function mayCallAsynchronously(fn: IConstruct, principal: iam.IPrincipal): boolean {
  const services = callingServices(fn, principal);
  return services.length === 0 || services.some(service => !WAITING_SERVICES.includes(service.split('.')[0]));
}

/** The services behind a principal: itself, or those that may assume it as a role. */
function callingServices(fn: IConstruct, principal: iam.IPrincipal): string[] {
  if (principal instanceof iam.ServicePrincipal) return [principal.service];
  if (principal instanceof iam.PrincipalWithConditions) {
    // A service stands there by a token: its name may differ from region to region.
    return servicesIn(Stack.of(fn).resolve(principal.policyFragment.principalJson) as PrincipalJson);
  }
  if (!(principal instanceof iam.Role) || !principal.assumeRolePolicy) return [];
  const trust = Stack.of(principal).resolve(principal.assumeRolePolicy) as { Statement?: { Principal?: PrincipalJson }[] } | undefined;
  return (trust?.Statement ?? []).flatMap(statement => servicesIn(statement.Principal));
}

type PrincipalJson = { Service?: unknown };

function servicesIn(principal: PrincipalJson | undefined): string[] {
  return [principal?.Service].flat().filter((service): service is string => typeof service === 'string');
}
