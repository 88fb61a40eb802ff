import { Duration, Stack, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { QueueTrigger, QueueTriggerProps } from '../../src';
import { actionsOf } from '../support/roles';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

let stack: Stack;
beforeEach(() => {
  stack = stackWith();
});

const redriven = (id: string, props: sqs.QueueProps = {}): sqs.Queue => new sqs.Queue(stack, id, {
  visibilityTimeout: Duration.seconds(90),
  deadLetterQueue: { queue: new sqs.Queue(stack, `${id}Dead`, { fifo: props.fifo, retentionPeriod: Duration.days(14) }), maxReceiveCount: 5 },
  ...props,
});

describe('a queue that the trigger makes', () => {
  test('hides a message for 6 x the timeout plus the window, and parks it after five receives', () => {
    steadfastFunction(stack, 'Function', { timeout: Duration.seconds(20) })
      .addEventSource(new QueueTrigger({ maxBatchingWindow: Duration.seconds(7) }));
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 127,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Parking'), 'Arn'] } },
    });
  });

  test('parks for 14 days, with an alarm', () => {
    steadfastFunction(stack).addEventSource(new QueueTrigger());
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 1209600 });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'ApproximateNumberOfMessagesVisible', AlarmActions: [Match.anyValue()] });
  });

  test('is FIFO with a FIFO dead-letter queue', () => {
    steadfastFunction(stack).addEventSource(new QueueTrigger({ fifo: true }));
    Template.fromStack(stack).allResourcesProperties('AWS::SQS::Queue', { FifoQueue: true });
  });

  test('is one of several on the same function', () => {
    const fn = steadfastFunction(stack);
    fn.addEventSource(new QueueTrigger());
    fn.addEventSource(new QueueTrigger());
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventSourceMapping', 2);
  });

  test('is read after the trigger is bound', () => {
    expect(() => new QueueTrigger().queue).toThrow('Call fn.addEventSource(trigger) first');
  });
});

test('only the failed messages of a batch are repeated', () => {
  steadfastFunction(stack).addEventSource(new QueueTrigger());
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', { FunctionResponseTypes: ['ReportBatchItemFailures'] });
});

test('the role may consume and nothing more', () => {
  const fn = plainFunction(stack);
  fn.addEventSource(new QueueTrigger());
  expect(actionsOf(fn)).toEqual(['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage']);
});

describe('a queue that is given', () => {
  test('is worked off as it is where it is safe', () => {
    const queue = redriven('Given');
    const before = stack.resolve((queue.node.defaultChild as sqs.CfnQueue)._toCloudFormation());
    steadfastFunction(stack).addEventSource(new QueueTrigger({ queue }));
    expect(stack.resolve((queue.node.defaultChild as sqs.CfnQueue)._toCloudFormation())).toEqual(before);
  });

  test.each<[string, sqs.QueueProps, string]>([
    ['hides messages too shortly', { visibilityTimeout: Duration.seconds(89) }, 'at least 6 x the function\'s timeout plus the batching window, 90 seconds; given: 89 seconds. Set visibilityTimeout: Duration.seconds(90)'],
    ['hides messages for the 30 seconds of SQS', { visibilityTimeout: undefined }, 'given: 30 seconds'],
    ['has no dead-letter queue', { deadLetterQueue: undefined }, 'must have a dead-letter queue'],
  ])('is refused where it %s', (_name, props, message) => {
    const queue = redriven('Given', props);
    expect(() => steadfastFunction(stack).addEventSource(new QueueTrigger({ queue }))).toThrow(message);
  });

  test('is doubted where another function works it off already', () => {
    const queue = redriven('Given');
    steadfastFunction(stack, 'First').addEventSource(new QueueTrigger({ queue }));
    Annotations.fromStack(stack).hasNoWarning('/Stack/First', Match.stringLikeRegexp('queue-shared'));
    steadfastFunction(stack, 'Second').addEventSource(new QueueTrigger({ queue }));
    Annotations.fromStack(stack).hasWarning('/Stack/Second', Match.stringLikeRegexp(
      'given: Stack/Given, which Stack/First works off. Give each function a queue of its own.*cdk-steadfast:queue-shared',
    ));
  });

  test('is refused where it parks after too few receives', () => {
    const queue = redriven('Given', { deadLetterQueue: { queue: new sqs.Queue(stack, 'Dead'), maxReceiveCount: 4 } });
    expect(() => steadfastFunction(stack).addEventSource(new QueueTrigger({ queue }))).toThrow('given: maxReceiveCount 4');
  });

  test('is refused where parked messages expire with the others', () => {
    const queue = redriven('Given', { deadLetterQueue: { queue: new sqs.Queue(stack, 'Dead'), maxReceiveCount: 5 } });
    expect(() => steadfastFunction(stack).addEventSource(new QueueTrigger({ queue }))).toThrow('given: 345600 seconds behind 345600');
  });

  test.each([
    ['FIFO', { fifo: true }, {}, 'a standard queue behind a FIFO one. Make the dead-letter queue FIFO.'],
    ['standard', {}, { fifo: true }, 'a FIFO queue behind a standard one. Make the dead-letter queue standard.'],
  ])('is refused where it is %s and its dead-letter queue is not', (_kind, queueProps, deadProps, message) => {
    const dead = new sqs.Queue(stack, 'Dead', { retentionPeriod: Duration.days(14), ...deadProps });
    const queue = redriven('Given', { ...queueProps, deadLetterQueue: { queue: dead, maxReceiveCount: 5 } });
    expect(() => steadfastFunction(stack).addEventSource(new QueueTrigger({ queue }))).toThrow(message);
  });

  test('says itself how often it tries and how long it keeps', () => {
    const queue = redriven('Given', {
      deadLetterQueue: { queue: new sqs.Queue(stack, 'Dead', { retentionPeriod: Duration.days(10) }), maxReceiveCount: 9 },
    });
    const { failed } = new QueueTrigger({ queue }).eventPath;
    expect([failed.attempts, failed.keptFor?.toDays()]).toEqual([9, 10]);
  });

  test('is not judged where it was imported, which is said', () => {
    const queue = sqs.Queue.fromQueueArn(stack, 'Imported', 'arn:aws:sqs:us-east-1:111111111111:imported');
    steadfastFunction(stack).addEventSource(new QueueTrigger({ queue }));
    Annotations.fromStack(stack).hasWarning('/Stack/Function', Match.stringLikeRegexp('at least 90 seconds'));
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', { EventSourceArn: 'arn:aws:sqs:us-east-1:111111111111:imported' });
  });
});

describe('the timeout', () => {
  test('of the function behind an alias is found', () => {
    const alias = plainFunction(stack, 'Plain', { timeout: Duration.seconds(10) }).addAlias('mine');
    alias.addEventSource(new QueueTrigger());
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 60 });
  });

  test('of the function behind a live alias is found', () => {
    steadfastFunction(stack, 'Function', { timeout: Duration.seconds(10) }).liveAlias.addEventSource(new QueueTrigger());
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 60 });
  });

  test('of an imported function is asked for', () => {
    const imported = lambda.Function.fromFunctionAttributes(stack, 'Imported', {
      functionArn: 'arn:aws:lambda:us-east-1:111111111111:function:imported', sameEnvironment: true,
    });
    expect(() => imported.addEventSource(new QueueTrigger())).toThrow('Set functionTimeout on the QueueTrigger');
  });
});

describe('concurrency', () => {
  test('follows what the function reserves', () => {
    steadfastFunction(stack, 'Function', { reservedConcurrentExecutions: 7 }).addEventSource(new QueueTrigger());
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', { ScalingConfig: { MaximumConcurrency: 7 } });
  });

  test('beyond what the function reserves is refused', () => {
    const fn = steadfastFunction(stack, 'Function', { reservedConcurrentExecutions: 7 });
    expect(() => fn.addEventSource(new QueueTrigger({ maxConcurrency: 8 }))).toThrow('must not exceed the function\'s reserved concurrency, 7; given: maxConcurrency 8');
  });

  test('of several queues together beyond what the function reserves is refused', () => {
    const fn = steadfastFunction(stack, 'Function', { reservedConcurrentExecutions: 7 });
    fn.addEventSource(new QueueTrigger({ maxConcurrency: 4 }));
    fn.addEventSource(new QueueTrigger({ maxConcurrency: 4 }));
    expect(() => Template.fromStack(stack)).toThrow('given: 4 + 4 = 8');
  });

  test('may be held by provisioned pollers', () => {
    steadfastFunction(stack).addEventSource(new QueueTrigger({ provisionedPollers: { minimumPollers: 2, maximumPollers: 4 } }));
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 4 }, ScalingConfig: Match.absent(),
    });
  });

  test.each<[string, QueueTriggerProps, string]>([
    ['beside a maximum concurrency', { provisionedPollers: {}, maxConcurrency: 5 }, 'either a maximum concurrency or provisioned pollers'],
    ['too few', { provisionedPollers: { minimumPollers: 1, maximumPollers: 2 } }, 'given: minimumPollers 1'],
    ['more than the function reserves', { provisionedPollers: { maximumPollers: 4 } }, 'given: 4 pollers with 10 invocations each'],
    ['without an end', { provisionedPollers: { minimumPollers: 2 } }, 'given: no maximum of pollers'],
  ])('of provisioned pollers %s is refused', (_name, props, message) => {
    const fn = steadfastFunction(stack, 'Function', { reservedConcurrentExecutions: 30 });
    expect(() => fn.addEventSource(new QueueTrigger(props))).toThrow(message);
  });

  test('of one cannot be held to, which is said', () => {
    steadfastFunction(stack, 'Function', { reservedConcurrentExecutions: 1 }).addEventSource(new QueueTrigger());
    Annotations.fromStack(stack).hasWarning('/Stack/Function', Match.stringLikeRegexp('at least 2'));
  });
});

test.each<[string, QueueTriggerProps, string]>([
  ['no message', { batchSize: 0 }, '1 to 10000 messages; given: batchSize 0'],
  ['half a message', { batchSize: 1.5 }, 'given: batchSize 1.5'],
  ['too many', { batchSize: 10_001, maxBatchingWindow: Duration.seconds(1) }, 'given: batchSize 10001'],
  ['more than ten without a window', { batchSize: 11 }, 'must have a batching window of at least 1 second'],
  ['more than ten on a FIFO queue', { batchSize: 11, fifo: true }, '1 to 10 messages'],
  ['a window on a FIFO queue', { fifo: true, maxBatchingWindow: Duration.seconds(1) }, 'must have no batching window'],
])('a batch of %s is refused', (_name, props, message) => {
  expect(() => steadfastFunction(stack).addEventSource(new QueueTrigger(props))).toThrow(message);
});

test('a sixth filter is asked for, an eleventh refused', () => {
  const filters = (count: number): object[] => Array.from({ length: count }, (_, each) => lambda.FilterCriteria.filter({ body: { each: [each] } }));
  const fn = steadfastFunction(stack);
  fn.addEventSource(new QueueTrigger({ filters: filters(6) as never }));
  Annotations.fromStack(stack).hasWarning('/Stack/Function', Match.stringLikeRegexp('given: 6'));
  expect(() => fn.addEventSource(new QueueTrigger({ filters: filters(11) as never }))).toThrow('at most 10 filters; given: 11');
});

test('the template says what becomes of a message that fails', () => {
  steadfastFunction(stack).addEventSource(new QueueTrigger({ maxReceiveCount: 8 }));
  Template.fromStack(stack).hasResource('AWS::Lambda::EventSourceMapping', {
    Metadata: { 'cdk-steadfast': { eventPath: { source: 'SQS', failed: { attempts: 8, keptForSeconds: 1209600 } } } },
  });
});
