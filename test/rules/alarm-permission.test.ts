import { describeRule, plus, template } from './support';
import { alarmPermission } from '../../src/rules/alarm-permission';

const base = template({ People: ['AWS::SNS::Topic'], Errors: ['AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: 'People' }] }] });
const policy = (statement: object, more = {}) => plus(base, {
  Policy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: { Topics: [{ Ref: 'People' }], PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'People' }, ...statement }] } },
  },
  ...more,
});
const cloudwatch = { Principal: { Service: 'cloudwatch.amazonaws.com' } };

describeRule(alarmPermission, [
  ['the default policy lets alarms publish', base, {}],
  ['the default policy, written out, does too', policy({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'AWS:SourceOwner': { Ref: 'AWS::AccountId' } } } }), {}],
  ['a policy for another service', policy({ Principal: { Service: 'events.amazonaws.com' } }), { finds: ['error People'] }],
  ['a policy for CloudWatch', policy(cloudwatch), {}],
  ['for alarms of the account', policy({
    ...cloudwatch, Condition: { ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:aws:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*' } }, StringEquals: { 'aws:SourceAccount': '1' } },
  }), {}],
  ['for another alarm', policy(
    { ...cloudwatch, Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Other', 'Arn'] } } } }, { Other: { Type: 'AWS::CloudWatch::Alarm' } },
  ), { finds: ['error People'] }],
  ['any action', policy({ ...cloudwatch, Action: 'sns:*' }), {}],
  ['subscribing only', policy({ ...cloudwatch, Action: 'sns:Subscribe' }), { finds: ['error People'] }],
  ['denied to everybody', policy({ ...cloudwatch, Effect: 'Deny' }), { finds: ['error People'] }],
  ['an unfamiliar condition cannot be told', policy({ ...cloudwatch, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }), { unknown: ['People'] }],
  ['who else publishes is another rule\'s', template({
    People: ['AWS::SNS::Topic'],
    Policy: ['AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'People' }], PolicyDocument: { Statement: [{ Effect: 'Allow', ...cloudwatch, Action: 'sns:Publish', Resource: '*' }] } }],
    Rule: ['AWS::Events::Rule', { Targets: [{ Id: 'T', Arn: { Ref: 'People' } }] }],
  }), {}],
  ['a topic that no alarm uses', template({
    People: ['AWS::SNS::Topic'], Policy: ['AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'People' }], PolicyDocument: { Statement: [] } }],
  }), {}],
  ['a topic outside', template({ Errors: ['AWS::CloudWatch::Alarm', { AlarmActions: ['arn:aws:sns:eu-west-1:111111111111:ops'] }] }), {}],
]);
