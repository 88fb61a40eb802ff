import { describeRule, findingsOf, plus, template } from './support';
import { deliveryDlq } from '../../src/rules/delivery-dlq';
import { lambdaFunction } from '../../src/rules/example-parts';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const base = template({ Worker: lambdaFunction(), Jobs: ['AWS::SQS::Queue'], Undelivered: ['AWS::SQS::Queue'], Topic: ['AWS::SNS::Topic'] });
const subscribed = (properties: object) => plus(base, { Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, ...properties } } });
const ruled = (target: object, rule = {}) => plus(base, { Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'T', ...target }], ...rule } } });
const scheduled = (target: object, more = {}) => plus(base, { Daily: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: target, ...more } } });
const redrive = { RedrivePolicy: { deadLetterTargetArn: arn('Undelivered') } };
const dead = { DeadLetterConfig: { Arn: arn('Undelivered') } };

describeRule(deliveryDlq, [
  ['a subscription of a function', subscribed({ Protocol: 'lambda', Endpoint: arn('Worker') }), { finds: ['warning Sub'] }],
  ['with its redrive policy', subscribed({ Protocol: 'lambda', Endpoint: arn('Worker'), ...redrive }), {}],
  ['a subscription of a queue', subscribed({ Protocol: 'sqs', Endpoint: arn('Jobs') }), { finds: ['warning Sub'] }],
  ['people with mailboxes are no queue', subscribed({ Protocol: 'email', Endpoint: 'ops@example.com' }), {}],
  ['a subscription written inside the topic', plus(base, {
    Topic: { Type: 'AWS::SNS::Topic', Properties: { Subscription: [{ Protocol: 'lambda', Endpoint: arn('Worker') }] } },
  }), { finds: ['warning Topic'] }],
  ['a rule to a queue', ruled({ Arn: arn('Jobs') }), { finds: ['warning Rule'], says: ['deliver to Jobs'], mends: ['Set DeadLetterConfig on the target'] }],
  ['a rule to a topic is about people', ruled({ Arn: { Ref: 'Topic' } }), {}],
  ['a rule that is switched off', ruled({ Arn: arn('Worker') }, { State: 'DISABLED' }), {}],
  ['a retry policy alone keeps nothing', ruled({ Arn: arn('Worker'), RetryPolicy: { MaximumRetryAttempts: 185 } }), { finds: ['warning Rule'] }],
  ['each target needs its own', ruled({ Arn: arn('Worker'), ...dead }, { Targets: [{ Id: 'A', Arn: arn('Worker'), ...dead }, { Id: 'B', Arn: arn('Jobs') }] }),
    { finds: ['warning Rule'] }],
  ['a schedule', scheduled({ Arn: arn('Worker') }), { finds: ['warning Daily'], mends: ['Set Target.DeadLetterConfig on the schedule'] }],
  ['a schedule that is switched off', scheduled({ Arn: arn('Worker') }, { State: 'DISABLED' }), {}],
  ['a schedule with one', scheduled({ Arn: arn('Worker'), ...dead }), {}],
  ['one of another stack', scheduled({ Arn: arn('Worker'), DeadLetterConfig: { Arn: { 'Fn::ImportValue': 'Undelivered' } } }), {}],
  ['one that a condition may leave out cannot be told', {
    ...ruled({ Arn: arn('Worker'), DeadLetterConfig: { 'Fn::If': ['IsProd', { Arn: arn('Undelivered') }, { Ref: 'AWS::NoValue' }] } }),
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  }, { unknown: ['Rule'] }],
  ['a function outside counts too', ruled({ Arn: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }), { finds: ['warning Rule'] }],
]);

test('the remedy names the property', () => {
  expect(findingsOf(deliveryDlq, subscribed({ Protocol: 'sqs', Endpoint: arn('Jobs') }))[0].remedy).toBe('Set RedrivePolicy on the subscription.');
});
