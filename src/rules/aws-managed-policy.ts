import { callUsers, rolesInUse } from './evidence/roles-in-use';
import { lambdaFunction, lambdaRole } from './example-parts';
import { finding, Judgement, Rule } from './rule';
import { grouped } from '../inventory/grouped';
import { Inventory } from '../inventory/inventory';
import { ManagedPolicyUse, RoleFact } from '../inventory/policy-facts';

const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

/** A policy of AWS is written for everybody, so it fits nobody. */
export const awsManagedPolicy: Rule = {
  id: 'aws-managed-policy',
  severity: 'warning',
  title: 'A function\'s role carries no policy that AWS manages',
  why: 'A policy of AWS allows its actions on every resource of the account, and AWS changes it without asking: '
    + 'the basic execution role alone may write into the logs of every other function.',
  remedy: 'Replace the managed policy by statements for the function\'s own log group and resources.',
  inCdk: 'A `role` of your own with statements. A `SteadfastFunction` has one without any policy of AWS.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-managed-policies.html',
  keeping: {
    Resources: {
      Worker: lambdaFunction({ LoggingConfig: { LogGroup: { Ref: 'Logs' } } }),
      Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
      Role: lambdaRole({ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': ['Logs', 'Arn'] } }),
    },
  },
  breaking: {
    Resources: { Worker: lambdaFunction(), Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [BASIC] } } },
  },

  *check(inventory) {
    for (const [role, users] of rolesInUse(inventory)) {
      for (const name of namesOf(role.managedPolicies.filter(use => !use.bySam))) {
        yield finding(role, `${callUsers(users)} runs with ${name}, which AWS manages.`);
      }
    }
    yield* summarizeSam(inventory);
    yield* summarizeInjected(inventory);
  },
};

/** One line for all roles that SAM makes: what it attaches to them can be avoided, but only by a role of one's own. */
function* summarizeSam(inventory: Inventory): Iterable<Judgement> {
  const unasked = ({ managedPolicies }: RoleFact): readonly ManagedPolicyUse[] => managedPolicies.filter(use => use.bySam);
  const made = [...rolesInUse(inventory)].filter(([role]) => unasked(role).length > 0);
  for (const roles of grouped(made, ([role]) => role.template).values()) {
    const [[, [firstUser]]] = roles;
    const names = [...new Set(roles.flatMap(([role]) => namesOf(unasked(role))))].join(', ');
    yield finding(firstUser, `SAM attaches ${names}, which AWS manages, to ${roles.length === 1 ? 'its role' : `the roles of ${roles.length} functions`}.`, {
      remedy: 'Give each function a Role of its own with statements for its own log group and sources, or acknowledge this finding.',
    });
  }
}

/** One line for all of CDK's own handlers: their roles cannot be changed, only avoided. */
function* summarizeInjected(inventory: Inventory): Iterable<Judgement> {
  const injected = inventory.functions.all.filter(one => one.injectedBy !== undefined);
  const managed = injected.filter(one => namesOf(inventory.roleOf(one)?.managedPolicies ?? []).length > 0);
  for (const handlers of grouped(managed, one => one.template).values()) {
    const names = [...new Set(handlers.map(one => one.injectedBy))].join(', ');
    yield finding(handlers[0], `CDK put ${names} into the template, with policies that AWS manages.`, {
      remedy: 'Use the properties of CloudFormation instead of the L2 feature that brings the handler, or acknowledge this finding.',
    });
  }
}

function namesOf(uses: readonly ManagedPolicyUse[]): readonly string[] {
  return uses.filter(use => use.byAws).map(use => use.value.written.slice(use.value.written.lastIndexOf('/') + 1));
}
