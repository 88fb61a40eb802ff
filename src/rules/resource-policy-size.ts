import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { FunctionFact, PermissionFact } from '../inventory/function-facts';
import { grouped } from '../inventory/grouped';
import { Value } from '../inventory/model';
import { RawMap } from '../inventory/raw';

/** Bytes of one resource policy; Lambda quotas, 2026-11. */
const QUOTA = 20_480;

/** What the pseudo parameters come to at least and at most. */
const PSEUDO: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'AWS::Partition': [3, 10], 'AWS::Region': [9, 14], 'AWS::AccountId': [12, 12], 'AWS::StackName': [1, 128], 'AWS::URLSuffix': [13, 24],
};

/** The prefix that CloudFormation gives a statement's id: stack name, dashes and a random tail. */
const SID_OVERHEAD: readonly [number, number] = [15, 80];

/** A reference that is no pseudo parameter: at least a character, at most a long ARN. */
const HOLE: readonly [number, number] = [1, 140];

/** A policy that is full refuses the next route. */
export const resourcePolicySize: Rule = {
  id: 'resource-policy-size',
  severity: 'error',
  title: 'The permissions on one qualifier fit into 20 KB',
  why: 'Lambda keeps the permissions of a qualifier in one resource policy of at most 20 KB; the deployment that adds one more fails.',
  remedy: 'Replace the permissions for single routes, rules or topics by one for the whole API or a name pattern.',
  inCdk: '`RestIntegration` and `HttpIntegration` need one permission an API; CDK\'s own make one a route (or two).',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  keeping: withPermissions(20),
  breaking: withPermissions(120),

  *check({ functions }) {
    for (const one of functions) {
      for (const [qualifier, permissions] of one.permissions.length > FEW ? byQualifier(one) : []) {
        const [least, most] = permissions.map(permission => sizeOf(permission, one)).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
        const what = `${permissions.length} permissions on ${one.logicalId}${qualifier === '$LATEST' ? '' : `:${qualifier}`}`;
        if (least > QUOTA) {
          yield finding(one, `${what} come to at least ${kilobytes(least)}; Lambda keeps 20 KB.`);
        } else if (most > QUOTA && permissions.length > CERTAINLY_FIT) {
          yield cannotTell(one, `${what} come to ${kilobytes(least)} or more, up to ${kilobytes(most)} with the longest names; Lambda keeps 20 KB.`);
        }
      }
    }
  },
};

/** So few fit with the longest ARNs that AWS knows, 2,048 characters each. */
const FEW = 8;

/** Statements of a usual length (300 to 400 bytes) fit up to this number. */
const CERTAINLY_FIT = 45;

function byQualifier(one: FunctionFact): ReadonlyMap<string, readonly PermissionFact[]> {
  return grouped(one.permissions, permission => permission.target.qualifier.written);
}

/** The statement as Lambda writes it, with the shortest and the longest names there can be. */
function sizeOf(permission: PermissionFact, one: FunctionFact): readonly [least: number, most: number] {
  const skeleton = '{"Sid":"","Effect":"Allow","Principal":{"Service":""},"Action":"","Resource":"arn:aws:lambda:eu-west-1:111111111111:function:"},'.length;
  const arn = permission.sourceArn.kind === 'absent' ? 0 : '"Condition":{"ArnLike":{"AWS:SourceArn":""}},'.length;
  const account = permission.sourceAccount.kind === 'absent' ? 0 : '"StringEquals":{"AWS:SourceAccount":""},'.length;
  const name: readonly [number, number] = one.name.known === undefined ? [1, 64] : [one.name.known.length, one.name.known.length];
  const parts = [permission.principal, permission.action, permission.sourceArn, permission.sourceAccount].map(written);
  const fixed = skeleton + arn + account;
  return [
    fixed + SID_OVERHEAD[0] + permission.logicalId.length + name[0] + sum(parts.map(([least]) => least)),
    fixed + SID_OVERHEAD[1] + permission.logicalId.length + name[1] + sum(parts.map(([, most]) => most)),
  ];
}

function written(value: Value<string>): readonly [least: number, most: number] {
  const holes = [...value.written.matchAll(/\$\{([^{}]+)\}/g)].map(([, inside]) => PSEUDO[inside] ?? HOLE);
  const fixed = value.written.replace(/\$\{[^{}]+\}/g, '').length;
  return [fixed + sum(holes.map(([least]) => least)), fixed + sum(holes.map(([, most]) => most))];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function withPermissions(count: number): RawMap {
  const permissions = [...Array(count).keys()].map(index => [`PostOrdersPermission${index}`, {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { Ref: 'Worker' },
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:abc123/prod/POST/orders/${index}` },
    },
  }]);
  return { Resources: { Worker: lambdaFunction(), ...Object.fromEntries(permissions) } };
}
