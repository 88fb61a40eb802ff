import { IResource, aws_iam as iam } from 'aws-cdk-lib';
import { requireThat } from '../validation/steadfast-error';

/**
 * Refuses to open a resource to a whole service, or to everybody.
 *
 * A service acts for all its customers: without a condition on whom it acts for, anybody's bucket or topic could send
 * (IAM User Guide, "The confused deputy problem").
 */
export function refuseUnnarrowed(resource: IResource, { grantPrincipal }: iam.IGrantable): void {
  const open = openPrincipal(grantPrincipal);
  requireThat(resource, open === undefined, {
    must: 'A service, or everybody, must be let in under a condition that says on whose behalf it comes',
    given: `${open} without one`,
    remedy: 'Give the principal one: new iam.ServicePrincipal(\'events.amazonaws.com\', { conditions: { ArnLike: { \'aws:SourceArn\': rule.ruleArn } } }).',
  });
}

/** A role or a user names itself; whoever is given as a principal of a policy may be anybody. */
function openPrincipal(principal: iam.IPrincipal): string | undefined {
  if (!(principal instanceof iam.PrincipalBase)) return undefined;
  const { principalJson, conditions } = principal.policyFragment;
  if (Object.keys(conditions).length > 0) return undefined;
  const services = namesIn(principalJson.Service);
  const everybody = [...namesIn(principalJson.LiteralString), ...namesIn(principalJson.AWS)].filter(name => name === '*');
  return [...services, ...everybody][0];
}

function namesIn(named: unknown): string[] {
  return [named].flat().filter((name): name is string => typeof name === 'string');
}
