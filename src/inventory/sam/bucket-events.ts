import { isMap, own, ownMap, ownText, RawMap } from '../raw';

/** One entry of a bucket's own list of notifications. */
export type BucketEvent = readonly [bucket: string, notifications: readonly unknown[]];

/** What a function's events of type S3 add to their buckets, which must stand in the same template. */
export function bucketEvents(events: readonly RawMap[], target: RawMap, condition: unknown): readonly BucketEvent[] {
  return events.filter(event => ownText(event, 'Type') === 'S3').flatMap(event => {
    const properties = ownMap(event, 'Properties');
    const bucket = ownText(ownMap(properties, 'Bucket'), 'Ref');
    return bucket === undefined ? [] : [[bucket, notificationsOf(properties, target).map(one => onlyIf(condition, one))] as const];
  });
}

function notificationsOf(properties: RawMap, target: RawMap): readonly RawMap[] {
  const filter = own(properties, 'Filter');
  return [own(properties, 'Events')].flat().map(event => ({ Event: event, Function: target, ...(filter === undefined ? {} : { Filter: filter }) }));
}

function onlyIf(condition: unknown, notification: RawMap): RawMap {
  return typeof condition === 'string' ? { 'Fn::If': [condition, notification, { Ref: 'AWS::NoValue' }] } : notification;
}

/** The resources with the notifications on their buckets, where SAM writes them. */
export function withNotifications(resources: RawMap, events: readonly BucketEvent[]): RawMap {
  const added = new Map<string, unknown[]>();
  for (const [bucket, notifications] of events) {
    added.set(bucket, [...added.get(bucket) ?? [], ...notifications]);
  }
  const notified = [...added].flatMap(([id, notifications]) => {
    const bucket = own(resources, id);
    return isMap(bucket) ? [[id, withList(bucket, notifications)] as const] : [];
  });
  return { ...resources, ...Object.fromEntries(notified) };
}

function withList(bucket: RawMap, notifications: readonly unknown[]): RawMap {
  const properties = ownMap(bucket, 'Properties');
  const configuration = ownMap(properties, 'NotificationConfiguration');
  const given = own(configuration, 'LambdaConfigurations');
  const list = [...(Array.isArray(given) ? given : given === undefined ? [] : [given]), ...notifications];
  return { ...bucket, Properties: { ...properties, NotificationConfiguration: { ...configuration, LambdaConfigurations: list } } };
}
