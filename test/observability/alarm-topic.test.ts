import { App, Stack, Stage, aws_iam as iam, aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AlarmTopic, SteadfastDefaults } from '../../src';
import { stackWith, steadfastFunction } from '../support/stacks';

const warnings = (stack: Stack): unknown[] => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('Alarms must reach somebody'));

test('alarms that reach nobody are said at synth, once a stack', () => {
  const stack = stackWith();
  ['One', 'Two'].forEach(id => steadfastFunction(stack, id));
  expect(warnings(stack)).toHaveLength(1);
});

test.each<[string, (stack: Stack) => void]>([
  ['before the functions are made', stack => {
    AlarmTopic.of(stack).addSubscription(new subscriptions.EmailSubscription('on-call@example.com'));
    steadfastFunction(stack);
  }],
  ['after the functions are made', stack => {
    steadfastFunction(stack);
    AlarmTopic.of(stack).addSubscription(new subscriptions.EmailSubscription('on-call@example.com'));
  }],
  ['to a queue, whose subscription stands elsewhere', stack => {
    steadfastFunction(stack);
    AlarmTopic.of(stack).addSubscription(new subscriptions.SqsSubscription(new sqs.Queue(stack, 'Queue')));
  }],
  ['from another stack', stack => {
    steadfastFunction(stack);
    new sns.Subscription(new Stack(stack.node.root as App, 'Other'), 'Subscription', {
      topic: AlarmTopic.of(stack), protocol: sns.SubscriptionProtocol.EMAIL, endpoint: 'on-call@example.com',
    });
  }],
])('nothing is said where somebody subscribes %s', (_when, build) => {
  const stack = stackWith();
  build(stack);
  expect(warnings(stack)).toEqual([]);
});

test('a subscription to another topic reaches nobody', () => {
  const stack = stackWith();
  steadfastFunction(stack);
  new sns.Topic(stack, 'Other').addSubscription(new subscriptions.EmailSubscription('on-call@example.com'));
  expect(warnings(stack)).toHaveLength(1);
});

test('the topic that was decided for the scope is the one', () => {
  const stack = stackWith();
  const alarmTopic = new sns.Topic(stack, 'OnCall');
  SteadfastDefaults.of(stack).set({ alarmTopic });
  steadfastFunction(stack);
  expect(AlarmTopic.of(stack)).toBe(alarmTopic);
  expect(warnings(stack)).toEqual([]);
});

describe('a topic that alarms cannot publish to', () => {
  const ON_CALL = 'arn:aws:sns:eu-west-1:111111111111:on-call';

  /** A stage with two stacks: the alarms and their topic in one, a policy of the topic in the other. */
  function stageWith(principal: iam.IPrincipal): Stage {
    const stage = new Stage(new App(), 'Beta');
    const stack = new Stack(stage, 'Alarms');
    SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', ON_CALL) });
    steadfastFunction(stack);
    const policies = new Stack(stage, 'Policies');
    const policy = new sns.TopicPolicy(policies, 'Policy', { topics: [sns.Topic.fromTopicArn(policies, 'OnCall', ON_CALL)] });
    policy.document.addStatements(new iam.PolicyStatement({ actions: ['sns:Publish'], principals: [principal], resources: [ON_CALL] }));
    return stage;
  }

  test('is refused at synth, wherever in the app its policy stands', () => {
    const stage = stageWith(new iam.ServicePrincipal('events.amazonaws.com'));
    expect(() => stage.synth()).toThrow('The policy of Beta/Alarms/OnCall must let alarms publish');
  });

  test('is none where its policy names CloudWatch', () => {
    const stage = stageWith(new iam.ServicePrincipal('cloudwatch.amazonaws.com'));
    expect(() => stage.synth()).not.toThrow();
  });
});
