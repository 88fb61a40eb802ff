import { App, Stack, aws_lambda as lambda, aws_s3 as s3, aws_s3_notifications as notifications } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BucketTrigger } from '../../src';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
let bucket: s3.Bucket;
beforeEach(() => {
  stack = stackWith();
  bucket = new s3.Bucket(stack, 'Bucket');
});

function keyPattern(): unknown {
  const [rule] = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
  return rule.Properties.EventPattern.detail.object?.key;
}

test('objects invoke the live alias, through EventBridge', () => {
  steadfastFunction(stack).addEventSource(new BucketTrigger(bucket));
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::S3::Bucket', { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } });
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { 'source': ['aws.s3'], 'detail-type': ['Object Created'], 'detail': { bucket: { name: [{ Ref: Match.stringLikeRegexp('^Bucket') }] } } },
    Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp('^FunctionLive') } })],
  });
});

test('no function is injected', () => {
  steadfastFunction(stack).addEventSource(new BucketTrigger(bucket));
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 1);
});

test('an event that cannot be delivered is parked in a queue that rules may write to', () => {
  steadfastFunction(stack).addEventSource(new BucketTrigger(bucket));
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Events::Rule', {
    Targets: [Match.objectLike({ DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SteadfastParking'), 'Arn'] } } })],
  });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' })]) },
  });
});

test('an event that fails on every attempt is parked too', () => {
  steadfastFunction(stack).addEventSource(new BucketTrigger(bucket));
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
});

test('many rules need one statement of the parking queue', () => {
  ['One', 'Two', 'Three'].forEach((id) => steadfastFunction(stack, id).addEventSource(new BucketTrigger(bucket, { prefix: `${id}/` })));
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::SQS::QueuePolicy'));
  expect(policies.map((policy) => policy.Properties.PolicyDocument.Statement.length)).toEqual([2]);
});

test.each([
  ['a prefix', { prefix: 'in/' }, [{ prefix: 'in/' }]],
  ['a suffix', { suffix: '.csv' }, [{ suffix: '.csv' }]],
  ['both together', { prefix: 'in/', suffix: '.csv' }, [{ wildcard: 'in/*.csv' }]],
  ['characters that a wildcard would take for its own', { prefix: 'a*b\\', suffix: '.csv' }, [{ wildcard: 'a\\*b\\\\*.csv' }]],
  ['nothing', {}, undefined],
])('keys are matched by %s', (_name, props, expected) => {
  steadfastFunction(stack).addEventSource(new BucketTrigger(bucket, props));
  expect(keyPattern()).toEqual(expected);
});

test('it serves a plain function, and bucket and function in two stacks', () => {
  const other = new Stack(stack.node.root as App, 'Other');
  plainFunction(other).addEventSource(new BucketTrigger(bucket));
  Template.fromStack(other).hasResourceProperties('AWS::Lambda::Permission', { Principal: 'events.amazonaws.com', SourceArn: Match.anyValue() });
});

describe('beside notifications of CDK', () => {
  const notify = (target: s3.Bucket): void => target.addEventNotification(
    s3.EventType.OBJECT_REMOVED, new notifications.LambdaDestination(plainFunction(stack)),
  );

  test('that overwrite EventBridge it is refused, whichever comes first', () => {
    notify(bucket);
    steadfastFunction(stack).addEventSource(new BucketTrigger(bucket));
    expect(() => Template.fromStack(stack)).toThrow('the second overwrites the first');
  });

  test('that come later it is refused too', () => {
    steadfastFunction(stack).addEventSource(new BucketTrigger(bucket));
    notify(bucket);
    expect(() => Template.fromStack(stack)).toThrow('the second overwrites the first');
  });

  test('that carry EventBridge it lives', () => {
    const both = new s3.Bucket(stack, 'Both', { eventBridgeEnabled: true });
    notify(both);
    steadfastFunction(stack).addEventSource(new BucketTrigger(both));
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', { NotificationConfiguration: Match.absent() });
  });
});

test('a notification that the bucket already has is kept', () => {
  const resource = bucket.node.defaultChild as s3.CfnBucket;
  resource.notificationConfiguration = { topicConfigurations: [{ event: 's3:ObjectRemoved:*', topic: 'arn:aws:sns:us-east-1:111111111111:topic' }] };
  steadfastFunction(stack).addEventSource(new BucketTrigger(bucket));
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true }, TopicConfigurations: [Match.anyValue()] },
  });
});

describe('an imported bucket', () => {
  test('is refused unless somebody states that EventBridge is on', () => {
    const imported = s3.Bucket.fromBucketName(stack, 'Imported', 'imported');
    expect(() => steadfastFunction(stack).addEventSource(new BucketTrigger(imported))).toThrow('set eventBridgeEnabled: true on the BucketTrigger');
  });

  test('gets the rule only', () => {
    const imported = s3.Bucket.fromBucketName(stack, 'Imported', 'imported');
    steadfastFunction(stack).addEventSource(new BucketTrigger(imported, { eventBridgeEnabled: true }));
    Template.fromStack(stack).resourceCountIs('AWS::Events::Rule', 1);
  });
});

test('a function behind an alias of the user\'s is invoked through that alias', () => {
  const alias: lambda.Alias = plainFunction(stack).addAlias('mine');
  alias.addEventSource(new BucketTrigger(bucket));
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp('Aliasmine') } })] });
});
