import { actionsOfManagedPolicy } from './aws-managed-policies';
import { RoleFact, Statement, Target } from '../inventory/policy-facts';

/** Whether a target of a statement covers what is asked for; undefined when that cannot be told. */
export type Touches = (target: Target) => boolean | undefined;

/**
 * Whether a role may do any of the actions on what the test recognizes: true, false, or undefined when the templates cannot tell.
 * A condition on an Allow makes it undefined; a Deny without a condition settles it.
 */
export function mayDo(role: RoleFact, actions: readonly string[], touches: Touches): boolean | undefined {
  const left = actions.filter(action => !role.statements.some(one => settles(one, action, touches)));
  const answers = role.statements.filter(one => one.effect.known === 'Allow').map(one => allows(one, left, touches));
  const managed = role.managedPolicies.flatMap(use => actionsOfManagedPolicy(use) ?? []);
  if (answers.includes(true) || left.some(action => managed.includes(action))) {
    return true;
  }
  return answers.includes(undefined) || !isSeen(role) ? undefined : false;
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

/** True when an action as written in a policy (`s3:Put*`) covers an action. */
export function covers(written: string, action: string): boolean {
  if (!/[*?]/.test(written)) {
    return written.toLowerCase() === action.toLowerCase();
  }
  return matchesPattern(written.toLowerCase(), action.toLowerCase());
}

/** IAM's `*` and `?`, without regular expressions, which a hostile pattern could keep busy for ever. */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p;
      p += 1;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      t = resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(p));
}
