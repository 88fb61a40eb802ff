import { App, Duration, Stack, aws_events as events, aws_kms as kms } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { EventTrigger, RuleTrigger, SteadfastDefaults } from '../../src';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
beforeEach(() => {
  stack = stackWith();
});

const ORDERS = { source: ['shop.orders'] };
const LIVE = { Ref: Match.stringLikeRegexp('^FunctionLive') };
const PARKING = { 'Fn::GetAtt': [Match.stringLikeRegexp('^SteadfastParking'), 'Arn'] };

test('events that match invoke the live alias, which only this rule may', () => {
  steadfastFunction(stack).addEventSource(new EventTrigger(ORDERS, { description: 'Orders' }));
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Events::Rule', { EventPattern: ORDERS, Description: 'Orders', Targets: [Match.objectLike({ Arn: LIVE })] });
  template.hasResourceProperties('AWS::Lambda::Permission', {
    FunctionName: LIVE, Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FunctionEventRule'), 'Arn'] },
  });
});

test('an event that cannot be delivered is parked after the longest time, and so is one that fails', () => {
  steadfastFunction(stack).addEventSource(new EventTrigger(ORDERS));
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Events::Rule', {
    Targets: [Match.objectLike({ DeadLetterConfig: { Arn: PARKING }, RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 } })],
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { DestinationConfig: { OnFailure: { Destination: PARKING } } });
});

test('a parking queue with a key of the organisation is open to EventBridge', () => {
  SteadfastDefaults.of(stack).set({ encryptionKey: new kms.Key(stack, 'Key') });
  plainFunction(stack).addEventSource(new EventTrigger(ORDERS));
  Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'events.amazonaws.com' }, Action: ['kms:GenerateDataKey', 'kms:Decrypt'] })]) },
  });
});

test('the rule stands on the bus that was given', () => {
  const eventBus = new events.EventBus(stack, 'Bus');
  steadfastFunction(stack).addEventSource(new EventTrigger(ORDERS, { eventBus, input: events.RuleTargetInput.fromEventPath('$.detail') }));
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
    EventBusName: { Ref: Match.stringLikeRegexp('^Bus') }, Targets: [Match.objectLike({ InputPath: '$.detail' })],
  });
});

test('several triggers serve one function', () => {
  const fn = steadfastFunction(stack);
  [['a'], ['b']].forEach(source => fn.addEventSource(new EventTrigger({ source })));
  Template.fromStack(stack).resourceCountIs('AWS::Events::Rule', 2);
});

test.each<[string, events.EventPattern, string]>([
  ['names nothing', {}, 'must say which events it is about'],
  ['names only where events come from', { account: ['111111111111'], region: ['us-east-1'] }, 'Name at least the source'],
  ['is too long', { source: ['x'.repeat(5_000)] }, 'at most 4096 characters'],
])('a pattern that %s is refused', (_name, pattern, message) => {
  expect(() => steadfastFunction(stack).addEventSource(new EventTrigger(pattern))).toThrow(message);
});

describe('a bus', () => {
  const busOf = (account: string): events.IEventBus => events.EventBus.fromEventBusArn(
    stack, `Bus${account}`, `arn:aws:events:us-east-1:${account}:event-bus/theirs`,
  );

  test('of another account is refused, with the way that leads here', () => {
    stack = new Stack(new App(), 'Known', { env: { account: '111111111111', region: 'us-east-1' } });
    const eventBus = busOf('222222222222');
    expect(() => steadfastFunction(stack).addEventSource(new EventTrigger(ORDERS, { eventBus }))).toThrow('Let a rule of that account forward');
    expect(() => steadfastFunction(stack, 'Own').addEventSource(new EventTrigger(ORDERS, { eventBus: busOf('111111111111') }))).not.toThrow();
  });

  test('of one\'s own hears no service, which is said', () => {
    const eventBus = new events.EventBus(stack, 'Bus');
    steadfastFunction(stack).addEventSource(new EventTrigger({ source: ['aws.ec2'] }, { eventBus }));
    Annotations.fromStack(stack).hasWarning('/Stack/Function', Match.stringLikeRegexp('must stand on the default bus'));
  });
});

test('a rule of the user\'s gets the same parking, also from another stack', () => {
  const other = new Stack(stack.node.root as App, 'Other');
  const rule = new events.Rule(other, 'Mine', { schedule: events.Schedule.rate(Duration.hours(1)) });
  steadfastFunction(stack).addEventSource(new RuleTrigger(rule));
  Template.fromStack(other).hasResourceProperties('AWS::Events::Rule', {
    Targets: [Match.objectLike({ DeadLetterConfig: { Arn: PARKING }, RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 } })],
  });
});
