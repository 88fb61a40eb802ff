import { rolesInUse } from './evidence/roles-in-use';
import { lambdaFunction, lambdaRole } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { Statement } from '../inventory/policy-facts';

/** A function's role names its actions. */
export const actionWildcard: Rule = {
  id: 'action-wildcard',
  severity: 'error',
  title: 'A function\'s role names every action it allows',
  why: 'A wildcard in an action grants what the function never needs, deleting and re-configuring included, and what AWS adds later.',
  remedy: 'List the actions the function calls.',
  inCdk: '`bucket.grants.actionsOnObjectKeys(...)` or a statement of your own in place of `grantRead` and its kin. '
    + '`fn.grantAccess(Access.readObjects(bucket))` names every action.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  keeping: roleWith('s3:GetObject'),
  breaking: roleWith('s3:*'),

  *check(inventory) {
    for (const [role, [user]] of rolesInUse(inventory)) {
      for (const statement of role.statements) {
        yield* judgeStatement(statement, user);
      }
    }
  },
};

function* judgeStatement(statement: Statement, user: FunctionFact): Iterable<Judgement> {
  if (statement.effect.kind === 'unknown') {
    yield cannotTell(statement.owner, `A statement of ${user.logicalId}'s role cannot be told: ${statement.effect.why}.`);
  }
  if (statement.effect.known !== 'Allow') {
    return;
  }
  const wild = statement.actions.filter(action => action.written.includes('*'));
  if (wild.length > 0) {
    yield finding(statement.owner, `${user.logicalId} may do ${wild.map(action => action.written).join(', ')}.`);
  }
  if (statement.notActions.length > 0) {
    yield finding(statement.owner, `${user.logicalId} may do everything except ${statement.notActions.map(action => action.written).join(', ')}.`, {
      remedy: 'Replace NotAction by the list of actions the function calls.',
    });
  }
}

function roleWith(action: string): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Role: lambdaRole({ Effect: 'Allow', Action: action, Resource: 'arn:aws:s3:::orders/in/*' }),
    },
  };
}
