import { nameIn, onlyPath, reportOf, reportOn } from './support';
import { OPENING_RULES } from '../../src/report/access-answer';
import { FailingEnd } from '../../src/report/event-map';
import { LOSING_RULES } from '../../src/report/events-answer';
import { textOf } from '../../src/report/text';
import { lambdaFunction, lambdaRole, liveAlias, publishedVersion, queueMapping } from '../../src/rules/example-parts';
import { RULE_BOOK } from '../../src/rules/rule-book';

type Resources = Parameters<typeof reportOf>[0];

const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });
const OUTSIDE = 'arn:aws:sqs:us-east-1:111111111111:jobs';
const POLLING = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const PERMITTED: Resources[string] = ['AWS::Lambda::Permission', {
  FunctionName: { Ref: 'Worker' }, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com', SourceArn: arn('Hourly'),
}];
const WORKER = { Worker: lambdaFunction({ Timeout: 30 }), Role: lambdaRole() };
const PARKED = ['AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 }] as const;
const HOURLY = (target: object = {}): Resources[string] =>
  ['AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Worker', Arn: arn('Worker'), ...target }] }];
const ASYNC = (settings: object): Resources[string] => ['AWS::Lambda::EventInvokeConfig', { FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', ...settings }];
const TO_PARKED = { DestinationConfig: { OnFailure: { Destination: arn('Parked') } } };
const alarmOn = (queue: string, more: object = {}): Resources[string] => ['AWS::CloudWatch::Alarm', {
  Namespace: 'AWS/SQS',
  MetricName: 'ApproximateNumberOfMessagesVisible',
  Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
  Statistic: 'Maximum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  AlarmActions: ['arn:aws:sns:us-east-1:111111111111:people'],
  ...more,
}];
const IMPORTED = { 'Fn::ImportValue': 'elsewhere' };

const TRANSFORMING = { ProcessingConfiguration: { Processors: [{ Type: 'Lambda', Parameters: [{ ParameterName: 'LambdaArn', ParameterValue: arn('Worker') }] }] } };

describe('where a failing event ends', () => {
  test.each<[string, Resources, Partial<FailingEnd>]>([
    ['an asynchronous event that nothing keeps: lost after Lambda\'s own two retries and six hours', { Hourly: HOURLY() },
      { outcome: 'lost', attempts: 3, withinSeconds: 21_600 }],
    ['an asynchronous event with a destination: parked as long as the queue keeps it', { Hourly: HOURLY(), Parked: PARKED, Async: ASYNC(TO_PARKED) },
      { outcome: 'parked', attempts: 3, withinSeconds: 21_600, keptForSeconds: 1_209_600, alarm: 'nobody' }],
    ['fewer retries and less time, as the configuration says', { Hourly: HOURLY(), Parked: PARKED, Async: ASYNC({ ...TO_PARKED, MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 }) },
      { outcome: 'parked', attempts: 1, withinSeconds: 60 }],
    ['a destination on another qualifier than the one that is called does not count',
      { Hourly: HOURLY(), Parked: PARKED, Version: publishedVersion(), Live: liveAlias(), Async: ASYNC({ ...TO_PARKED, Qualifier: 'live' }) },
      { outcome: 'lost' }],
    ['a parking place with an alarm: somebody is told', { Hourly: HOURLY(), Parked: PARKED, Async: ASYNC(TO_PARKED), Alarm: alarmOn('Parked') },
      { outcome: 'parked', alarm: 'told' }],
    ['a queue with redrive: as many receives as it says, each one visibility long',
      { Jobs: ['AWS::SQS::Queue', { VisibilityTimeout: 180, RedrivePolicy: { deadLetterTargetArn: arn('Parked'), maxReceiveCount: 5 } }], Parked: PARKED, Mapping: queueMapping() },
      { outcome: 'parked', attempts: 5, withinSeconds: 900, keptForSeconds: 1_209_600 }],
    ['a queue without redrive: lost when the queue forgets', { Jobs: ['AWS::SQS::Queue'], Mapping: queueMapping() },
      { outcome: 'lost', withinSeconds: 345_600 }],
    ['a queue outside the templates: nobody can tell', { Mapping: queueMapping({ EventSourceArn: OUTSIDE }) },
      { outcome: 'unknown' }],
    ['a stream without destination: lost when the record expires', { Clicks: ['AWS::Kinesis::Stream', { RetentionPeriodHours: 48 }], Mapping: queueMapping({ EventSourceArn: arn('Clicks') }) },
      { outcome: 'lost', withinSeconds: 172_800 }],
    ['a stream with limits and a bucket', {
      Clicks: ['AWS::Kinesis::Stream'],
      Failed: ['AWS::S3::Bucket'],
      Mapping: queueMapping({ EventSourceArn: arn('Clicks'), MaximumRetryAttempts: 9, MaximumRecordAgeInSeconds: 3_600, DestinationConfig: { OnFailure: { Destination: arn('Failed') } } }),
    }, { outcome: 'parked', attempts: 10, withinSeconds: 3_600 }],
    ['a request: its caller sees the error', {
      Api: ['AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }],
      Integration: ['AWS::ApiGatewayV2::Integration', { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Worker') }],
    }, { outcome: 'caller', attempts: 1 }],
    ['a custom resource: the deployment says so', { Custom: ['Custom::Thing', { ServiceToken: arn('Worker') }] },
      { outcome: 'caller', attempts: 3, says: expect.stringMatching(/the deployment rolls back/) as string }],
    ['a configuration of nobody knows which qualifier', { Hourly: HOURLY(), Parked: PARKED, Async: ASYNC({ ...TO_PARKED, Qualifier: IMPORTED }) }, { outcome: 'unknown' }],
    ['a parking place whose alarm may be switched off', { Hourly: HOURLY(), Parked: PARKED, Async: ASYNC(TO_PARKED), Alarm: alarmOn('Parked', { ActionsEnabled: IMPORTED }) },
      { outcome: 'parked', alarm: 'unknown' }],
    ['a queue that forgets before its receives are used up',
      { Jobs: ['AWS::SQS::Queue', { VisibilityTimeout: 43_200, RedrivePolicy: { deadLetterTargetArn: arn('Parked'), maxReceiveCount: 100 } }], Parked: PARKED, Mapping: queueMapping() },
      { outcome: 'parked', attempts: 100, withinSeconds: 345_600 }],
    ['a stream whose failures go to a queue: a pointer', { Clicks: ['AWS::Kinesis::Stream'], Parked: PARKED, Mapping: queueMapping({ EventSourceArn: arn('Clicks'), ...TO_PARKED }) },
      { outcome: 'parked', says: expect.stringMatching(/a pointer to it is parked/) as string }],
    ['a stream whose failures a condition may park', {
      Clicks: ['AWS::Kinesis::Stream'],
      Parked: PARKED,
      Mapping: queueMapping({ EventSourceArn: arn('Clicks'), DestinationConfig: { 'Fn::If': ['Sometimes', TO_PARKED.DestinationConfig, { Ref: 'AWS::NoValue' }] } }),
    }, { outcome: 'unknown' }],
    ['a sign-in: tried three times', { Users: ['AWS::Cognito::UserPool', { LambdaConfig: { PreSignUp: arn('Worker') } }] }, { outcome: 'caller', attempts: 3 }],
    ['a task: as often as its workflow retries', {
      Flow: ['AWS::StepFunctions::StateMachine', {
        Definition: {
          States: {
            Pay: {
              Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: arn('Worker') }, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 4 }],
            },
          },
        },
      }],
    }, { outcome: 'caller', attempts: 5 }],
    ['a transformation: below the error prefix of the bucket', {
      Kept: ['AWS::S3::Bucket'], Delivery: ['AWS::KinesisFirehose::DeliveryStream', { ExtendedS3DestinationConfiguration: { BucketARN: arn('Kept'), ...TRANSFORMING } }],
    }, { outcome: 'parked', attempts: 4 }],
    ['a transformation for a destination without a bucket of its own', {
      Delivery: ['AWS::KinesisFirehose::DeliveryStream', { HttpEndpointDestinationConfiguration: TRANSFORMING }],
    }, { outcome: 'unknown' }],
  ])('%s', (_title, resources, expected) => {
    expect(onlyPath(reportOf({ ...WORKER, ...resources })).failed).toMatchObject(expected);
  });

  test('a loss that somebody accepted carries the reason', () => {
    const accepted = { ...WORKER.Worker, Metadata: { 'cdk-steadfast': { acknowledge: [{ rule: 'async-failure-destination', reason: 'only a cache' }] } } };
    const { failed } = onlyPath(reportOf({ ...WORKER, Worker: accepted, Hourly: HOURLY() }));
    expect(failed.outcome).toBe('accepted');
    expect(failed.says).toContain('only a cache');
  });
});

describe('an event that cannot be delivered', () => {
  test('is dropped by a rule without a dead-letter queue after EventBridge\'s own limits', () => {
    expect(onlyPath(reportOf({ ...WORKER, Hourly: HOURLY() })).undelivered).toMatchObject({ outcome: 'lost', attempts: 186, withinSeconds: 86_400 });
  });

  test('is parked after the limits of the target', () => {
    const report = reportOf({
      ...WORKER, Parked: PARKED, Hourly: HOURLY({ DeadLetterConfig: { Arn: arn('Parked') }, RetryPolicy: { MaximumRetryAttempts: 4, MaximumEventAgeInSeconds: 600 } }),
    });
    const { undelivered } = onlyPath(report);
    expect(undelivered).toMatchObject({ outcome: 'parked', attempts: 5, withinSeconds: 600 });
    expect(nameIn(report, undelivered?.at)).toBe('Parked');
  });
});

test.each<[string, Resources, Partial<FailingEnd>]>([
  ['SNS tries for 23 days', { Orders: ['AWS::SNS::Topic'], Subscription: ['AWS::SNS::Subscription', { TopicArn: { Ref: 'Orders' }, Protocol: 'lambda', Endpoint: arn('Worker') }] },
    { outcome: 'lost', attempts: 100_015, withinSeconds: 1_987_200 }],
  ['a dead-letter queue that a condition may take away', { Parked: PARKED, Hourly: HOURLY({ DeadLetterConfig: { 'Fn::If': ['Sometimes', { Arn: arn('Parked') }, { Ref: 'AWS::NoValue' }] } }) },
    { outcome: 'unknown' }],
])('an event that cannot be delivered: %s', (_title, resources, expected) => {
  expect(onlyPath(reportOf({ ...WORKER, ...resources })).undelivered).toMatchObject(expected);
});

describe('a path', () => {
  const pathOf = (resources: Resources) => {
    const report = reportOf({ ...WORKER, ...resources });
    const { source, ...path } = report.map.paths[0];
    return { ...path, source: nameIn(report, source) };
  };

  test.each<[string, Resources]>([
    ['rule', { Hourly: ['AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', State: 'DISABLED', Targets: [{ Id: 'Worker', Arn: arn('Worker') }] }] }],
    ['mapping', { Jobs: ['AWS::SQS::Queue'], Mapping: queueMapping({ Enabled: false }) }],
  ])('says that its %s is switched off', (_what, resources) => {
    expect(pathOf(resources).enabled).toBe(false);
    expect(textOf(reportOf({ ...WORKER, ...resources }))).toContain('switched off');
  });

  test('calls a version a version, not by the id that CDK gave it', () => {
    expect(pathOf({ Version: publishedVersion(), Hourly: HOURLY({ Arn: { Ref: 'Version' } }) }).qualifier).toBe('a version');
  });

  test('comes from the stream, also where a consumer of its own stands between', () => {
    const consumer = ['AWS::Kinesis::StreamConsumer', { StreamARN: arn('Clicks'), ConsumerName: 'own' }] as const;
    expect(pathOf({ Clicks: ['AWS::Kinesis::Stream'], Consumer: consumer, Mapping: queueMapping({ EventSourceArn: { Ref: 'Consumer' } }) }).source).toBe('Clicks');
  });

  test('comes from the function whose destination it is', () => {
    const done = ['AWS::Lambda::EventInvokeConfig', { FunctionName: { Ref: 'Sender' }, Qualifier: '$LATEST', DestinationConfig: { OnSuccess: { Destination: arn('Worker') } } }] as const;
    expect(pathOf({ Sender: lambdaFunction(), Done: done }).source).toBe('Sender');
  });
});

describe('the map', () => {
  const chain = reportOf({
    ...WORKER,
    Role: lambdaRole({ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: arn('Items') }, { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn('Prices') }),
    Items: ['AWS::DynamoDB::Table'],
    Prices: ['AWS::DynamoDB::Table'],
    Uploads: ['AWS::S3::Bucket', { NotificationConfiguration: { EventBridgeConfiguration: {} } }],
    Uploaded: ['AWS::Events::Rule', { EventPattern: { 'source': ['aws.s3'], 'detail-type': ['Object Created'], 'detail': { bucket: { name: [{ Ref: 'Uploads' }] } } }, Targets: [{ Id: 'Jobs', Arn: arn('Jobs') }] }],
    Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: arn('Parked'), maxReceiveCount: 5 } }],
    Parked: PARKED,
    Mapping: queueMapping(),
    Alone: lambdaFunction(),
  });
  const links = chain.map.links.map(({ from, to, does }) => `${nameIn(chain, from)} ${does} ${nameIn(chain, to)}`);

  test('follows an event from its beginning to its stores', () => {
    expect(links).toEqual(expect.arrayContaining(['Uploads event Uploaded', 'Uploaded event Jobs', 'Jobs event Worker', 'Worker writes Items', 'Worker reads Prices']));
  });

  test('says nothing of what a function fetches from its own source, nor of where Lambda parks', () => {
    expect(links.filter(link => link.startsWith('Worker')).sort()).toEqual(['Worker reads Prices', 'Worker writes Items']);
  });

  test('has every function, also one that nobody calls', () => {
    expect(chain.map.nodes.filter(node => node.isFunction).map(node => node.name)).toEqual(['Worker', 'Alone']);
  });

  test('methods of one API that lead to one function are one path', () => {
    const route = (): Resources[string] => ['AWS::ApiGatewayV2::Integration', { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Worker') }];
    const report = reportOf({ ...WORKER, Api: ['AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }], One: route(), Other: route() });
    expect(onlyPath(report)).toMatchObject({ ways: 2, mode: 'waits' });
  });
});

describe('can an event be lost', () => {
  const parked = { ...WORKER, Role: lambdaRole({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('Parked') }), Parked: PARKED, Alarm: alarmOn('Parked'), Async: ASYNC(TO_PARKED) };
  test.each<[string, Resources, string, RegExp]>([
    ['no function', {}, 'good', /No function has an event source/],
    ['a function that loses', { ...WORKER, Hourly: HOURLY() }, 'bad', /Yes: 1 of 1 event path loses/],
    ['a function that parks, behind a rule that drops', { ...parked, Hourly: HOURLY(), Allowed: PERMITTED }, 'attention', /Only before it arrives/],
    ['a source outside', { ...WORKER, Role: lambdaRole({ Effect: 'Allow', Action: POLLING, Resource: OUTSIDE }), Mapping: queueMapping({ EventSourceArn: OUTSIDE }) }, 'unknown', /1 path cannot be told/],
  ])('%s', (_title, resources, verdict, says) => {
    const { events } = reportOf(resources).answers;
    expect(events.verdict).toBe(verdict);
    expect(events.says).toMatch(says);
  });

  test('a whole path is not enough where a policy shuts the way', () => {
    const report = reportOf({ ...parked, Allowed: PERMITTED, Hourly: HOURLY({ DeadLetterConfig: { Arn: arn('Parked') } }) });
    expect(report.map.paths[0].failed.outcome).toBe('parked');
    expect(report.findings.map(found => found.rule)).toContain('delivery-permission');
    expect(report.answers.events).toMatchObject({ verdict: 'bad' });
  });
});

test('the rules that the answers rest on are in the rule book', () => {
  const ids = RULE_BOOK.map(rule => rule.id);
  expect([...LOSING_RULES, ...OPENING_RULES].filter(id => !ids.includes(id))).toEqual([]);
});

const EXAMPLES = RULE_BOOK.flatMap(rule => [[`${rule.id}, kept`, rule.keeping], [`${rule.id}, broken`, rule.breaking]] as const);

test.each(EXAMPLES)('every function of a template is on the map, and every end is a place that is there: %s', (_title, body) => {
  const report = reportOn({ 'template.json': body });
  const ids = new Set(report.map.nodes.map(node => node.id));
  const { links, paths } = report.map;
  const ends = paths.flatMap(path => [path.source, path.function, path.failed.at, path.undelivered?.at]);
  const named = [...links.flatMap(link => [link.from, link.to]), ...ends];
  expect(named.filter(id => id !== undefined && !ids.has(id))).toEqual([]);
  expect(report.map.nodes.filter(node => node.isFunction)).toHaveLength(report.limits.functions.length);
  expect(report.map.paths.filter(path => path.failed.outcome === 'parked' && path.failed.at === undefined)).toEqual([]);
});
