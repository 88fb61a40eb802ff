import { CfnResource, Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { explain, requireThat } from '../../validation/steadfast-error';

const NOTIFICATIONS = 'Custom::S3BucketNotifications';
const EVENT_BRIDGE = { eventBridgeConfiguration: { eventBridgeEnabled: true } };

/**
 * Makes a bucket send its events to EventBridge, by the bucket's own property: no custom resource, no function that CDK injects.
 *
 * A bucket whose notifications CDK's custom resource writes keeps that way, and is checked at synth:
 * the custom resource overwrites the whole list, and every event would be lost.
 */
export function sendToEventBridge(bucket: s3.IBucket, assumed: boolean): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof s3.CfnBucket)) {
    requireThat(bucket, assumed, {
      must: 'A bucket must send its events to EventBridge, and an imported one does not show whether it does',
      given: 'an imported bucket',
      remedy: 'Switch EventBridge on where the bucket is made and set eventBridgeEnabled: true on the BucketTrigger.',
    });
    return;
  }
  bucket.node.addValidation({ validate: () => overwritten(bucket) });
  if (notifiers(bucket).length === 0) switchOn(resource);
}

function switchOn(resource: s3.CfnBucket): void {
  const existing = resource.notificationConfiguration;
  resource.notificationConfiguration = existing
    ? { ...Stack.of(resource).resolve(existing), ...EVENT_BRIDGE }
    : EVENT_BRIDGE;
}

/** The custom resources that write the notifications of a bucket. */
export function notifiers(bucket: s3.IBucket): CfnResource[] {
  return bucket.node.findAll().filter((child): child is CfnResource => child instanceof CfnResource && child.cfnResourceType === NOTIFICATIONS);
}

function overwritten(bucket: s3.IBucket): string[] {
  return notifiers(bucket)
    .map(notifier => Stack.of(notifier).resolve(notifier._toCloudFormation()))
    .filter(rendered => !JSON.stringify(rendered).includes('EventBridgeConfiguration'))
    .map(() => explain({
      must: 'Only one of EventBridge and addEventNotification must write the notifications of a bucket, for the second overwrites the first',
      given: `a BucketTrigger and addEventNotification on ${bucket.node.path}`,
      remedy: 'Use a BucketTrigger for every function, or set eventBridgeEnabled: true on the bucket.',
    }));
}
