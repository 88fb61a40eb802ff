import { callUsers, rolesInUse } from './evidence/roles-in-use';
import { lambdaFunction, lambdaRole } from './example-parts';
import { finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { ManagedPolicyUse } from '../inventory/policy-facts';

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
  const byTemplate = new Map<string, (readonly [FunctionFact, readonly ManagedPolicyUse[]])[]>();
  for (const [role, users] of rolesInUse(inventory)) {
    const unasked = role.managedPolicies.filter(use => use.bySam);
    if (unasked.length > 0) {
      const others = byTemplate.get(role.template) ?? [];
      others.push([users[0], unasked]);
      byTemplate.set(role.template, others);
    }
  }
  for (const roles of byTemplate.values()) {
    const names = [...new Set(roles.flatMap(([, uses]) => namesOf(uses)))].join(', ');
    yield finding(roles[0][0], `SAM attaches ${names}, which AWS manages, to ${roles.length === 1 ? 'its role' : `the roles of ${roles.length} functions`}.`, {
      remedy: 'Give each function a Role of its own with statements for its own log group and sources, or acknowledge this finding.',
    });
  }
}

/** One line for all of CDK's own handlers: their roles cannot be changed, only avoided. */
function* summarizeInjected(inventory: Inventory): Iterable<Judgement> {
  const byTemplate = new Map<string, FunctionFact[]>();
  for (const one of inventory.functions) {
    const role = one.injectedBy === undefined ? undefined : inventory.roleOf(one);
    if (role && namesOf(role.managedPolicies).length > 0) {
      const others = byTemplate.get(one.template) ?? [];
      others.push(one);
      byTemplate.set(one.template, others);
    }
  }
  for (const handlers of byTemplate.values()) {
    const names = [...new Set(handlers.map(one => one.injectedBy))].join(', ');
    yield finding(handlers[0], `CDK put ${names} into the template, with policies that AWS manages.`, {
      remedy: 'Use the properties of CloudFormation instead of the L2 feature that brings the handler, or acknowledge this finding.',
    });
  }
}

function namesOf(uses: readonly ManagedPolicyUse[]): readonly string[] {
  return uses.filter(use => use.byAws).map(use => use.value.written.slice(use.value.written.lastIndexOf('/') + 1));
}
