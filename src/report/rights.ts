import { kindOfLink } from './kinds';
import { nameOf, Nodes } from './nodes';
import { Right } from './report';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { RoleFact, Statement, Target } from '../inventory/policy-facts';
import { writtenForm } from '../inventory/reading/resolved';
import { canBeNarrowed, reachesEverything } from '../rules/resource-wildcard';

/** Who may do what: one entry for each function, resource and kind of permission. */
export function rightsOf(inventory: Inventory, nodes: Nodes): readonly Right[] {
  return inventory.functions.all.flatMap(one => {
    const role = inventory.roleOf(one);
    const id = nodes.of(one.resource);
    return role ? [...merged(role.statements.flatMap(statement => statementRights(id, one, statement))), ...managed(id, role)] : [hidden(id, one)];
  });
}

function statementRights(id: string, one: FunctionFact, statement: Statement): readonly Right[] {
  const base = {
    function: id,
    denied: statement.effect.known === 'Deny',
    conditioned: statement.condition.state !== 'absent',
    actions: actionsOf(statement),
  };
  if (statement.effect.kind !== 'known') {
    return [{ ...base, resource: '?', note: 'A condition decides whether this statement stands here.' }];
  }
  const wide = base.denied ? undefined : wideActions(statement);
  if (statement.notResources.length > 0) {
    return [{ ...base, resource: `everything except ${statement.notResources.map(nameOfTarget).join(', ')}`, wide: wide ?? (base.denied ? undefined : 'reaches everything else') }];
  }
  return statement.resources.map(target => ({
    ...base,
    resource: nameOfTarget(target),
    kind: target.link.state === 'here' || target.link.service !== undefined ? kindOfLink(target.link) : undefined,
    ...reachOf(target, statement, one, wide),
  }));
}

function actionsOf({ actions, notActions }: Statement): readonly string[] {
  return notActions.length > 0 ? [`everything except ${notActions.map(action => action.written).join(', ')}`] : actions.map(action => action.written);
}

function wideActions({ actions, notActions }: Statement): string | undefined {
  return notActions.length > 0 || actions.some(action => /[*?]/.test(action.written)) ? 'a wildcard stands for actions' : undefined;
}

/** `*` is loud only where AWS would let it be narrowed. */
function reachOf(target: Target, statement: Statement, one: FunctionFact, wide: string | undefined): Pick<Right, 'wide' | 'note'> {
  if (statement.effect.known === 'Deny' || !reachesEverything(target)) {
    return { wide };
  }
  const narrowable = statement.notActions.length > 0 || statement.actions.some(action => canBeNarrowed(action.written, [one]));
  return narrowable
    ? { wide: [wide, 'reaches every resource'].filter(part => part !== undefined).join('; ') }
    : { wide, note: 'AWS takes no resource for these actions.' };
}

/** A resource of the templates by its name, everything else as it is written. */
function nameOfTarget({ link, value }: Target): string {
  return link.state === 'here' && link.resource ? `${nameOf(link.resource)}${link.rest ? writtenForm(link.rest) : ''}` : value.written;
}

/** Statements that say the same of a resource are one entry. */
function merged(rights: readonly Right[]): readonly Right[] {
  const found = new Map<string, Right>();
  for (const right of rights) {
    const { resource, kind, denied, conditioned, note } = right;
    const key = JSON.stringify([resource, kind, denied, conditioned, note]);
    const same = found.get(key);
    const actions = [...new Set([...same?.actions ?? [], ...right.actions])].sort();
    found.set(key, { ...right, actions, wide: same?.wide ?? right.wide });
  }
  return [...found.values()].sort((one, other) => rank(one) - rank(other));
}

/** What reaches too far comes first, what every function has comes last. */
function rank({ wide, note, kind }: Right): number {
  return wide !== undefined ? 0 : note === undefined && kind !== 'Log group' ? 1 : 2;
}

function managed(id: string, { managedPolicies }: RoleFact): readonly Right[] {
  return managedPolicies.filter(use => use.byAws || use.link.resource === undefined).map(({ value, byAws }) => ({
    function: id,
    resource: 'what the policy names',
    kind: 'Managed policy',
    actions: [value.written.replace(/^.*:policy\//, '')],
    denied: false,
    conditioned: false,
    ...(byAws ? { wide: 'a policy that AWS owns and widens' } : { note: 'The policy is not in the templates.' }),
  }));
}

function hidden(id: string, one: FunctionFact): Right {
  return {
    function: id, resource: '?', actions: [], denied: false, conditioned: false, note: `The role ${one.role.written} is not in the templates.`,
  };
}
