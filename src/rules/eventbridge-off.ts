import { bucketsMeant } from './evidence/object-events';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../inventory/model';
import { known } from '../inventory/value';

/** A bucket sends nothing to EventBridge unless it is told to. */
export const eventbridgeOff: Rule = {
  id: 'eventbridge-off',
  severity: 'error',
  title: 'A bucket whose events a rule waits for sends them to EventBridge',
  why: 'S3 does not send its events to EventBridge unless the bucket is told to. The rule deploys, matches nothing, and nobody notices.',
  remedy: 'Set NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled to true on the bucket.',
  inCdk: '`eventBridgeEnabled: true` on the bucket. `BucketTrigger` switches it on, without CDK\'s custom resource.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html',
  keeping: uploads({ NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } }),
  breaking: uploads({}),

  *check(inventory) {
    const bridged = bridgedByCustomResource(inventory);
    for (const rule of inventory.eventRules.all.filter(one => one.enabled.known !== false)) {
      for (const link of bucketsMeant(rule.pattern)) {
        const bucket = inventory.buckets.at(link);
        const on = bucket && (bridged.has(bucket.resource) ? known(true) : bucket.eventBridge);
        if (!on || on.known === undefined) {
          yield cannotTell(rule, `Whether ${bucket?.logicalId ?? link.written} sends its events to EventBridge cannot be told.`);
        } else if (!on.known) {
          yield finding(rule, `It waits for events of ${bucket?.logicalId}, which sends none to EventBridge.`, {
            remedy: `Set NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled to true on ${bucket?.logicalId}.`,
          });
        }
      }
    }
  },
};

function bridgedByCustomResource({ notifications }: Inventory): ReadonlySet<Resource | undefined> {
  return new Set(notifications.filter(one => one.to === 'eventbridge' && one.byCustomResource).map(one => one.bucket.resource));
}

function uploads(bucket: Rule['keeping']): Rule['keeping'] {
  return {
    Resources: {
      Photos: { Type: 'AWS::S3::Bucket', Properties: bucket },
      Worker: lambdaFunction(),
      Uploaded: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { 'source': ['aws.s3'], 'detail-type': ['Object Created'], 'detail': { bucket: { name: [{ Ref: 'Photos' }] } } },
          Targets: [{ Id: 'Worker', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }],
        },
      },
    },
  };
}
