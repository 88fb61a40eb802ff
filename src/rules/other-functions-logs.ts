import { callUsers, rolesInUse } from './evidence/roles-in-use';
import { lambdaFunction, lambdaRole } from './example-parts';
import { finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../inventory/model';
import { Statement, Target } from '../inventory/policy-facts';
import { covers, matchesPattern } from '../reference/action-pattern';

const WRITES = ['logs:PutLogEvents', 'logs:CreateLogStream', 'logs:CreateLogGroup'];
const GROUPS_OF_FUNCTIONS = '/aws/lambda/';

/** Who may write into the logs of others can hide among them. */
export const otherFunctionsLogs: Rule = {
  id: 'other-functions-logs',
  severity: 'warning',
  title: 'A function writes to its own log group only',
  why: 'A function that may write into the logs of others can forge their entries and run up their bill, and its own mistakes are found in the wrong place.',
  remedy: 'Name the function\'s own log group: arn:PARTITION:logs:REGION:ACCOUNT:log-group:NAME:*.',
  inCdk: 'Leave the statement out. A `SteadfastFunction` may write to its own `logGroup`, and to no other.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html',
  keeping: roleWritingTo({ 'Fn::GetAtt': ['Logs', 'Arn'] }),
  breaking: roleWritingTo({ 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/*' }),

  *check(inventory) {
    const owners = ownersOfGroups(inventory);
    const names = inventory.functions.all.map((one): Named => [one.name.known ?? '', one]).filter(([name]) => name !== '').sort(byName);
    for (const [role, users] of rolesInUse(inventory)) {
      for (const statement of role.statements.filter(writesLogs)) {
        yield* judgeStatement(statement, users, owners, names);
      }
    }
  },
};

type Named = readonly [name: string, one: FunctionFact];

function byName([one]: Named, [other]: Named): number {
  return one < other ? -1 : 1;
}

function* judgeStatement(
  statement: Statement, users: readonly FunctionFact[], owners: ReadonlyMap<Resource, readonly FunctionFact[]>, names: readonly Named[],
): Iterable<Judgement> {
  for (const target of statement.resources) {
    const pattern = groupPattern(target);
    const owning = target.link.resource && owners.get(target.link.resource);
    if (owning && !owning.some(owner => users.includes(owner))) {
      yield finding(statement.owner, `${callUsers(users)} may write into the logs of ${callUsers(owning)}.`);
    } else if (pattern !== undefined && reachesOthers(pattern, users, names)) {
      yield finding(statement.owner, `${callUsers(users)} may write into every log group ${pattern}.`);
    }
  }
}

/** `*` alone is left to the rule on resources. */
function groupPattern(target: Target): string | undefined {
  const { written } = target.value;
  const at = written.indexOf(':log-group:');
  if (at >= 0) {
    return written.slice(at + ':log-group:'.length).replace(/:(\*|log-stream:.*)$/, '');
  }
  return undefined;
}

/** A pattern reaches others when nothing but `/aws/lambda/` is fixed, or when it matches the name of another function here. */
function reachesOthers(pattern: string, users: readonly FunctionFact[], names: readonly Named[]): boolean {
  const fixed = pattern.split(/[*?]/)[0];
  if (GROUPS_OF_FUNCTIONS.startsWith(fixed)) {
    return true;
  }
  const prefix = fixed.slice(GROUPS_OF_FUNCTIONS.length);
  for (let at = firstFrom(prefix, names); fixed.startsWith(GROUPS_OF_FUNCTIONS) && names[at]?.[0].startsWith(prefix); at += 1) {
    const [name, one] = names[at];
    if (!users.includes(one) && matchesPattern(pattern, GROUPS_OF_FUNCTIONS + name)) {
      return true;
    }
  }
  return false;
}

/** Where names that begin with a prefix would start, in a list that is sorted by name. */
function firstFrom(prefix: string, names: readonly Named[]): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (names[middle][0] < prefix) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function writesLogs(statement: Statement): boolean {
  return statement.effect.known === 'Allow'
    && statement.actions.some(action => action.written.length > 1 && WRITES.some(write => covers(action.written, write)));
}

function ownersOfGroups(inventory: Inventory): ReadonlyMap<Resource, readonly FunctionFact[]> {
  const owners = new Map<Resource, FunctionFact[]>();
  for (const one of inventory.functions) {
    for (const group of inventory.logGroupsOf(one)) {
      const sharing = owners.get(group.resource) ?? [];
      sharing.push(one);
      owners.set(group.resource, sharing);
    }
  }
  return owners;
}

function roleWritingTo(resource: unknown): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction({ LoggingConfig: { LogGroup: { Ref: 'Logs' } } }),
      Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
      Role: lambdaRole({ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: resource }),
    },
  };
}
