import { callUsers } from './evidence/roles-in-use';
import { lambdaFunction, lambdaRole } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { grouped } from '../inventory/grouped';
import { Inventory } from '../inventory/inventory';

/** What one function needs, all that share its role may do. */
export const sharedRole: Rule = {
  id: 'shared-role',
  severity: 'warning',
  title: 'Every function has a role of its own',
  why: 'Functions that share a role may all do what any of them needs, and nobody can tell any more which right belongs to which.',
  remedy: 'Give every function a role of its own.',
  inCdk: 'Leave `role` out: CDK makes one for each function.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  keeping: {
    Resources: {
      Reader: lambdaFunction({ Role: { 'Fn::GetAtt': ['ReaderRole', 'Arn'] } }),
      Writer: lambdaFunction({ Role: { 'Fn::GetAtt': ['WriterRole', 'Arn'] } }),
      ReaderRole: lambdaRole(),
      WriterRole: lambdaRole(),
    },
  },
  breaking: { Resources: { Reader: lambdaFunction(), Writer: lambdaFunction(), Role: lambdaRole() } },

  *check(inventory) {
    for (const users of usersByRole(inventory).values()) {
      const certain = users.filter(user => !user.conditional);
      const role = inventory.roleOf(users[0]);
      const place = role ?? users[0];
      const name = role?.logicalId ?? users[0].role.written;
      if (certain.length > 1) {
        yield finding(place, `${callUsers(certain)} run with the same role${role ? '' : ` ${name}`}.`);
      } else if (users.length > 1) {
        yield cannotTell(place, `${callUsers(users)} name the same role; a condition decides which of them there are.`);
      }
    }
  },
};

/** Functions the user wrote, by the role they name; two roles are the same when the templates show it. */
function usersByRole(inventory: Inventory): ReadonlyMap<unknown, readonly FunctionFact[]> {
  return grouped(inventory.functions, one => (one.injectedBy === undefined ? roleKey(one) : undefined));
}

/** What is written by parameter or import means the same within one template only. */
function roleKey(one: FunctionFact): unknown {
  const { role } = one;
  if (role.state === 'here' || role.state === 'absent') {
    return role.resource;
  }
  if (role.state === 'elsewhere') {
    return role.written;
  }
  return /^\$\{[^{}]+\}$/.test(role.written) ? `${one.template} ${role.written}` : undefined;
}
