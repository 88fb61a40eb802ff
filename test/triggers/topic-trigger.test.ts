import { Stack, aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SteadfastDefaults, TopicTrigger } from '../../src';
import { actionsOf } from '../support/roles';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
let topic: sns.Topic;
beforeEach(() => {
  stack = stackWith();
  topic = new sns.Topic(stack, 'Topic');
});

const LIVE = { Ref: Match.stringLikeRegexp('^FunctionLive') };
const PARKING = { 'Fn::GetAtt': [Match.stringLikeRegexp('^SteadfastParking'), 'Arn'] };

test('a message invokes the live alias, which only this topic may', () => {
  steadfastFunction(stack).addEventSource(new TopicTrigger(topic));
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'lambda', Endpoint: LIVE, TopicArn: { Ref: Match.stringLikeRegexp('^Topic') } });
  template.hasResourceProperties('AWS::Lambda::Permission', {
    FunctionName: LIVE, Principal: 'sns.amazonaws.com', SourceArn: { Ref: Match.stringLikeRegexp('^Topic') },
  });
});

test('a message that cannot be delivered is parked, and so is one that fails on every attempt', () => {
  steadfastFunction(stack).addEventSource(new TopicTrigger(topic));
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::SNS::Subscription', { RedrivePolicy: { deadLetterTargetArn: PARKING } });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage' })]) },
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { DestinationConfig: { OnFailure: { Destination: PARKING } } });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'ApproximateNumberOfMessagesVisible' });
});

test('thirty topics need one statement of the parking queue', () => {
  const fn = steadfastFunction(stack);
  for (let number = 0; number < 30; number++) fn.addEventSource(new TopicTrigger(new sns.Topic(stack, `Topic${number}`)));
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::SQS::QueuePolicy'));
  expect(policies.map(policy => policy.Properties.PolicyDocument.Statement.length)).toEqual([2]);
});

test('a parking queue with a key of the organisation is open to SNS', () => {
  SteadfastDefaults.of(stack).set({ encryptionKey: new kms.Key(stack, 'Key') });
  steadfastFunction(stack).addEventSource(new TopicTrigger(topic));
  Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'sns.amazonaws.com' }, Action: ['kms:GenerateDataKey', 'kms:Decrypt'] })]) },
  });
});

test('an encrypted topic needs no right of the function', () => {
  const fn = plainFunction(stack);
  fn.addEventSource(new TopicTrigger(new sns.Topic(stack, 'Encrypted', { masterKey: new kms.Key(stack, 'Key') })));
  expect(actionsOf(fn)).toEqual([]);
});

test('messages are filtered by attributes or by their body', () => {
  const fn = steadfastFunction(stack);
  fn.addEventSource(new TopicTrigger(topic, { filterPolicy: { colour: sns.SubscriptionFilter.stringFilter({ allowlist: ['red'] }) } }));
  const other = new sns.Topic(stack, 'Other');
  fn.addEventSource(new TopicTrigger(other, {
    filterPolicyWithMessageBody: { size: sns.FilterOrPolicy.filter(sns.SubscriptionFilter.numericFilter({ greaterThan: 5 })) },
  }));
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::SNS::Subscription', { FilterPolicy: { colour: ['red'] } });
  template.hasResourceProperties('AWS::SNS::Subscription', { FilterPolicy: { size: [{ numeric: ['>', 5] }] }, FilterPolicyScope: 'MessageBody' });
});

test('topics of the same name in different places serve one function', () => {
  const fn = steadfastFunction(stack);
  const other = new sns.Topic(new Stack(stack, 'Nested'), 'Topic');
  [topic, other].forEach(each => fn.addEventSource(new TopicTrigger(each)));
  Template.fromStack(stack).resourceCountIs('AWS::SNS::Subscription', 2);
});

test('a topic of another region is subscribed there', () => {
  const imported = sns.Topic.fromTopicArn(stack, 'Imported', 'arn:aws:sns:eu-west-1:111111111111:imported');
  plainFunction(stack).addEventSource(new TopicTrigger(imported));
  Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', { Region: 'eu-west-1' });
});

test('a FIFO topic and two filter policies are refused', () => {
  const fn = steadfastFunction(stack);
  const fifo = new sns.Topic(stack, 'Fifo', { fifo: true });
  expect(() => fn.addEventSource(new TopicTrigger(fifo))).toThrow('Subscribe a FIFO queue to it');
  const both = new TopicTrigger(topic, { filterPolicy: {}, filterPolicyWithMessageBody: {} });
  expect(() => fn.addEventSource(both)).toThrow('either by attributes or by the body');
});
