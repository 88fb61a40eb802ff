import { describeRule, plus, template } from './support';
import { notificationOverwritten } from '../../src/rules/notification-overwritten';

const written = (bucket: object | undefined, configuration: unknown, more = {}) => template({
  Photos: ['AWS::S3::Bucket', { NotificationConfiguration: bucket }],
  Writer: ['Custom::S3BucketNotifications', { BucketName: { Ref: 'Photos' }, NotificationConfiguration: configuration, ...more }],
});
const bridge = { EventBridgeConfiguration: {} };
const queue = { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: 'arn:aws:sqs:eu-west-1:111111111111:q' }] };
const conditions = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };

describeRule(notificationOverwritten, [
  ['only the custom resource writes', written(undefined, bridge), {}],
  ['EventBridge is switched off on purpose', written({ EventBridgeConfiguration: { EventBridgeEnabled: false } }, {}), {}],
  ['EventBridge of the bucket itself', written(bridge, {}), { finds: ['error Photos'], mends: ['eventBridgeEnabled: true'] }],
  ['a queue of the bucket itself', written(queue, bridge), { finds: ['error Photos'] }],
  ['a custom resource that adds to what is there', written(bridge, {}, { Managed: false }), {}],
  ['as text', written(bridge, {}, { Managed: 'false' }), {}],
  ['managed given at deployment', { ...written(bridge, {}, { Managed: { Ref: 'Stage' } }), ...conditions }, { unknown: ['Writer'] }],
  ['what the bucket says is given at deployment', { ...written({ EventBridgeConfiguration: { EventBridgeEnabled: { Ref: 'Stage' } } }, {}), ...conditions }, { unknown: ['Photos'] }],
  ['what the custom resource writes is given at deployment', { ...written(bridge, { Ref: 'Stage' }), ...conditions }, { unknown: ['Photos'] }],
  ['two writers', plus(written(undefined, bridge), { Another: { Type: 'Custom::S3BucketNotifications', Properties: { BucketName: { Ref: 'Photos' } } } }), { finds: ['error Another'] }],
  ['a bucket outside', plus(written(undefined, {}), { Writer: { Type: 'Custom::S3BucketNotifications', Properties: { BucketName: 'elsewhere' } } }), {}],
  ['what a condition chooses cannot be told', { ...written({ 'Fn::If': ['IsProd', bridge, { Ref: 'AWS::NoValue' }] }, {}), ...conditions }, { unknown: ['Photos'] }],
]);
