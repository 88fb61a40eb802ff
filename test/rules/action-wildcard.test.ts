import { describeRule, template } from './support';
import { actionWildcard } from '../../src/rules/action-wildcard';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';

const allow = (statement: object) => template({ Worker: lambdaFunction(), Role: lambdaRole({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', ...statement }) });
const document = (action: string) => ({ Statement: { Effect: 'Allow', Action: action, Resource: '*' } });

describeRule(actionWildcard, [
  ['a wildcard resource is another rule\'s', allow({}), {}],
  ['one in a list', allow({ Action: ['s3:GetObject', 's3:List*'] }), { finds: ['error Role'] }],
  ['everything', allow({ Action: '*' }), { finds: ['error Role'] }],
  ['everything except', allow({ Action: undefined, NotAction: 'iam:*' }), { finds: ['error Role'], mends: ['Replace NotAction'] }],
  ['a Deny may be as wide as it likes', allow({ Effect: 'Deny', Action: 's3:*' }), {}],
  ['a policy attached by Ref', template({
    Worker: lambdaFunction(), Role: lambdaRole(), Policy: ['AWS::IAM::Policy', { Roles: [{ Ref: 'Role' }], PolicyDocument: document('sqs:*') }],
  }), { finds: ['error Policy'] }],
  ['a managed policy attached by the role', template({
    Worker: lambdaFunction(),
    Role: ['AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: 'Policy' }] }],
    Policy: ['AWS::IAM::ManagedPolicy', { PolicyDocument: document('sqs:*') }],
  }), { finds: ['error Policy'] }],
  ['a role that no function uses', template({ Worker: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/r' }), Role: lambdaRole({ Effect: 'Allow', Action: '*', Resource: '*' }) }), {}],
  ['the role by its literal name', template({
    Worker: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/service/worker' }),
    Role: ['AWS::IAM::Role', { RoleName: 'worker', Policies: [{ PolicyName: 'p', PolicyDocument: document('sqs:*') }] }],
  }), { finds: ['error Role'] }],
  ['key and queue policies are not the role\'s', template({
    Worker: lambdaFunction(), Role: lambdaRole(), Key: ['AWS::KMS::Key', { KeyPolicy: { Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: 'arn' } }] } }],
  }), {}],
  ['CDK\'s own handlers are not the user\'s to change', template({
    LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction(), Role: lambdaRole({ Effect: 'Allow', Action: 's3:*', Resource: '*' }),
  }), {}],
  ['a statement that cannot be told', {
    ...template({ Worker: lambdaFunction(), Role: lambdaRole({ 'Fn::If': ['C', { Effect: 'Allow', Action: 's3:*', Resource: '*' }, { Effect: 'Deny', Action: 's3:*', Resource: '*' }] }) }),
    Parameters: { P: { Type: 'String' } },
    Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
  }, { unknown: ['Role'] }],
]);
