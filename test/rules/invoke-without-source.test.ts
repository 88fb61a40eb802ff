import { describeRule, findingsOf, plus, template } from './support';
import { lambdaFunction } from '../../src/rules/example-parts';
import { invokeWithoutSource } from '../../src/rules/invoke-without-source';

const allow = (properties: object, sections = {}) => template({
  Worker: lambdaFunction(),
  Permission: ['AWS::Lambda::Permission', { FunctionName: { Ref: 'Worker' }, Action: 'lambda:InvokeFunction', Principal: 'sns.amazonaws.com', ...properties }],
}, sections);
const stage = { Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } } };
const perhaps = (value: unknown) => ({ 'Fn::If': ['C', value, { Ref: 'AWS::NoValue' }] });

describeRule(invokeWithoutSource, [
  ['an account', allow({ SourceAccount: { Ref: 'AWS::AccountId' } }), {}],
  ['an organization', allow({ PrincipalOrgID: 'o-abc' }), {}],
  ['a skill\'s token', allow({ Principal: 'alexa-appkit.amazon.com', EventSourceToken: 'amzn1.ask.skill.1' }), {}],
  ['a skill without one', allow({ Principal: 'alexa-appkit.amazon.com' }), { finds: ['warning Permission'] }],
  ['a source of nothing but wildcards', allow({ SourceArn: 'arn:aws:sns:*:*:*' }), { finds: ['warning Permission'] }],
  ['a source that is one wildcard', allow({ SourceArn: '*' }), { finds: ['warning Permission'] }],
  ['any bucket', allow({ Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::*' }), { finds: ['warning Permission'] }],
  ['any bucket of a name', allow({ Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::photos-*' }), {}],
  ['any topic of an account', allow({ SourceArn: 'arn:aws:sns:*:111111111111:*' }), {}],
  ['a source with a wildcard at its end', allow({ SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*' } }, { Parameters: { Api: { Type: 'String' } } }), {}],
  ['a source given at deployment', allow({ SourceArn: { Ref: 'P' } }, stage), {}],
  ['a source that a condition may leave out', allow({ SourceArn: perhaps('arn:aws:sns:eu-west-1:111111111111:t') }, stage), { unknown: ['Permission'] }],
  ['one topic or another, as a condition chooses', plus(allow({ SourceArn: { 'Fn::If': ['C', { Ref: 'One' }, { Ref: 'Other' }] } }, stage), { One: { Type: 'AWS::SNS::Topic' }, Other: { Type: 'AWS::SNS::Topic' } }), {}],
  ['an account that a condition may leave out', allow({ SourceAccount: perhaps('111111111111') }, stage), { unknown: ['Permission'] }],
  ['a source imported from another stack', allow({ SourceArn: { 'Fn::ImportValue': 'topic' } }), {}],
  ['another account is no service', allow({ Principal: '222222222222' }), {}],
  ['a role is no service', allow({ Principal: 'arn:aws:iam::222222222222:role/r' }), {}],
  ['everybody is another rule\'s', allow({ Principal: '*' }), {}],
  ['a load balancer', allow({ Principal: 'elasticloadbalancing.amazonaws.com' }), { finds: ['warning Permission'] }],
  ['a load balancer\'s target group by its name', allow({
    Principal: 'elasticloadbalancing.amazonaws.com', SourceArn: { 'Fn::Sub': 'arn:aws:elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:targetgroup/orders/*' },
  }), {}],
  ['a function elsewhere', allow({ FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }), { finds: ['warning Permission'], says: ['function:f for anybody'] }],
  ['CDK\'s own handler', plus(allow({ FunctionName: { Ref: 'LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A' } }), { LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A: lambdaFunction() }), {}],
  ['the wrong type', allow({ Principal: { a: 1 }, SourceArn: [] }), {}],
]);

test('a load balancer gets a remedy that can be deployed', () => {
  expect(findingsOf(invokeWithoutSource, allow({ Principal: 'elasticloadbalancing.amazonaws.com' }))[0].remedy).toContain('targetgroup/NAME/*');
});
