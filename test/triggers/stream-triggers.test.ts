import {
  Duration, Stack, aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, aws_sns as sns,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { FailedRecords, SteadfastDefaults, StreamTrigger, StreamTriggerOptions, TableStreamTrigger } from '../../src';
import { actionsOf, statementsOf } from '../support/roles';
import { Simulation } from '../support/simulation';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
let table: dynamodb.Table;
let stream: kinesis.Stream;
beforeEach(() => {
  stack = stackWith();
  table = tableOf('Table', { stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES });
  stream = new kinesis.Stream(stack, 'Stream', { encryption: kinesis.StreamEncryption.UNENCRYPTED });
});

function tableOf(id: string, props: Partial<dynamodb.TableProps> = {}): dynamodb.Table {
  return new dynamodb.Table(stack, id, { partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, ...props });
}

const BUCKET = { 'Fn::GetAtt': [Match.stringLikeRegexp('^SteadfastFailedRecords'), 'Arn'] };

describe.each<[string, (options?: StreamTriggerOptions) => lambda.IEventSource]>([
  ['a table', options => new TableStreamTrigger(table, options)],
  ['a Kinesis stream', options => new StreamTrigger(stream, options)],
])('the stream of %s', (_name, triggerWith) => {
  test('is mapped to the live alias from its horizon, and a failing batch is finite, told apart and parked', () => {
    steadfastFunction(stack).addEventSource(triggerWith());
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { 'Fn::Join': ['', [Match.anyValue(), ':live']] },
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 23 * 3600,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: BUCKET } },
      MetricsConfig: { Metrics: ['EventCount'] },
    });
  });

  test('parks whole records in a private, encrypted bucket for 14 days', () => {
    steadfastFunction(stack).addEventSource(triggerWith());
    Template.fromStack(stack).hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        BucketEncryption: Match.anyValue(),
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 14 })] },
      },
    });
  });

  test('raises an alarm when it is read late, when records are parked and when they are lost', () => {
    steadfastFunction(stack).addEventSource(triggerWith({ maxIteratorAge: Duration.minutes(10) }));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'IteratorAge',
      Threshold: 600_000,
      Statistic: 'Maximum',
      AlarmActions: [Match.anyValue()],
      Dimensions: Match.arrayWith([{ Name: 'Resource', Value: { 'Fn::Join': ['', [Match.anyValue(), ':live']] } }]),
    });
    for (const MetricName of ['OnFailureDestinationDeliveredEventCount', 'DroppedEventCount']) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName, Threshold: 1, AlarmActions: [Match.anyValue()], Dimensions: [{ Name: 'EventSourceMappingUUID', Value: Match.anyValue() }],
      });
    }
  });

  test('lets its function list the bucket and put objects there, and not read or delete them', async () => {
    const fn = plainFunction(stack);
    fn.addEventSource(triggerWith());
    const bucket = stack.node.findChild('SteadfastFailedRecords') as s3.Bucket;
    const role = new Simulation(fn);
    expect(await role.allows('s3:PutObject', bucket.bucketArn, '/aws/lambda/object')).toBe(true);
    expect(await role.allows('s3:ListBucket', bucket.bucketArn)).toBe(true);
    expect(await role.allows('s3:GetObject', bucket.bucketArn, '/aws/lambda/object')).toBe(false);
    expect(await role.allows('s3:DeleteObject', bucket.bucketArn, '/aws/lambda/object')).toBe(false);
  });

  test('needs no failure path of the function', () => {
    steadfastFunction(stack).addEventSource(triggerWith());
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
  });

  test('takes windows, parallel batches and filters', () => {
    steadfastFunction(stack).addEventSource(triggerWith({
      parallelizationFactor: 4,
      maxBatchingWindow: Duration.seconds(5),
      tumblingWindow: Duration.seconds(60),
      filters: [lambda.FilterCriteria.filter({ eventName: lambda.FilterRule.isEqual('INSERT') })],
    }));
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ParallelizationFactor: 4, MaximumBatchingWindowInSeconds: 5, TumblingWindowInSeconds: 60, FilterCriteria: { Filters: [Match.anyValue()] },
    });
  });

  test('may send a pointer to a queue or a topic instead, which the path says', () => {
    const queue = new sqs.Queue(stack, 'Queue');
    const topic = new sns.Topic(stack, 'Topic');
    const fn = plainFunction(stack, 'One');
    const trigger = triggerWith({ failedRecords: FailedRecords.toQueue(queue) }) as TableStreamTrigger;
    fn.addEventSource(trigger);
    const other = plainFunction(stack, 'Two');
    other.addEventSource(triggerWith({ failedRecords: FailedRecords.toTopic(topic) }));
    expect(trigger.eventPath.failed.parkedBy).toBe('the stream, with a pointer in the queue');
    expect(actionsOf(fn)).toContain('sqs:SendMessage');
    expect(actionsOf(other)).toContain('sns:Publish');
    Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 0);
  });

  test('may drop failed records with a reason, which the template says', () => {
    steadfastFunction(stack).addEventSource(triggerWith({ failedRecords: FailedRecords.dropBecause('sent again every minute') }));
    Template.fromStack(stack).hasResource('AWS::Lambda::EventSourceMapping', {
      Metadata: { 'cdk-steadfast': { eventPath: { failed: { parkedBy: 'nobody: sent again every minute' } } } },
      Properties: { DestinationConfig: Match.absent() },
    });
  });

  test.each<[string, StreamTriggerOptions, string]>([
    ['no record', { batchSize: 0 }, 'batchSize must be a whole number from 1 to 10000'],
    ['endless attempts', { retryAttempts: -1 }, 'given: retryAttempts -1'],
    ['records that expire before they are parked', { maxRecordAge: Duration.hours(24) }, 'given: maxRecordAge 86400 seconds in a stream that keeps 86400'],
  ])('refuses %s', (_what, options, message) => {
    expect(() => steadfastFunction(stack).addEventSource(triggerWith(options))).toThrow(message);
  });

  test('says that LATEST misses records', () => {
    steadfastFunction(stack).addEventSource(triggerWith({ startingPosition: lambda.StartingPosition.LATEST }));
    Annotations.fromStack(stack).hasWarning('/Stack/Function', Match.stringLikeRegexp('read from its horizon'));
  });
});

test('all streams of a stack share one bucket of failed records', () => {
  steadfastFunction(stack, 'One').addEventSource(new TableStreamTrigger(table));
  steadfastFunction(stack, 'Two').addEventSource(new StreamTrigger(stream));
  Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 1);
});

test('a bucket with a key of the organisation is open to the function', async () => {
  const key = new kms.Key(stack, 'Key');
  SteadfastDefaults.of(stack).set({ encryptionKey: key });
  const fn = plainFunction(stack);
  fn.addEventSource(new TableStreamTrigger(table));
  expect(await new Simulation(fn).allows('kms:GenerateDataKey', key.keyArn)).toBe(true);
});

describe('a table', () => {
  test('lets its function read the stream and nothing of the table', async () => {
    const fn = plainFunction(stack);
    fn.addEventSource(new TableStreamTrigger(table));
    const role = new Simulation(fn);
    for (const action of ['dynamodb:GetRecords', 'dynamodb:DescribeStream', 'dynamodb:GetShardIterator']) {
      expect(await role.allows(action, table.tableStreamArn)).toBe(true);
    }
    expect(await role.allows('dynamodb:GetItem', table.tableArn)).toBe(false);
    expect(statementsOf(fn).filter(statement => statement.Resource === '*').map(statement => statement.Action)).toEqual(['dynamodb:ListStreams']);
  });

  test('without a stream is refused', () => {
    expect(() => steadfastFunction(stack).addEventSource(new TableStreamTrigger(tableOf('Still')))).toThrow('Set stream: dynamodb.StreamViewType');
  });

  test('read by a third function is said', () => {
    ['One', 'Two', 'Three'].forEach(id => steadfastFunction(stack, id).addEventSource(new TableStreamTrigger(table)));
    Annotations.fromStack(stack).hasWarning('/Stack/Three', Match.stringLikeRegexp('at most 2 readers'));
    Annotations.fromStack(stack).hasNoWarning('/Stack/Two', Match.stringLikeRegexp('at most 2 readers'));
  });

  test('of the second generation is read too', () => {
    const second = new dynamodb.TableV2(stack, 'Second', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, dynamoStream: dynamodb.StreamViewType.KEYS_ONLY,
    });
    steadfastFunction(stack).addEventSource(new TableStreamTrigger(second));
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Second'), 'StreamArn'] },
    });
  });
});

describe('a Kinesis stream', () => {
  test('lets its function read and not write', async () => {
    const key = new kms.Key(stack, 'Key');
    const encrypted = new kinesis.Stream(stack, 'Encrypted', { encryptionKey: key });
    const fn = plainFunction(stack);
    fn.addEventSource(new StreamTrigger(encrypted));
    const role = new Simulation(fn);
    expect(await role.allows('kinesis:GetRecords', encrypted.streamArn)).toBe(true);
    expect(await role.allows('kinesis:ListShards', encrypted.streamArn)).toBe(true);
    expect(await role.allows('kms:Decrypt', key.keyArn)).toBe(true);
    expect(await role.allows('kinesis:PutRecord', encrypted.streamArn)).toBe(false);
    expect(actionsOf(fn).filter(action => action.includes('*'))).toEqual([]);
  });

  test('is read with a throughput of one\'s own', async () => {
    const fn = plainFunction(stack);
    fn.addEventSource(new StreamTrigger(stream, { enhancedFanOut: true }));
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlainConsumer'), 'ConsumerARN'] },
    });
    expect(actionsOf(fn)).toContain('kinesis:SubscribeToShard');
  });

  test('is read through a consumer that exists', () => {
    const consumer = new kinesis.StreamConsumer(stack, 'Mine', { stream, streamConsumerName: 'mine' });
    steadfastFunction(stack).addEventSource(new StreamTrigger(stream, { consumer }));
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Mine'), 'ConsumerARN'] },
    });
    const contradiction = new StreamTrigger(stream, { consumer, enhancedFanOut: false });
    expect(() => steadfastFunction(stack, 'Other').addEventSource(contradiction)).toThrow('a consumer and enhancedFanOut: false');
  });

  test.each([[Duration.days(3), 71 * 3600], [Duration.days(365), 7 * 86_400]])('that keeps records for %s parks them before', (retentionPeriod, age) => {
    const long = new kinesis.Stream(stack, 'Long', { retentionPeriod });
    steadfastFunction(stack).addEventSource(new StreamTrigger(long));
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', { MaximumRecordAgeInSeconds: age });
  });
});
