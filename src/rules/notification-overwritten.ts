import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { NotificationFact } from '../inventory/event-facts';
import { factOf } from '../inventory/fact';
import { grouped } from '../inventory/grouped';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../inventory/model';
import { RawMap } from '../inventory/raw';
import { BucketFact } from '../inventory/store-facts';

const WRITER = 'Custom::S3BucketNotifications';

/** A bucket has one list of notifications, and each writer writes all of it. */
export const notificationOverwritten: Rule = {
  id: 'notification-overwritten',
  severity: 'error',
  title: 'Only one writes the notifications of a bucket: the bucket itself or CDK\'s custom resource',
  why: 'CDK\'s custom resource writes the whole list after the bucket was made. What the template sets on the bucket is gone, EventBridge included, and every event with it.',
  remedy: 'Let one of them write all notifications: in CDK set eventBridgeEnabled on the bucket or use addEventNotification, never both with the L1 property.',
  inCdk: '`addEventNotification`, or `notificationConfiguration` of the `CfnBucket`, not both. `BucketTrigger` uses the bucket itself, '
    + 'and refuses the pair.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html',
  keeping: bridged({ EventBridgeConfiguration: {} }),
  breaking: bridged({}),

  *check(inventory) {
    const own = ownNotifications(inventory);
    const first = new Map<Resource, Resource>();
    for (const writer of inventory.resourcesOfType(WRITER)) {
      const bucket = inventory.buckets.at(writer.properties.link('BucketName', 'AWS::S3::Bucket'));
      const managed = writer.properties.flag('Managed', true);
      if (!bucket || managed.known === false) {
        continue;
      }
      const other = first.get(bucket.resource);
      first.set(bucket.resource, writer);
      if (managed.known === undefined) {
        yield cannotTell(factOf(writer), `Whether it overwrites the notifications of ${bucket.logicalId} cannot be told.`);
      } else if (other) {
        yield finding(factOf(writer), `It and ${other.logicalId} write the notifications of ${bucket.logicalId}: the last one wins.`);
      } else {
        yield* judgeWriter(writer, bucket, own.get(bucket.resource) ?? []);
      }
    }
  },
};

function ownNotifications({ notifications }: Inventory): ReadonlyMap<Resource, readonly NotificationFact[]> {
  return grouped(notifications, one => (one.byCustomResource ? undefined : one.resource));
}

function* judgeWriter(writer: Resource, bucket: BucketFact, own: readonly NotificationFact[]): Iterable<Judgement> {
  const written = writer.properties.map('NotificationConfiguration');
  const lists = own.filter(one => one.to !== 'eventbridge');
  if (bucket.eventBridge.known === undefined || written.state === 'unknown') {
    yield cannotTell(bucket, `Whether ${writer.logicalId} overwrites its notifications cannot be told.`);
  } else if (bucket.eventBridge.known && !written.has('EventBridgeConfiguration')) {
    yield finding(bucket, `${writer.logicalId} overwrites its notifications and switches EventBridge off again.`, {
      remedy: 'In CDK set eventBridgeEnabled: true on the bucket instead of the L1 property; the custom resource then carries it.',
    });
  } else if (lists.length > 0) {
    yield finding(bucket, `${writer.logicalId} overwrites its notifications: the ${lists.length} of the bucket itself are gone.`);
  }
}

function bridged(written: RawMap): RawMap {
  return {
    Resources: {
      Photos: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } } },
      Worker: lambdaFunction(),
      Notifications: {
        Type: WRITER,
        Properties: {
          BucketName: { Ref: 'Photos' },
          Managed: true,
          NotificationConfiguration: {
            LambdaFunctionConfigurations: [{ Events: ['s3:ObjectCreated:*'], LambdaFunctionArn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }], ...written,
          },
        },
      },
    },
  };
}
