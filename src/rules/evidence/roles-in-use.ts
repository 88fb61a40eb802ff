import { FunctionFact } from '../../inventory/function-facts';
import { grouped } from '../../inventory/grouped';
import { Inventory } from '../../inventory/inventory';
import { RoleFact } from '../../inventory/policy-facts';

/** Roles of functions the user wrote, each with the functions that run with it; nobody can change the roles of CDK's own handlers. */
export function rolesInUse(inventory: Inventory): ReadonlyMap<RoleFact, readonly FunctionFact[]> {
  return grouped(inventory.functions, one => (one.injectedBy === undefined ? inventory.roleOf(one) : undefined));
}

/** The functions of a role as a reader would list them. */
export function callUsers(users: readonly FunctionFact[]): string {
  const named = users.slice(0, 3).map(user => user.logicalId).join(', ');
  return users.length > 3 ? `${named} and ${users.length - 3} more` : named;
}
