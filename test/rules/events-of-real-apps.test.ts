import {
  App, Duration, Stack, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_dynamodb as dynamodb, aws_events as events,
  aws_events_targets as targets, aws_iam as iam, aws_kinesis as kinesis, aws_kms as kms, aws_lambda as lambda,
  aws_lambda_destinations as destinations, aws_lambda_event_sources as sources, aws_s3 as s3, aws_s3_notifications as notifications,
  aws_scheduler as scheduler, aws_scheduler_targets as scheduled, aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs,
  aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { inventoryOf } from './support';
import { BucketTrigger, QueueTrigger, SteadfastDefaults } from '../../src';
import { BucketPipeline } from '../../src/patterns';
import { judge } from '../../src/rules/judging/judge';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { steadfastFunction } from '../support/stacks';

const EVENTS = RULE_BOOK.slice(0, RULE_BOOK.findIndex(rule => rule.id === 'timeout-chain'));

function verdictOnStack(stack: Stack) {
  const { findings, unknown } = judge(inventoryOf(Template.fromStack(stack).toJSON()), EVENTS);
  return {
    findings: findings.map(one => `${one.rule} ${one.logicalId}: ${one.message}`),
    unknown: unknown.map(one => `${one.rule} ${one.logicalId}: ${one.message}`),
  };
}

/** A stack as somebody careful writes it with plain CDK constructs. */
class Careful {
  public readonly stack = new Stack(new App(), 'Careful');
  public readonly people = new sns.Topic(this.stack, 'People');
  private made = 0;

  public fn(id: string, props: Partial<lambda.FunctionProps> = {}) {
    return new lambda.Function(this.stack, id, {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'), ...props,
    });
  }

  public parking(props: sqs.QueueProps = {}) {
    const queue = new sqs.Queue(this.stack, `Parked${this.made++}`, { retentionPeriod: Duration.days(14), enforceSSL: true, ...props });
    this.alarm(queue);
    return queue;
  }

  public alarm(queue: sqs.Queue) {
    new cloudwatch.Alarm(this.stack, `Alarm${this.made++}`, { metric: queue.metricApproximateNumberOfMessagesVisible(), threshold: 1, evaluationPeriods: 1 })
      .addAlarmAction(new actions.SnsAction(this.people));
  }
}

function workedQueue(app: Careful, fifo = false) {
  const kind = fifo ? { fifo: true } : {};
  const queue = new sqs.Queue(app.stack, `Jobs${fifo}`, {
    ...kind, visibilityTimeout: Duration.seconds(60), deadLetterQueue: { queue: app.parking(kind), maxReceiveCount: 5 },
  });
  app.fn(`Worker${fifo}`, { timeout: Duration.seconds(10), reservedConcurrentExecutions: 5 })
    .addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true, maxConcurrency: 5 }));
  return queue;
}

describe('a careful stack of plain constructs is clean', () => {
  test('queues', () => {
    const app = new Careful();
    workedQueue(app);
    workedQueue(app, true);
    expect(verdictOnStack(app.stack)).toEqual({ findings: [], unknown: [] });
  });

  test('topics, rules and schedules', () => {
    const app = new Careful();
    const topic = new sns.Topic(app.stack, 'Orders', { enforceSSL: true });
    const fn = app.fn('Worker', { onFailure: new destinations.SqsDestination(app.parking()) });
    topic.addSubscription(new subscriptions.LambdaSubscription(fn, { deadLetterQueue: app.parking() }));
    topic.addSubscription(new subscriptions.SqsSubscription(workedQueue(app), { deadLetterQueue: app.parking() }));
    new events.Rule(app.stack, 'Hourly', {
      schedule: events.Schedule.rate(Duration.hours(1)), targets: [new targets.LambdaFunction(fn, { deadLetterQueue: app.parking() })],
    });
    new scheduler.Schedule(app.stack, 'Daily', {
      schedule: scheduler.ScheduleExpression.rate(Duration.days(1)), target: new scheduled.LambdaInvoke(fn, { deadLetterQueue: app.parking() }),
    });
    expect(verdictOnStack(app.stack)).toEqual({ findings: [], unknown: [] });
  });

  test('an alias with destinations, under rule, topic and schedule', () => {
    const app = new Careful();
    const alias = app.fn('Worker').addAlias('live');
    alias.configureAsyncInvoke({ onFailure: new destinations.SqsDestination(app.parking()) });
    new sns.Topic(app.stack, 'Orders').addSubscription(new subscriptions.LambdaSubscription(alias, { deadLetterQueue: app.parking() }));
    new events.Rule(app.stack, 'Hourly', {
      schedule: events.Schedule.rate(Duration.hours(1)), targets: [new targets.LambdaFunction(alias, { deadLetterQueue: app.parking() })],
    });
    new scheduler.Schedule(app.stack, 'Daily', {
      schedule: scheduler.ScheduleExpression.rate(Duration.days(1)), target: new scheduled.LambdaInvoke(alias, { deadLetterQueue: app.parking() }),
    });
    expect(verdictOnStack(app.stack)).toEqual({ findings: [], unknown: [] });
  });

  test('buckets: notifications to function, queue and topic, EventBridge', () => {
    const app = new Careful();
    const fn = app.fn('Worker', { onFailure: new destinations.SqsDestination(app.parking()) });
    const bucket = new s3.Bucket(app.stack, 'Photos', { eventBridgeEnabled: true });
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(fn), { prefix: 'in/' });
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.SqsDestination(workedQueue(app)), { prefix: 'jobs/' });
    bucket.addEventNotification(s3.EventType.OBJECT_REMOVED, new notifications.SnsDestination(new sns.Topic(app.stack, 'Removed')));
    new events.Rule(app.stack, 'Created', {
      eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket: { name: [bucket.bucketName] } } },
      targets: [new targets.LambdaFunction(fn, { deadLetterQueue: app.parking() })],
    });
    expect(verdictOnStack(app.stack)).toEqual({ findings: [], unknown: [] });
  });

  test('streams', () => {
    const app = new Careful();
    const fn = app.fn('Worker');
    const failed = new s3.Bucket(app.stack, 'Failed', { eventBridgeEnabled: true });
    const common = {
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      retryAttempts: 5,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: new sources.S3OnFailureDestination(failed),
    };
    fn.addEventSource(new sources.KinesisEventSource(new kinesis.Stream(app.stack, 'Clicks'), common));
    fn.addEventSource(new sources.DynamoEventSource(new dynamodb.Table(app.stack, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
    }), common));
    expect(verdictOnStack(app.stack)).toEqual({ findings: [], unknown: [] });
  });

  test('a customer key that lets its senders in, and a workflow', () => {
    const app = new Careful();
    const key = new kms.Key(app.stack, 'Key');
    for (const service of ['events', 'sns', 's3', 'cloudwatch']) {
      key.grant(new iam.ServicePrincipal(`${service}.amazonaws.com`), 'kms:GenerateDataKey*', 'kms:Decrypt');
    }
    const people = new sns.Topic(app.stack, 'OnCall', { masterKey: key, enforceSSL: true });
    people.grantPublish(new iam.ServicePrincipal('cloudwatch.amazonaws.com'));
    const fn = app.fn('Worker', { onFailure: new destinations.SqsDestination(app.parking({ encryptionMasterKey: key })) });
    fn.metricErrors().createAlarm(app.stack, 'Errors', { threshold: 1, evaluationPeriods: 1 }).addAlarmAction(new actions.SnsAction(people));
    new events.Rule(app.stack, 'Hourly', {
      schedule: events.Schedule.rate(Duration.hours(1)),
      targets: [new targets.LambdaFunction(fn, { deadLetterQueue: app.parking({ encryptionMasterKey: key }) })],
    });
    new sfn.StateMachine(app.stack, 'Orders', { definitionBody: sfn.DefinitionBody.fromChainable(new tasks.LambdaInvoke(app.stack, 'Pay', { lambdaFunction: fn })) });
    expect(verdictOnStack(app.stack)).toEqual({ findings: [], unknown: [] });
  });
});

describe('our own constructs are clean', () => {
  test.each([['without', false], ['with', true]])('function, triggers and pipeline, %s an organisation\'s key and topic', (_title, decided) => {
    const stack = new Stack(new App(), 'Ours');
    if (decided) {
      const encryptionKey = new kms.Key(stack, 'Key');
      for (const service of ['events', 'cloudwatch']) {
        encryptionKey.grant(new iam.ServicePrincipal(`${service}.amazonaws.com`), 'kms:GenerateDataKey*', 'kms:Decrypt');
      }
      SteadfastDefaults.of(stack).set({ encryptionKey, alarmTopic: new sns.Topic(stack, 'OnCall', { masterKey: encryptionKey }) });
    }
    new BucketPipeline(stack, 'Pipeline', { validate: steadfastFunction(stack, 'Validate'), process: steadfastFunction(stack, 'Process') });
    const other = steadfastFunction(stack, 'Other', { reservedConcurrentExecutions: 5 });
    other.addEventSource(new QueueTrigger({ fifo: true }));
    other.addEventSource(new BucketTrigger(new s3.Bucket(stack, 'Photos'), { prefix: 'in/', suffix: '.jpg' }));
    expect(verdictOnStack(stack)).toEqual({ findings: [], unknown: [] });
  });
});

describe('what CDK accepts without a word is found', () => {
  test('an alarm topic with enforceSSL, dead letters under a key for the account only', () => {
    const app = new Careful();
    const key = new kms.Key(app.stack, 'Key');
    const people = new sns.Topic(app.stack, 'OnCall', { enforceSSL: true });
    const fn = app.fn('Worker', { onFailure: new destinations.SqsDestination(app.parking()) });
    fn.metricErrors().createAlarm(app.stack, 'Errors', { threshold: 1, evaluationPeriods: 1 }).addAlarmAction(new actions.SnsAction(people));
    new events.Rule(app.stack, 'Hourly', {
      schedule: events.Schedule.rate(Duration.hours(1)),
      targets: [new targets.LambdaFunction(fn, { deadLetterQueue: app.parking({ encryptionMasterKey: key }) })],
    });
    expect(verdictOnStack(app.stack).findings.map(found => found.split(' ')[0])).toEqual(['dlq-key', 'alarm-permission']);
  });

  test('a notification added to a bucket whose L1 property switches EventBridge on', () => {
    const app = new Careful();
    const bucket = new s3.Bucket(app.stack, 'Photos');
    (bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    bucket.addEventNotification(s3.EventType.OBJECT_REMOVED, new notifications.SnsDestination(new sns.Topic(app.stack, 'Removed')));
    expect(verdictOnStack(app.stack).findings.map(found => found.split(' ')[0])).toEqual(['notification-overwritten']);
  });
});
