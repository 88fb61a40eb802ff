import {
  Duration, Fn, Stack, Token, aws_apigatewayv2 as apigatewayv2, aws_cognito as cognito, aws_dynamodb as dynamodb, aws_events as events,
  aws_kinesis as kinesis, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Access, BucketTrigger, FailedRecords, FunctionTask, HttpIntegration, LogTrigger, QueueTrigger, RestIntegration, RuleTrigger, StreamTrigger,
  StreamTriggerOptions, SteadfastFunction, TableStreamTrigger, TopicTrigger, UrlTrigger, UserPoolTrigger,
} from '../../src';
import { SteadfastError } from '../../src/validation/steadfast-error';
import { stackWith, steadfastFunction } from '../support/stacks';

/* What test/properties found: each was an exception from inside CDK, two constructs with one name, or something odd in the template. */

const LATER = Duration.seconds(Token.asNumber(Fn.importValue('seconds')));

let stack: Stack;
let fn: SteadfastFunction;
beforeEach(() => {
  stack = stackWith();
  fn = steadfastFunction(stack);
});

const imported = (): lambda.IFunction => lambda.Function.fromFunctionAttributes(stack, 'Imported', {
  functionArn: 'arn:aws:lambda:us-east-1:111111111111:function:mine', sameEnvironment: true,
});
const stream = (options: StreamTriggerOptions) => () => fn.addEventSource(new StreamTrigger(new kinesis.Stream(stack, 'Stream'), options));
const table = (options: StreamTriggerOptions) => () => fn.addEventSource(new TableStreamTrigger(new dynamodb.Table(stack, 'Table', {
  partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
}), options));

test.each<[string, () => void, string]>([
  ['a fraction of a second to fill a batch', () => fn.addEventSource(new QueueTrigger({ maxBatchingWindow: Duration.millis(1_500) })), 'maxBatchingWindow must be a whole number'],
  ['an hour to fill a batch', () => fn.addEventSource(new QueueTrigger({ maxBatchingWindow: Duration.hours(1) })), 'at most 300 seconds'],
  ['a window that is known at deployment only', () => fn.addEventSource(new QueueTrigger({ maxBatchingWindow: LATER })), 'must be known when the app is synthesized'],
  ['a timeout that is known at deployment only', () => steadfastFunction(stack, 'Later', { timeout: LATER }).addEventSource(new QueueTrigger()), 'The timeout of a function behind a queue must be known'],
  ['a stated timeout below the real one', () => fn.addEventSource(new QueueTrigger({ functionTimeout: Duration.seconds(1) })), 'must be 15 to 900 seconds'],
  ['half a concurrency', () => fn.addEventSource(new QueueTrigger({ maxConcurrency: 2.5 })), 'maxConcurrency must be a whole number from 2 to 1000'],
  ['half a receive', () => fn.addEventSource(new QueueTrigger({ maxReceiveCount: 5.5 })), 'must be received 5 to 1000 times'],
  ['more pollers at least than at most', () => fn.addEventSource(new QueueTrigger({ provisionedPollers: { minimumPollers: 9, maximumPollers: 4 } })), 'must not be fewer'],
  ['a fraction of a second in a stream\'s window', stream({ maxBatchingWindow: Duration.millis(999) }), 'maxBatchingWindow must be a whole number'],
  ['a record age below a minute', stream({ maxRecordAge: Duration.seconds(1) }), 'maxRecordAge must be 60 to 604800 seconds'],
  ['an hour of aggregation', stream({ tumblingWindow: Duration.hours(1) }), 'tumblingWindow must be 0 to 900 seconds'],
  ['no batch at a time', stream({ parallelizationFactor: 0 }), 'parallelizationFactor must be a whole number from 1 to 10'],
  ['an alarm at an age that is known at deployment only', stream({ maxIteratorAge: LATER }), 'maxIteratorAge must be known'],
  ['a time to start from that nobody names', stream({ startingPosition: lambda.StartingPosition.AT_TIMESTAMP }), 'must come together'],
  ['a time to start from on a table', table({ startingPosition: lambda.StartingPosition.AT_TIMESTAMP, startingPositionTimestamp: 1 }), 'must be read from its horizon'],
  ['a dropped record for no reason', () => FailedRecords.dropBecause(' '), 'must say why'],
  ['an open URL for no reason', () => fn.addEventSource(new UrlTrigger({ openBecause: ' ' })), 'must say why'],
  ['an HTTP API that waits a millisecond', () => new HttpIntegration('Integration', fn, { timeout: Duration.millis(1) }).bind({} as apigatewayv2.HttpRouteIntegrationBindOptions), 'must wait 50 to 30000'],
  ['a REST API that waits for seconds that are known later', () => new RestIntegration(fn, { options: { timeout: LATER } }), 'seconds that are known at deployment only'],
  ['a queue for a function without a role', () => new QueueTrigger({ functionTimeout: Duration.seconds(1) }).bind(imported()), 'Import the function with its role'],
  ['a locked stream for a function without a role', () => new StreamTrigger(new kinesis.Stream(stack, 'Locked', { encryptionKey: new kms.Key(stack, 'Key') })).bind(imported()), 'Import the function with its role'],
  ['a key for a function without a role', () => { Access.decrypt(new kms.Key(stack, 'Key')).grantTo(imported()); }, 'Import the function with its role'],
])('%s is refused by us, with a remedy', (_what, act, message) => {
  expect(act).toThrow(SteadfastError);
  stack = stackWith();
  fn = steadfastFunction(stack);
  expect(act).toThrow(message);
});

describe('a second trigger of the same function', () => {
  const safe = (): sqs.Queue => new sqs.Queue(stack, 'Queue', {
    visibilityTimeout: Duration.hours(1), deadLetterQueue: { maxReceiveCount: 5, queue: new sqs.Queue(stack, 'Dead', { retentionPeriod: Duration.days(14) }) },
  });

  test.each<[string, () => () => lambda.IEventSource]>([
    ['a queue', () => { const queue = safe(); return () => new QueueTrigger({ queue }); }],
    ['a topic', () => { const topic = new sns.Topic(stack, 'Topic'); return () => new TopicTrigger(topic); }],
    ['a stream', () => { const source = new kinesis.Stream(stack, 'Stream'); return () => new StreamTrigger(source); }],
    ['a rule', () => { const rule = new events.Rule(stack, 'Rule', { eventPattern: { source: ['mine'] } }); return () => new RuleTrigger(rule); }],
    ['a URL', () => () => new UrlTrigger()],
    ['a user pool', () => { const pool = new cognito.UserPool(stack, 'Pool'); return () => new UserPoolTrigger(pool, cognito.UserPoolOperation.PRE_SIGN_UP); }],
  ])('on %s is refused by us', (_what, source) => {
    const quick = steadfastFunction(stack, 'Quick', { timeout: Duration.seconds(5) });
    const trigger = source();
    quick.addEventSource(trigger());
    expect(() => quick.addEventSource(trigger())).toThrow(SteadfastError);
  });

  test('on a log group shares the permission of the first', () => {
    const group = new logs.LogGroup(stack, 'Group');
    for (const id of ['One', 'Two']) group.addSubscriptionFilter(id, { destination: new LogTrigger(fn), filterPattern: logs.FilterPattern.allEvents() });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Logs::SubscriptionFilter', 2);
    template.resourceCountIs('AWS::Lambda::Permission', 1);
  });

  test('for other objects of a bucket stands beside, however alike their prefixes are', () => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    for (const prefix of ['in-1/', 'in/1/']) fn.addEventSource(new BucketTrigger(bucket, { prefix }));
    Template.fromStack(stack).resourceCountIs('AWS::Events::Rule', 2);
  });

  test('for custom senders of another pool leaves the failure path as it is', () => {
    for (const id of ['One', 'Two']) {
      const pool = new cognito.UserPool(stack, id, { customSenderKmsKey: new kms.Key(stack, `${id}Key`) });
      fn.addEventSource(new UserPoolTrigger(pool, cognito.UserPoolOperation.CUSTOM_EMAIL_SENDER));
    }
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
  });
});

test('two functions may be targets of one rule', () => {
  const rule = new events.Rule(stack, 'Rule', { eventPattern: { source: ['mine'] } });
  [fn, steadfastFunction(stack, 'Second')].forEach(one => one.addEventSource(new RuleTrigger(rule)));
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::Permission', 2);
});

test('a task whose function times out at a time that is known at deployment only has no time of its own', () => {
  const task = new FunctionTask(stack, 'Task', { lambdaFunction: steadfastFunction(stack, 'Later', { timeout: LATER }) });
  expect((task.toStateJson() as { TimeoutSeconds?: number }).TimeoutSeconds).toBeUndefined();
});
