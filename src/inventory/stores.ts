import { encryptionBy } from './encryption';
import { Fact, factOf, Facts } from './fact';
import { Properties, Resource, Value } from './model';
import { Statement } from './policy-facts';
import { Survey } from './reading/survey';
import { BucketFact, LogGroupFact, QueueFact, StreamFact, TopicFact } from './store-facts';
import { known, unknown } from './value';
import { SERVICE_DEFAULTS } from '../reference/service-defaults';

/** Queues, with who uses them as dead-letter queue. */
export function queues(survey: Survey): Facts<QueueFact> {
  const facts = new Facts(survey.ofType('AWS::SQS::Queue').map(queue));
  for (const one of facts) {
    const target = one.redrive && facts.at(one.redrive.target);
    target?.deadLetterOf.push(one);
  }
  return facts;
}

function queue(resource: Resource): QueueFact {
  const { properties } = resource;
  const redrive = properties.map('RedrivePolicy');
  const managed = properties.flag('SqsManagedSseEnabled', true);
  return {
    ...factOf(resource),
    fifo: properties.flag('FifoQueue', false),
    visibility: properties.number('VisibilityTimeout', SERVICE_DEFAULTS.queueVisibility),
    retention: properties.number('MessageRetentionPeriod', SERVICE_DEFAULTS.queueRetention),
    redrive: redrive.state === 'absent' ? undefined : { target: redrive.link('deadLetterTargetArn'), maxReceive: redrive.number('maxReceiveCount') },
    encryption: encryptionBy(properties, 'KmsMasterKeyId', managed.known === false ? 'none' : 'service'),
    policy: [],
    deadLetterOf: [],
  };
}

/** Topics. */
export function topics(survey: Survey): Facts<TopicFact> {
  return new Facts(survey.ofType('AWS::SNS::Topic').map(resource => ({
    ...factOf(resource),
    fifo: resource.properties.flag('FifoTopic', false),
    encryption: encryptionBy(resource.properties, 'KmsMasterKeyId', 'none'),
    policy: [] as Statement[],
  })));
}

/** Buckets. */
export function buckets(survey: Survey): Facts<BucketFact> {
  return new Facts(survey.ofType('AWS::S3::Bucket').map(resource => ({
    ...factOf(resource),
    eventBridge: eventBridgeOf(resource.properties.map('NotificationConfiguration')),
    policy: [] as Statement[],
  })));
}

/** An EventBridge configuration switches delivery on by standing there. */
export function eventBridgeOf(configuration: Properties): Value<boolean> {
  const bridge = configuration.map('EventBridgeConfiguration');
  if (bridge.state === 'unknown') {
    return unknown(bridge.why);
  }
  return bridge.state === 'absent' ? known(false) : bridge.flag('EventBridgeEnabled', true);
}

/** DynamoDB tables, global ones too. */
export function tables(survey: Survey): Facts<Fact> {
  return new Facts(survey.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(factOf));
}

/** Kinesis streams. */
export function streams(survey: Survey): Facts<StreamFact> {
  return new Facts(survey.ofType('AWS::Kinesis::Stream').map(resource => ({
    ...factOf(resource),
    retention: resource.properties.number('RetentionPeriodHours', 24),
    encryption: encryptionBy(resource.properties.map('StreamEncryption'), 'KeyId', 'none'),
  })));
}

/** Log groups, and CDK's `Custom::LogRetention`, which makes one behind the template's back. */
export function logGroups(survey: Survey): Facts<LogGroupFact> {
  return new Facts(survey.ofType('AWS::Logs::LogGroup', 'Custom::LogRetention').map(resource => ({
    ...factOf(resource),
    name: resource.properties.text('LogGroupName'),
    retention: resource.properties.number('RetentionInDays'),
    byCustomResource: resource.type === 'Custom::LogRetention',
  })));
}
