import { isMap, own, RawMap } from '../raw';
import { notExpanded } from './not-expanded';

const BASIC = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' };

/** The role that SAM makes for a function that names none. */
export function roleOf(properties: RawMap): RawMap {
  const policies = [own(properties, 'Policies')].flat().filter(policy => policy !== undefined);
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: own(properties, 'AssumeRolePolicyDocument')
        ?? { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] },
      ManagedPolicyArns: [BASIC, ...policies.flatMap(managedPolicy)],
      Policies: policies.filter(isMap).filter(policy => !isIntrinsic(policy)).map(policy => ({ PolicyName: 'Sam', PolicyDocument: documentOf(policy) })),
      PermissionsBoundary: own(properties, 'PermissionsBoundary'),
    },
  };
}

/** A plain string is a policy of AWS by its name, or an ARN. */
function managedPolicy(policy: unknown): readonly unknown[] {
  if (typeof policy === 'string') {
    return [policy.startsWith('arn:') ? policy : { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${policy}` }];
  }
  return isMap(policy) && isIntrinsic(policy) ? [policy] : [];
}

function documentOf(policy: RawMap): RawMap {
  return 'Statement' in policy ? policy : { Statement: [notExpanded(Object.keys(policy).join(', '))] };
}

function isIntrinsic(policy: RawMap): boolean {
  const keys = Object.keys(policy);
  return keys.length === 1 && /^(Ref|Fn::)/.test(keys[0]);
}
