import { Stack, aws_s3 as s3, aws_sqs as sqs } from 'aws-cdk-lib';
import { BucketEvent } from './bucket-event';
import { notifiers } from './bucket-to-event-bridge';
import { overlap } from './object-overlap';
import { ObjectFilter } from './object-pattern';
import { explain, requireThat } from '../../validation/steadfast-error';

type Configuration = s3.CfnBucket.NotificationConfigurationProperty;
type Notification = { event: string; filter?: { s3Key: { rules: { name: string; value: string }[] } } };

/** What a bucket's own notifications call it (Amazon S3 User Guide, "Supported event types"). */
const NOTIFICATION_TYPES: Record<BucketEvent, string[]> = {
  [BucketEvent.CREATED]: ['s3:ObjectCreated:*'],
  [BucketEvent.DELETED]: ['s3:ObjectRemoved:*', 's3:LifecycleExpiration:*'],
  [BucketEvent.RESTORED]: ['s3:ObjectRestore:Completed'],
};

/** Adds a queue to the notifications of a bucket, by the bucket's own property: no custom resource, no function that CDK injects. */
export function notifyQueue(bucket: s3.IBucket, queue: sqs.IQueue, events: BucketEvent[], filter: ObjectFilter): void {
  const types = events.flatMap(event => NOTIFICATION_TYPES[event]);
  const resource = bucket.node.defaultChild as s3.CfnBucket;
  const existing = (Stack.of(bucket).resolve(resource.notificationConfiguration) ?? {}) as Configuration;
  refuseOverlap(bucket, existing, types, filter);
  bucket.node.addValidation({ validate: () => overwritten(bucket) });
  resource.notificationConfiguration = {
    ...existing,
    queueConfigurations: [
      ...(existing.queueConfigurations as s3.CfnBucket.QueueConfigurationProperty[] | undefined ?? []),
      ...types.map(event => ({ event, queue: queue.queueArn, ...rendered(filter) })),
    ],
  };
}

function rendered({ prefix, suffix }: ObjectFilter): Pick<Notification, 'filter'> {
  const rules = [
    ...(prefix ? [{ name: 'prefix', value: prefix }] : []),
    ...(suffix ? [{ name: 'suffix', value: suffix }] : []),
  ];
  return rules.length > 0 ? { filter: { s3Key: { rules } } } : {};
}

/** S3 takes no two notifications for the same event and the same key (Amazon S3 User Guide, "Configuring event notifications using object key name filtering"). */
function refuseOverlap(bucket: s3.IBucket, existing: Configuration, types: string[], filter: ObjectFilter): void {
  const others = [existing.queueConfigurations, existing.topicConfigurations, existing.lambdaConfigurations]
    .flatMap(list => (list ?? []) as unknown as Notification[]);
  const clash = others.find(other => types.some(type => sameEvent(type, other.event)) && overlap(filter, filterOf(other)));
  requireThat(bucket, !clash, {
    must: 'Notifications of a bucket for the same event must have prefixes and suffixes that do not overlap, or S3 refuses them',
    given: `two for ${clash?.event}`,
    remedy: 'Choose prefixes of which neither starts with the other, or let EventBridge deliver: BucketDelivery.throughRule().',
  }, filter.prefix, filter.suffix);
}

function sameEvent(one: string, other: string): boolean {
  const [shorter, longer] = [one, other].map(type => type.replace(/\*$/, '')).sort((a, b) => a.length - b.length);
  return longer.startsWith(shorter);
}

function filterOf(notification: Notification): ObjectFilter {
  const rules = notification.filter?.s3Key.rules ?? [];
  const valueOf = (name: string): string | undefined => rules.find(rule => rule.name.toLowerCase() === name)?.value;
  return { prefix: valueOf('prefix'), suffix: valueOf('suffix') };
}

function overwritten(bucket: s3.IBucket): string[] {
  return notifiers(bucket).map(() => explain({
    must: 'Only one of a BucketTrigger and addEventNotification must write the notifications of a bucket, for the second overwrites the first',
    given: `both on ${bucket.node.path}`,
    remedy: 'Use a BucketTrigger for every function, with BucketDelivery.throughRule() or throughQueue() beside addEventNotification.',
  }));
}
