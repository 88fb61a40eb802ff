import { describeRule, findingsOf, template } from './support';
import { awsManagedPolicy } from '../../src/rules/aws-managed-policy';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';

const BASIC = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']] };
const role = (...arns: unknown[]) => ({ Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: arns } });
const handlers = template({
  LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction(),
  BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691: lambdaFunction(),
  Role: role(BASIC),
});

describeRule(awsManagedPolicy, [
  ['as CDK writes it', template({ Worker: lambdaFunction(), Role: role(BASIC) }), { finds: ['warning Role'] }],
  ['two of them are two findings', template({ Worker: lambdaFunction(), Role: role(BASIC, 'arn:aws-cn:iam::aws:policy/AWSXRayDaemonWriteAccess') }),
    { finds: ['warning Role', 'warning Role'] }],
  ['a customer-managed policy', template({
    Worker: lambdaFunction(), Role: role({ Ref: 'Own' }, 'arn:aws:iam::111111111111:policy/own'), Own: ['AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [] } }],
  }), {}],
  ['a policy given at deployment', { ...template({ Worker: lambdaFunction(), Role: role({ Ref: 'Policy' }) }), Parameters: { Policy: { Type: 'String' } } }, {}],
  ['the role of something else', template({ Worker: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/r' }), Role: role(BASIC) }), {}],
  ['a permissions boundary is no grant', template({
    Worker: lambdaFunction(), Role: ['AWS::IAM::Role', { PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess' }],
  }), {}],
  ['CDK\'s own handlers together are one line', handlers, { finds: ['warning LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A'], mends: ['instead of the L2 feature'] }],
  ['CDK\'s own handler with a plain role', template({ LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction(), Role: lambdaRole() }), {}],
  ['what SAM attaches is one line, whoever wrote the function', {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: { Worker: { Type: 'AWS::Serverless::Function', Properties: { Handler: 'i.h', Runtime: 'nodejs22.x', InlineCode: 'x' } } },
  }, { finds: ['warning Worker'], says: ['to its role'], mends: ['a Role of its own'] }],
  ['a list of the wrong type', template({ Worker: lambdaFunction(), Role: ['AWS::IAM::Role', { ManagedPolicyArns: { a: 1 } }] }), {}],
  ['a plain role', template({ Worker: lambdaFunction(), Role: lambdaRole() }), {}],
]);

test('the line for CDK\'s handlers names them', () => {
  expect(findingsOf(awsManagedPolicy, handlers)[0].message).toBe('CDK put LogRetention, BucketNotificationsHandler into the template, with policies that AWS manages.');
});
