import {
  CfnResource, Duration, Stack, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_dynamodb as dynamodb,
  aws_events as events, aws_events_targets as targets, aws_iam as iam, aws_kms as kms, aws_lambda as lambda,
  aws_lambda_destinations as destinations, aws_lambda_event_sources as sources, aws_s3 as s3, aws_s3_notifications as notifications,
  aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs,
} from 'aws-cdk-lib';
import { Plant, worker } from './plant';

const DAYS_14 = Duration.days(14);

function jobs(stack: Stack, props: sqs.QueueProps = {}): sqs.Queue {
  const deadLetterQueue = { queue: new sqs.Queue(stack, 'Failed', { retentionPeriod: DAYS_14 }), maxReceiveCount: 5 };
  return new sqs.Queue(stack, 'Jobs', { visibilityTimeout: Duration.seconds(18), deadLetterQueue, ...props });
}

function table(stack: Stack): dynamodb.Table {
  return new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE });
}

function stream(stack: Stack, props: Partial<sources.DynamoEventSourceProps>): void {
  worker(stack).addEventSource(new sources.DynamoEventSource(table(stack), {
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    retryAttempts: 5,
    maxRecordAge: Duration.hours(1),
    reportBatchItemFailures: true,
    onFailure: new sources.SqsDlq(new sqs.Queue(stack, 'Failed', { retentionPeriod: DAYS_14 })),
    ...props,
  }));
}

function bucketOf(stack: Stack, configuration: object): s3.CfnBucket {
  return new s3.CfnBucket(stack, 'Uploads', { notificationConfiguration: configuration });
}

/** Plants for the section "Events are not lost". */
export const EVENT_PLANTS: readonly Plant[] = [
  {
    rule: 'async-failure-destination',
    plant(stack, broken) {
      const onFailure = broken ? undefined : new destinations.SqsDestination(new sqs.Queue(stack, 'Failed'));
      new events.Rule(stack, 'Hourly', { schedule: events.Schedule.rate(Duration.hours(1)), targets: [new targets.LambdaFunction(worker(stack, 'Worker', { onFailure }))] });
    },
  },
  {
    rule: 'async-failure-destination',
    variant: 'destination on $LATEST, events through the alias',
    plant(stack, broken) {
      const failed = new destinations.SqsDestination(new sqs.Queue(stack, 'Failed'));
      const fn = worker(stack, 'Worker', broken ? { onFailure: failed } : {});
      const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion, ...(broken ? {} : { onFailure: failed }) });
      new sns.Topic(stack, 'Orders').addSubscription(new subscriptions.LambdaSubscription(alias));
    },
  },
  {
    rule: 'delivery-dlq',
    plant(stack, broken) {
      const deadLetterQueue = broken ? undefined : new sqs.Queue(stack, 'Undelivered');
      new sns.Topic(stack, 'Orders').addSubscription(new subscriptions.LambdaSubscription(worker(stack), { deadLetterQueue }));
    },
  },
  {
    rule: 'delivery-permission',
    plant(stack, broken) {
      const fn = worker(stack);
      const rule = new events.CfnRule(stack, 'Hourly', { scheduleExpression: 'rate(1 hour)', targets: [{ id: 'Worker', arn: fn.functionArn }] });
      if (!broken) {
        new lambda.CfnPermission(stack, 'Permission', { functionName: fn.functionName, action: 'lambda:InvokeFunction', principal: 'events.amazonaws.com', sourceArn: rule.attrArn });
      }
    },
  },
  {
    rule: 'queue-redrive',
    plant(stack, broken) {
      const queue = jobs(stack, broken ? { deadLetterQueue: undefined } : {});
      worker(stack).addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true }));
    },
  },
  {
    rule: 'queue-max-receive',
    plant(stack, broken) {
      const failed = new sqs.Queue(stack, 'FewTries', { retentionPeriod: DAYS_14 });
      worker(stack).addEventSource(new sources.SqsEventSource(jobs(stack, { deadLetterQueue: { queue: failed, maxReceiveCount: broken ? 2 : 5 } })));
    },
  },
  {
    rule: 'queue-overpull',
    plant(stack, broken) {
      worker(stack, 'Worker', { reservedConcurrentExecutions: 5 })
        .addEventSource(new sources.SqsEventSource(jobs(stack), { maxConcurrency: broken ? undefined : 5 }));
    },
  },
  {
    rule: 'queue-visibility',
    plant(stack, broken) {
      const queue = new sqs.CfnQueue(stack, 'Jobs', { visibilityTimeout: broken ? 60 : 360 });
      const fn = worker(stack, 'Worker', { timeout: Duration.seconds(60) });
      new lambda.CfnEventSourceMapping(stack, 'Mapping', { functionName: fn.functionName, eventSourceArn: queue.attrArn });
    },
  },
  {
    rule: 'queue-visibility',
    variant: 'below the timeout',
    plant(stack, broken) {
      const queue = new sqs.CfnQueue(stack, 'Jobs', { visibilityTimeout: broken ? 30 : 360 });
      const fn = worker(stack, 'Worker', { timeout: Duration.seconds(60) });
      new lambda.CfnEventSourceMapping(stack, 'Mapping', { functionName: fn.functionName, eventSourceArn: queue.attrArn });
    },
  },
  {
    rule: 'partial-batch',
    plant: (stack, broken) => worker(stack).addEventSource(new sources.SqsEventSource(jobs(stack), { reportBatchItemFailures: !broken })),
  },
  { rule: 'stream-failure-destination', plant: (stack, broken) => stream(stack, broken ? { onFailure: undefined } : {}) },
  {
    rule: 'stream-failure-destination',
    variant: 'endless retries',
    plant: (stack, broken) => stream(stack, broken ? { retryAttempts: undefined, maxRecordAge: undefined } : {}),
  },
  {
    rule: 'stream-failure-keeps-record',
    plant: (stack, broken) => stream(stack, { onFailure: broken ? new sources.SqsDlq(new sqs.Queue(stack, 'Pointers')) : new sources.S3OnFailureDestination(new s3.Bucket(stack, 'Records')) }),
  },
  {
    rule: 'stream-starting-position',
    plant: (stack, broken) => stream(stack, { startingPosition: broken ? lambda.StartingPosition.LATEST : lambda.StartingPosition.TRIM_HORIZON }),
  },
  {
    rule: 'dlq-retention',
    plant(stack, broken) {
      const failed = new sqs.Queue(stack, 'Short', { retentionPeriod: broken ? Duration.days(4) : DAYS_14 });
      const queue = jobs(stack, { retentionPeriod: Duration.days(4), deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });
      worker(stack).addEventSource(new sources.SqsEventSource(queue));
    },
  },
  {
    rule: 'dlq-alarm',
    plant(stack, broken) {
      const failed = new sqs.Queue(stack, 'Watched', { retentionPeriod: DAYS_14 });
      worker(stack).addEventSource(new sources.SqsEventSource(jobs(stack, { deadLetterQueue: { queue: failed, maxReceiveCount: 5 } })));
      const metric = broken ? failed.metricNumberOfMessagesSent() : failed.metricApproximateNumberOfMessagesVisible();
      new cloudwatch.Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 }).addAlarmAction(new actions.SnsAction(new sns.Topic(stack, 'OnCall')));
    },
  },
  {
    rule: 'dlq-kind',
    plant(stack, broken) {
      const failed = new sqs.Queue(stack, 'Failed', broken ? { fifo: true } : {});
      const fn = worker(stack, 'Worker', { deadLetterQueue: failed });
      new sns.Topic(stack, 'Orders').addSubscription(new subscriptions.LambdaSubscription(fn));
    },
  },
  {
    rule: 'dlq-key',
    plant(stack, broken) {
      const key = new kms.Key(stack, 'Key');
      const failed = new sqs.CfnQueue(stack, 'Undelivered', { kmsMasterKeyId: key.keyArn });
      const topic = new sns.Topic(stack, 'Orders');
      new sqs.CfnQueuePolicy(stack, 'Policy', {
        queues: [failed.ref],
        policyDocument: { Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: failed.attrArn, Principal: { Service: 'sns.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': topic.topicArn } } }] },
      });
      new sns.CfnSubscription(stack, 'Subscription', { topicArn: topic.topicArn, protocol: 'lambda', endpoint: worker(stack).functionArn, redrivePolicy: { deadLetterTargetArn: failed.attrArn } });
      if (!broken) {
        key.addToResourcePolicy(new iam.PolicyStatement({
          actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: ['*'], principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
        }));
      }
    },
  },
  {
    rule: 'eventbridge-off',
    plant(stack, broken) {
      const bucket = bucketOf(stack, broken ? {} : { eventBridgeConfiguration: { eventBridgeEnabled: true } });
      new events.Rule(stack, 'Uploaded', {
        eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket: { name: [bucket.ref] } } }, targets: [new targets.LambdaFunction(worker(stack))],
      });
    },
  },
  {
    rule: 'notification-overwritten',
    plant(stack, broken) {
      const bucket = bucketOf(stack, broken ? { eventBridgeConfiguration: { eventBridgeEnabled: true } } : {});
      new CfnResource(stack, 'Notifications', {
        type: 'Custom::S3BucketNotifications',
        properties: {
          ServiceToken: worker(stack, 'Handler').functionArn,
          BucketName: bucket.ref,
          Managed: true,
          NotificationConfiguration: { LambdaFunctionConfigurations: [{ Events: ['s3:ObjectCreated:*'], LambdaFunctionArn: worker(stack).functionArn }] },
        },
      });
    },
  },
  {
    rule: 'recursion',
    plant(stack, broken) {
      const bucket = new s3.Bucket(stack, 'Photos');
      const fn = worker(stack);
      bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(fn), { prefix: 'in/' });
      bucket.grantPut(fn, broken ? '*' : 'out/*');
    },
  },
  {
    rule: 'notification-overlap',
    plant(stack, broken) {
      const filter = (prefix: string) => ({ s3Key: { rules: [{ name: 'prefix', value: prefix }] } });
      bucketOf(stack, {
        lambdaConfigurations: [
          { event: 's3:ObjectCreated:*', function: worker(stack, 'One').functionArn, filter: filter('in/') },
          { event: 's3:ObjectCreated:*', function: worker(stack, 'Other').functionArn, filter: filter(broken ? 'in/new/' : 'out/') },
        ],
      });
    },
  },
  {
    rule: 'workflow-retry',
    plant(stack, broken) {
      const retry = [{ ErrorEquals: ['Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException'], MaxAttempts: 6 }];
      const task = { Type: 'Task', Resource: '${Worker}', End: true, ...(broken ? {} : { Retry: retry }) };
      new CfnResource(stack, 'Workflow', {
        type: 'AWS::StepFunctions::StateMachine',
        properties: {
          RoleArn: 'arn:aws:iam::111111111111:role/workflow',
          DefinitionString: JSON.stringify({ StartAt: 'Work', States: { Work: task } }),
          DefinitionSubstitutions: { Worker: worker(stack).functionArn },
        },
      });
    },
  },
  { rule: 'mapping-disabled', plant: (stack, broken) => worker(stack).addEventSource(new sources.SqsEventSource(jobs(stack), { enabled: !broken })) },
  {
    rule: 'stream-consumers',
    plant(stack, broken) {
      const source = table(stack);
      for (const id of broken ? ['A', 'B', 'C'] : ['A', 'B']) {
        worker(stack, id).addEventSource(new sources.DynamoEventSource(source, { startingPosition: lambda.StartingPosition.TRIM_HORIZON }));
      }
    },
  },
  {
    rule: 'alarm-permission',
    plant(stack, broken) {
      const topic = new sns.Topic(stack, 'OnCall', { enforceSSL: true });
      if (!broken) {
        topic.addToResourcePolicy(new iam.PolicyStatement({
          actions: ['sns:Publish'], resources: [topic.topicArn], principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        }));
      }
      new cloudwatch.Alarm(stack, 'Alarm', { metric: worker(stack).metricErrors(), threshold: 1, evaluationPeriods: 1 }).addAlarmAction(new actions.SnsAction(topic));
    },
  },
  {
    rule: 'policy-overwritten',
    plant(stack, broken) {
      const queue = new sqs.Queue(stack, 'Jobs', { enforceSSL: true });
      const statement = new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn], principals: [new iam.AccountPrincipal('222222222222')] });
      if (broken) {
        new sqs.QueuePolicy(stack, 'Second', { queues: [queue] }).document.addStatements(statement);
      } else {
        queue.addToResourcePolicy(statement);
      }
    },
  },
];
