import { actionsOfManagedPolicy } from './aws-managed-policies';
import { standsWith } from './openings';
import { RoleFact, Statement, Target } from '../../inventory/policy-facts';
import { covers } from '../../reference/action-pattern';

/** Whether a target of a statement covers what is asked for; undefined when that cannot be told. */
export type Touches = (target: Target) => boolean | undefined;

/**
 * Whether a role may do any of the actions on what the test recognizes: true, false, or undefined when the templates cannot tell.
 * A condition on an Allow, or on the policy it stands in, makes it undefined; a Deny without either settles it.
 */
export function mayDo(role: RoleFact, actions: readonly string[], touches: Touches): boolean | undefined {
  const denies = (action: string) => role.statements.filter(one => settles(one, action, touches));
  const left = actions.filter(action => !denies(action).some(one => standsWith(one.owner, role)));
  const free = left.filter(action => denies(action).length === 0);
  if (isAllowed(role, free, touches) === true) {
    return true;
  }
  return isAllowed(role, left, touches) === false && isSeen(role) ? false : undefined;
}

function isAllowed(role: RoleFact, actions: readonly string[], touches: Touches): boolean | undefined {
  const answers = role.statements.filter(one => one.effect.known === 'Allow')
    .map(one => allows(one, actions, touches) && (standsWith(one.owner, role) || undefined));
  const managed = role.managedPolicies.flatMap(use => actionsOfManagedPolicy(use) ?? []);
  if (answers.includes(true) || actions.some(action => managed.includes(action))) {
    return true;
  }
  return answers.includes(undefined) ? undefined : false;
}

/** True when every right of the role is known: from the templates, or from an AWS-managed policy whose actions are on record. */
function isSeen(role: RoleFact): boolean {
  return role.complete || (role.statements.every(one => one.effect.kind === 'known')
    && role.managedPolicies.every(use => actionsOfManagedPolicy(use) !== undefined || use.link.resource?.type === 'AWS::IAM::ManagedPolicy'));
}

function settles(statement: Statement, action: string, touches: Touches): boolean {
  return statement.effect.known === 'Deny' && statement.condition.state === 'absent'
    && statement.actions.some(one => covers(one.written, action)) && statement.resources.some(target => touches(target) === true);
}

function allows(statement: Statement, actions: readonly string[], touches: Touches): boolean | undefined {
  if (statement.notActions.length > 0 || statement.notResources.length > 0) {
    return undefined;
  }
  const covered = actions.some(action => statement.actions.some(one => covers(one.written, action)));
  if (!covered) {
    return statement.actions.some(one => one.kind === 'unknown') ? undefined : false;
  }
  const touched = statement.resources.map(touches);
  if (touched.includes(true)) {
    return statement.condition.state === 'absent' ? true : undefined;
  }
  return touched.includes(undefined) ? undefined : false;
}
