import { callUsers, rolesInUse } from './evidence/roles-in-use';
import { lambdaFunction, lambdaRole } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { Statement, Target } from '../inventory/policy-facts';
import { patternTakesResource, takesResource } from '../reference/service-authorization';

/** Lambda makes and deletes a function's interfaces under ids that nobody knows before. */
const NETWORK_INTERFACES = [
  'ec2:createnetworkinterface', 'ec2:deletenetworkinterface', 'ec2:assignprivateipaddresses', 'ec2:unassignprivateipaddresses',
  'ec2:describenetworkinterfaces',
];

const PUT_METRIC = 'cloudwatch:putmetricdata';

/** Everything, or everything that a service has: `*`, `arn:aws:s3:::*`, `arn:aws:sqs:*:*:*`. */
const EVERYTHING = /^(\*+|arn:[^:]*:[a-z0-9-]+:\*?:\*?:\*)$/;

/** Where AWS lets a right be narrowed to a resource, it is. */
export const resourceWildcard: Rule = {
  id: 'resource-wildcard',
  severity: 'warning',
  title: 'A function\'s role names the resources it reaches',
  why: 'An action on every resource reaches what other teams keep in the same account. '
    + 'Whether an action can be narrowed comes from AWS\'s service authorization reference; actions that take no resource are left alone.',
  remedy: 'Replace * by the ARNs the function works on.',
  inCdk: 'ARNs in `resources` of the statement. `fn.grantAccess(Access. ...)` names them.',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  keeping: roleWith('arn:aws:sqs:eu-west-1:111111111111:jobs'),
  breaking: roleWith('*'),

  *check(inventory) {
    for (const [role, users] of rolesInUse(inventory)) {
      for (const statement of role.statements.filter(one => one.effect.known === 'Allow')) {
        yield* judgeStatement(statement, users);
      }
    }
  },
};

function* judgeStatement(statement: Statement, users: readonly FunctionFact[]): Iterable<Judgement> {
  const wide = statement.resources.find(reachesEverything);
  if (!wide && statement.notResources.length === 0) {
    return;
  }
  const reach = wide?.value.written ?? 'every resource but those of NotResource';
  const narrowable = statement.actions.map(action => action.written).filter(action => canBeNarrowed(action, users));
  if (narrowable.length > 0 && statement.condition.state !== 'absent') {
    yield cannotTell(statement.owner, `${callUsers(users)} may do ${narrowable.join(', ')} on ${reach} under a condition; how far that reaches cannot be told.`);
  } else if (narrowable.length > 0) {
    yield finding(statement.owner, `${callUsers(users)} may do ${narrowable.join(', ')} on ${reach}.`);
  }
  if (statement.actions.some(action => action.known?.toLowerCase() === PUT_METRIC) && !namesNamespace(statement)) {
    yield finding(statement.owner, `${callUsers(users)} may put metrics into every namespace.`, {
      remedy: 'Add the condition StringEquals cloudwatch:namespace to the statement.',
    });
  }
}

/** True for a target that means everything, or everything that a service has. */
export function reachesEverything({ value }: Target): boolean {
  return EVERYTHING.test(value.written.replace(/\$\{AWS::\w+\}/g, '*'));
}

/** True when AWS would let an action, as written in a policy, name what it works on. */
export function canBeNarrowed(action: string, users: readonly FunctionFact[]): boolean {
  if (NETWORK_INTERFACES.includes(action.toLowerCase()) && users.some(user => user.vpc.state !== 'absent')) {
    return false;
  }
  return /[*?]/.test(action) ? patternTakesResource(action) : takesResource(action) === 'always';
}

function namesNamespace(statement: Statement): boolean {
  const { condition } = statement;
  return condition.state === 'unknown'
    || condition.entries().some(([, operands]) => operands.state === 'unknown' || operands.keys().some(key => key.toLowerCase() === 'cloudwatch:namespace'));
}

function roleWith(resource: string): Rule['keeping'] {
  return {
    Resources: { Worker: lambdaFunction(), Role: lambdaRole({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: resource }) },
  };
}
