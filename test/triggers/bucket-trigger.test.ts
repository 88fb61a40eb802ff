import { App, Duration, Stack, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, aws_s3_notifications as notifications, aws_sqs as sqs } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { BucketDelivery, BucketEvent, BucketTrigger, QueueTrigger } from '../../src';
import { Simulation } from '../support/simulation';
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

test.each([
  ['prefix', '/incoming/*', 'incoming/'],
  ['suffix', '*.csv', '.csv'],
])('a %s that is written like a pattern is doubted, for no key may ever match', (name, given, meant) => {
  steadfastFunction(stack).addEventSource(new BucketTrigger(bucket, { [name]: given }));
  const [{ entry }, ...others] = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('object-key-pattern'));
  expect(others).toEqual([]);
  expect(entry.data).toContain(`; given: '${given}'. Write '${meant}', or acknowledge this`);
});

test('a prefix and a suffix that keys may well have are not doubted', () => {
  steadfastFunction(stack).addEventSource(new BucketTrigger(bucket, { prefix: 'incoming/', suffix: '/report.csv' }));
  Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('object-key-pattern'));
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
  ['One', 'Two', 'Three'].forEach(id => steadfastFunction(stack, id).addEventSource(new BucketTrigger(bucket, { prefix: `${id}/` })));
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::SQS::QueuePolicy'));
  expect(policies.map(policy => policy.Properties.PolicyDocument.Statement.length)).toEqual([2]);
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

test('objects that are deleted or restored can be told', () => {
  steadfastFunction(stack).addEventSource(new BucketTrigger(bucket, { events: [BucketEvent.DELETED, BucketEvent.RESTORED] }));
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { 'detail-type': ['Object Deleted', 'Object Restore Completed'] },
    Description: 'Objects deleted or restore completed in Stack/Bucket',
  });
});

describe('an object', () => {
  test.each([
    [{ prefix: 'in/' }, { prefix: 'in/csv/' }],
    [{ prefix: 'in/' }, { suffix: '.csv' }],
    [{}, { suffix: '.csv' }],
  ])('invokes a function once: %j and %j are refused', (one, other) => {
    const fn = steadfastFunction(stack);
    fn.addEventSource(new BucketTrigger(bucket, one));
    expect(() => fn.addEventSource(new BucketTrigger(bucket, other))).toThrow('An object must invoke a function once');
  });

  test.each([
    [{ prefix: 'in/' }, { prefix: 'out/' }],
    [{ suffix: '.csv' }, { suffix: '.json' }],
    [{ prefix: 'in/' }, { prefix: 'in/', events: [BucketEvent.DELETED] }],
  ])('is told about by triggers that differ: %j and %j', (one, other) => {
    const fn = steadfastFunction(stack);
    [one, other].forEach(props => fn.addEventSource(new BucketTrigger(bucket, props)));
    Template.fromStack(stack).resourceCountIs('AWS::Events::Rule', 2);
  });
});

describe('through a queue', () => {
  test('the rule sends to the queue, which the live alias works off', () => {
    const fn = steadfastFunction(stack, 'Function', { timeout: Duration.seconds(10) });
    fn.addEventSource(new BucketTrigger(bucket, { delivery: BucketDelivery.throughQueue() }));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({
        Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FunctionQueue'), 'Arn'] },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SteadfastParking'), 'Arn'] } },
      })],
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { FunctionName: { 'Fn::Join': ['', [Match.anyValue(), ':live']] } });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: Match.stringLikeRegexp('^FunctionQueue') }],
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Principal: { Service: 'events.amazonaws.com' },
          Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('^FunctionObjectCreated'), 'Arn'] } } },
        })]),
      },
    });
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
  });

  test('of the user\'s, with a key, EventBridge may use the key', () => {
    const queue = new sqs.Queue(stack, 'Mine', {
      encryptionMasterKey: new kms.Key(stack, 'Key'),
      visibilityTimeout: Duration.seconds(90),
      deadLetterQueue: { queue: new sqs.Queue(stack, 'Dead', { retentionPeriod: Duration.days(14) }), maxReceiveCount: 5 },
    });
    steadfastFunction(stack).addEventSource(new BucketTrigger(bucket, { delivery: BucketDelivery.throughQueue(new QueueTrigger({ queue })) }));
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'events.amazonaws.com' }, Action: ['kms:GenerateDataKey', 'kms:Decrypt'] })]) },
    });
  });

  test('of the user\'s, with the key that AWS manages, is refused: EventBridge could never send', () => {
    const queue = new sqs.Queue(stack, 'Mine', {
      encryption: sqs.QueueEncryption.KMS_MANAGED,
      visibilityTimeout: Duration.seconds(90),
      deadLetterQueue: { queue: new sqs.Queue(stack, 'Dead', { retentionPeriod: Duration.days(14) }), maxReceiveCount: 5 },
    });
    const trigger = new BucketTrigger(bucket, { delivery: BucketDelivery.throughQueue(new QueueTrigger({ queue })) });
    expect(() => steadfastFunction(stack).addEventSource(trigger)).toThrow('EventBridge may not use alias/aws/sqs');
  });

  test('that is FIFO is refused', () => {
    const delivery = BucketDelivery.throughQueue(new QueueTrigger({ fifo: true }));
    expect(() => steadfastFunction(stack).addEventSource(new BucketTrigger(bucket, { delivery }))).toThrow('must be standard');
  });

  test('a failing event is the queue\'s', () => {
    const { failed } = new BucketTrigger(bucket, { delivery: BucketDelivery.throughQueue(new QueueTrigger({ maxReceiveCount: 9 })) }).eventPath;
    expect(failed).toMatchObject({ parkedBy: 'the queue\'s dead-letter queue', attempts: 9 });
  });
});

describe('notifying a queue', () => {
  const delivery = BucketDelivery.notifyingQueue();

  test('needs neither EventBridge nor an injected function', () => {
    steadfastFunction(stack).addEventSource(new BucketTrigger(bucket, { delivery, prefix: 'in/', suffix: '.csv' }));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.resourceCountIs('AWS::Events::Rule', 0);
    template.hasResource('AWS::S3::Bucket', {
      Properties: {
        NotificationConfiguration: {
          EventBridgeConfiguration: Match.absent(),
          QueueConfigurations: [{
            Event: 's3:ObjectCreated:*',
            Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }, { Name: 'suffix', Value: '.csv' }] } },
            Queue: { 'Fn::GetAtt': [Match.stringLikeRegexp('^BucketNotified'), 'Arn'] },
          }],
        },
      },
      DependsOn: [Match.stringLikeRegexp('^BucketNotifiedPolicy')],
    });
  });

  test('only buckets of the account may send', () => {
    steadfastFunction(stack).addEventSource(new BucketTrigger(bucket, { delivery }));
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
        })]),
      },
    });
  });

  test('goes in no circle when the function reads the bucket, in one stack or two', async () => {
    const other = new Stack(stack.node.root as App, 'Other');
    const [here, there] = [plainFunction(stack), plainFunction(other)];
    for (const [prefix, fn] of [['here/', here], ['there/', there]] as const) {
      bucket.grantRead(fn);
      fn.addEventSource(new BucketTrigger(bucket, { delivery: BucketDelivery.notifyingQueue(), prefix }));
    }
    Template.fromStack(other).resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
    expect(await new Simulation(here).allows('sqs:ReceiveMessage', (bucket.node.findChild('Notified') as sqs.Queue).queueArn)).toBe(true);
  });

  test('twice for the same key is refused, as S3 does', () => {
    steadfastFunction(stack, 'One').addEventSource(new BucketTrigger(bucket, { delivery, prefix: 'in/' }));
    const second = new BucketTrigger(bucket, { delivery, prefix: 'in/csv/' });
    expect(() => steadfastFunction(stack, 'Two').addEventSource(second)).toThrow('given: two for s3:ObjectCreated:*');
  });

  test('keeps EventBridge on where another trigger needs it', () => {
    steadfastFunction(stack, 'One').addEventSource(new BucketTrigger(bucket, { prefix: 'one/' }));
    steadfastFunction(stack, 'Two').addEventSource(new BucketTrigger(bucket, { delivery, prefix: 'two/' }));
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true }, QueueConfigurations: [Match.anyValue()] },
    });
  });

  test('is refused beside addEventNotification, which overwrites it', () => {
    steadfastFunction(stack).addEventSource(new BucketTrigger(bucket, { delivery }));
    bucket.addEventNotification(s3.EventType.OBJECT_REMOVED, new notifications.SqsDestination(new sqs.Queue(stack, 'Other')));
    expect(() => Template.fromStack(stack)).toThrow('the second overwrites the first');
  });

  test('is refused for an imported bucket, for a given queue and for FIFO', () => {
    const imported = s3.Bucket.fromBucketName(stack, 'Imported', 'imported');
    const fn = steadfastFunction(stack);
    expect(() => fn.addEventSource(new BucketTrigger(imported, { delivery }))).toThrow('given: an imported bucket');
    const fifo = BucketDelivery.notifyingQueue({ fifo: true });
    expect(() => fn.addEventSource(new BucketTrigger(bucket, { delivery: fifo }))).toThrow('given: fifo');
  });
});
