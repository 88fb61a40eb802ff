import { describeRule, template } from './support';
import { policyOverwritten } from '../../src/rules/policy-overwritten';

const policy = (...queues: unknown[]) => ({ Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: queues } });
const both = (one: object, other: object) => template({ Jobs: ['AWS::SQS::Queue'], Other: ['AWS::SQS::Queue'], A: one as Record<string, unknown>, B: other as Record<string, unknown> });
const jobs = { Ref: 'Jobs' };

describeRule(policyOverwritten, [
  ['two on one queue', both(policy(jobs), policy(jobs)), { finds: ['error B'] }],
  ['one each', both(policy(jobs), policy({ Ref: 'Other' })), {}],
  ['one that also stands for another queue', both(policy(jobs), policy({ Ref: 'Other' }, jobs)), { finds: ['error B'] }],
  ['one that names its queue twice', both(policy(jobs, jobs), policy({ Ref: 'Other' })), {}],
  ['two on one topic', template({
    T: ['AWS::SNS::Topic'], A: ['AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'T' }] }], B: ['AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'T' }] }],
  }), { finds: ['error B'] }],
  ['one under a condition cannot be told', {
    ...both({ ...policy(jobs), Condition: 'IsProd' }, policy(jobs)), Parameters: { S: { Type: 'String' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'S' }, 'prod'] } },
  }, { unknown: ['B'] }],
  ['queues that cannot be told', { ...both(policy({ Ref: 'Q' }), policy({ Ref: 'Q' })), Parameters: { Q: { Type: 'String' } } }, {}],
]);
