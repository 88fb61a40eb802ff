import { describeRule, plus, template } from './support';
import { eventbridgeOff } from '../../src/rules/eventbridge-off';

const waiting = (pattern: object, bucket = {}, more = {}) => plus(template({
  Photos: ['AWS::S3::Bucket', bucket],
  Rule: ['AWS::Events::Rule', { EventPattern: { source: ['aws.s3'], ...pattern } }],
}), more);
const named = (...names: unknown[]) => ({ 'detail-type': ['Object Created'], 'detail': { bucket: { name: names } } });
const photos = named({ Ref: 'Photos' });
const custom = (configuration: object) => ({
  Custom: { Type: 'Custom::S3BucketNotifications', Properties: { BucketName: { Ref: 'Photos' }, NotificationConfiguration: configuration } },
});

describeRule(eventbridgeOff, [
  ['a bucket that sends nothing', waiting(photos), { finds: ['error Rule'], mends: ['to true on Photos'] }],
  ['a bucket that sends', waiting(photos, { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } }), {}],
  ['an empty configuration switches it on', waiting(photos, { NotificationConfiguration: { EventBridgeConfiguration: {} } }), {}],
  ['switched off by name', waiting(photos, { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: false } } }), { finds: ['error Rule'] }],
  ['CDK\'s custom resource switches it on', waiting(photos, {}, custom({ EventBridgeConfiguration: {} })), {}],
  ['CDK\'s custom resource with other notifications does not', waiting(photos, {}, custom({ TopicConfigurations: [{ Events: ['s3:ObjectCreated:*'], TopicArn: 'arn:aws:sns:eu-west-1:111111111111:t' }] })), { finds: ['error Rule'] }],
  ['a bucket by its name', waiting(named('photos'), { BucketName: 'photos' }), { finds: ['error Rule'] }],
  ['one of two', plus(waiting(named({ Ref: 'Photos' }, { Ref: 'Other' }), { NotificationConfiguration: { EventBridgeConfiguration: {} } }), { Other: { Type: 'AWS::S3::Bucket' } }), { finds: ['error Rule'] }],
  ['CloudTrail\'s record of API calls is something else', waiting({ 'detail-type': ['AWS API Call via CloudTrail'], 'detail': { requestParameters: { bucketName: [{ Ref: 'Photos' }] } } }), {}],
  ['a rule about all buckets names none', waiting({ 'detail-type': ['Object Created'] }), {}],
  ['a rule about S3 and something else', waiting({ ...photos, source: ['my.app', 'aws.s3'] }), { finds: ['error Rule'] }],
  ['a rule about something else', waiting({ ...photos, source: ['my.app'] }), {}],
  ['a rule that is off', waiting(photos, {}, { Rule: { Type: 'AWS::Events::Rule', Properties: { State: 'DISABLED', EventPattern: { source: ['aws.s3'], ...photos } } } }), {}],
  ['a bucket outside cannot be told', waiting(named('elsewhere')), { unknown: ['Rule'] }],
  ['a bucket named by a matcher cannot be told', waiting(named({ prefix: 'photos-' })), { unknown: ['Rule'] }],
  ['notifications that a parameter gives cannot be told', { ...waiting(photos, { NotificationConfiguration: { Ref: 'P' } }), Parameters: { P: { Type: 'String' } } }, { unknown: ['Rule'] }],
  ['notifications that a condition chooses cannot be told', {
    ...waiting(photos, { NotificationConfiguration: { 'Fn::If': ['IsProd', { EventBridgeConfiguration: {} }, { Ref: 'AWS::NoValue' }] } }),
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  }, { unknown: ['Rule'] }],
]);
