import { EventRuleFact, NotificationFact, ScheduleFact, SubscriptionFact } from './event-facts';
import { factOf, Facts } from './fact';
import { Link, Properties, Resource, Value } from './model';
import { Survey } from './reading/survey';
import { known, unknown } from './value';

/** S3 notifications: the bucket's own, and those that CDK's custom resource writes. */
export function notifications(survey: Survey): readonly NotificationFact[] {
  const own = survey.ofType('AWS::S3::Bucket').flatMap(bucket =>
    notificationsIn(bucket, { state: 'here', resource: bucket, service: 's3', written: `\${${bucket.logicalId}}` }, false));
  const custom = survey.ofType('Custom::S3BucketNotifications').flatMap(resource =>
    notificationsIn(resource, resource.properties.link('BucketName', 'AWS::S3::Bucket'), true));
  return [...own, ...custom];
}

type Kind = readonly [to: NotificationFact['to'], list: string, destination: string, customDestination: string, event: string];

const KINDS: readonly Kind[] = [
  ['lambda', 'LambdaConfigurations', 'Function', 'LambdaFunctionArn', 'Event'],
  ['sqs', 'QueueConfigurations', 'Queue', 'QueueArn', 'Event'],
  ['sns', 'TopicConfigurations', 'Topic', 'TopicArn', 'Event'],
];

function notificationsIn(resource: Resource, bucket: Link, byCustomResource: boolean): readonly NotificationFact[] {
  const configuration = resource.properties.map('NotificationConfiguration');
  const base = { ...factOf(resource), bucket, byCustomResource };
  const configured = KINDS.flatMap(([to, list, destination, customDestination, event]) => {
    const key = byCustomResource && to === 'lambda' ? 'LambdaFunctionConfigurations' : list;
    return configuration.maps(key).map((entry): NotificationFact => ({
      ...base,
      to,
      destination: entry.link(byCustomResource ? customDestination : destination),
      events: byCustomResource ? entry.texts('Events') : entry.texts(event),
      ...filtersOf(entry.maps(byCustomResource ? 'Filter.Key.FilterRules' : 'Filter.S3Key.Rules')),
    }));
  });
  const bridged = configuration.state === 'map' && configuration.has('EventBridgeConfiguration');
  return bridged ? [...configured, { ...base, to: 'eventbridge', destination: { state: 'absent', written: '' }, events: [], prefix: known(''), suffix: known('') }] : configured;
}

function filtersOf(rules: readonly Properties[]): Pick<NotificationFact, 'prefix' | 'suffix'> {
  const named = (name: string): Value<string> => {
    const hidden = rules.find(rule => rule.text('Name').kind !== 'known');
    if (hidden) {
      return unknown(hidden.why ?? 'the filter cannot be told');
    }
    return rules.find(rule => rule.text('Name').known?.toLowerCase() === name)?.text('Value') ?? known('');
  };
  return { prefix: named('prefix'), suffix: named('suffix') };
}

/** Subscriptions to topics, also those written inside the topic. */
export function subscriptions(survey: Survey): readonly SubscriptionFact[] {
  const alone = survey.ofType('AWS::SNS::Subscription').map(resource =>
    subscription(resource, resource.properties, resource.properties.link('TopicArn')));
  const inside = survey.ofType('AWS::SNS::Topic').flatMap(topic => topic.properties.maps('Subscription').map(entry =>
    subscription(topic, entry, { state: 'here', resource: topic, service: 'sns', written: `\${${topic.logicalId}}` })));
  return [...alone, ...inside];
}

function subscription(resource: Resource, entry: Properties, topic: Link): SubscriptionFact {
  const redrive = entry.map('RedrivePolicy');
  return {
    ...factOf(resource),
    topic,
    protocol: entry.text('Protocol'),
    endpoint: entry.link('Endpoint'),
    deadLetter: redrive.state === 'unknown' ? { state: 'unknown', written: '?' } : redrive.link('deadLetterTargetArn'),
    filtered: entry.has('FilterPolicy'),
  };
}

/** EventBridge rules. */
export function eventRules(survey: Survey): Facts<EventRuleFact> {
  return new Facts(survey.ofType('AWS::Events::Rule').map(resource => {
    const { properties } = resource;
    return {
      ...factOf(resource),
      bus: properties.link('EventBusName', 'AWS::Events::EventBus'),
      enabled: enabledBy(properties.text('State', 'ENABLED')),
      schedule: properties.text('ScheduleExpression'),
      pattern: properties.map('EventPattern'),
      targets: properties.maps('Targets').map(target => ({
        destination: target.link('Arn'),
        deadLetter: target.link('DeadLetterConfig.Arn'),
        settings: target,
      })),
    };
  }));
}

/** EventBridge Scheduler schedules. */
export function schedules(survey: Survey): Facts<ScheduleFact> {
  return new Facts(survey.ofType('AWS::Scheduler::Schedule').map(resource => {
    const { properties } = resource;
    return {
      ...factOf(resource),
      expression: properties.text('ScheduleExpression'),
      enabled: enabledBy(properties.text('State', 'ENABLED')),
      destination: properties.link('Target.Arn'),
      deadLetter: properties.link('Target.DeadLetterConfig.Arn'),
      settings: properties.map('Target'),
    };
  }));
}

function enabledBy(state: Value<string>): Value<boolean> {
  return state.known === undefined ? unknown(state.why ?? 'State cannot be told') : known(state.known.startsWith('ENABLED'));
}
