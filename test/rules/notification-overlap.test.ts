import { describeRule, findingsOf, template } from './support';
import { notificationOverlap } from '../../src/rules/notification-overlap';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111111111111:function:f';
const QUEUE = 'arn:aws:sqs:eu-west-1:111111111111:q';
const CREATED = 's3:ObjectCreated:*';
const filter = (prefix: unknown, suffix?: unknown) => ({
  Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: prefix }, ...(suffix === undefined ? [] : [{ Name: 'suffix', Value: suffix }])] } },
});
const bucket = (...entries: object[]) => template({
  Photos: ['AWS::S3::Bucket', { NotificationConfiguration: { LambdaConfigurations: entries.map(entry => ({ Event: CREATED, Function: FUNCTION, ...entry })) } }],
});

describeRule(notificationOverlap, [
  ['two for any key', bucket({}, {}), { finds: ['error Photos'] }],
  ['one for any key and one with a prefix', bucket({}, filter('in/')), { finds: ['error Photos'] }],
  ['neighbours', bucket(filter('in/'), filter('inbox/')), {}],
  ['one prefix, two suffixes', bucket(filter('in/', '.jpg'), filter('in/', '.png')), {}],
  ['one prefix, nested suffixes', bucket(filter('in/', '.tar.gz'), filter('in/', '.gz')), { finds: ['error Photos'] }],
  ['different events', bucket({}, { Event: 's3:ObjectRemoved:*' }), {}],
  ['an event within another', bucket({}, { Event: 's3:ObjectCreated:Put' }), { finds: ['error Photos'] }],
  ['one event twice', bucket({ Event: 's3:ObjectCreated:Put' }, { Event: 's3:ObjectCreated:Put' }), { finds: ['error Photos'] }],
  ['an event whose name begins like another', bucket({ Event: 's3:ObjectRemoved:Delete' }, { Event: 's3:ObjectRemoved:DeleteMarkerCreated' }), {}],
  ['a prefix given at deployment for the second', { ...bucket(filter('in/'), filter({ Ref: 'P' })), Parameters: { P: { Type: 'String' } } }, { unknown: ['Photos'] }],
  ['two events of one kind', bucket({ Event: 's3:ObjectCreated:Copy' }, { Event: 's3:ObjectCreated:Put' }), {}],
  ['a function and a queue', template({
    Photos: ['AWS::S3::Bucket', {
      NotificationConfiguration: {
        LambdaConfigurations: [{ Event: CREATED, Function: FUNCTION }], QueueConfigurations: [{ Event: CREATED, Queue: QUEUE }],
      },
    }],
  }), { finds: ['error Photos'] }],
  ['a function and EventBridge', template({
    Photos: ['AWS::S3::Bucket', { NotificationConfiguration: { LambdaConfigurations: [{ Event: CREATED, Function: FUNCTION }], EventBridgeConfiguration: {} } }],
  }), {}],
  ['in CDK\'s custom resource', template({
    Writer: ['Custom::S3BucketNotifications', {
      BucketName: 'photos', NotificationConfiguration: { QueueConfigurations: [{ Events: [CREATED], QueueArn: QUEUE }, { Events: ['s3:ObjectCreated:Put', 's3:ObjectRemoved:*'], QueueArn: QUEUE }] },
    }],
  }), { finds: ['error Writer'] }],
  ['a prefix given at deployment', { ...bucket(filter({ Ref: 'P' }), filter('in/')), Parameters: { P: { Type: 'String' } } }, { unknown: ['Photos'] }],
  ['a prefix given at deployment, and other suffixes', { ...bucket(filter({ Ref: 'P' }, '.jpg'), filter('in/', '.png')), Parameters: { P: { Type: 'String' } } }, {}],
]);

test('the message names both', () => {
  expect(findingsOf(notificationOverlap, bucket({}, filter('in/', '.jpg')))[0].message)
    .toBe('The notifications of s3:ObjectCreated:* (any key) and s3:ObjectCreated:* (prefix in/, suffix .jpg) overlap: S3 refuses them.');
});
