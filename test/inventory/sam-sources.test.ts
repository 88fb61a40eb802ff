import { leads, told } from './support';
import { inventoryOf } from '../rules/support';

/* What SAM makes of each event of a function, as the inventory then knows it. */

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const fn = (events: object, more: object = {}) => ({ Type: 'AWS::Serverless::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'i.h', Events: events }, ...more });
const inventory = (event: object, resources: object = {}, more: object = {}, sections: object = {}) => inventoryOf({
  Transform: 'AWS::Serverless-2016-10-31', ...sections, Resources: { Worker: fn({ E: event }, more), Jobs: { Type: 'AWS::SQS::Queue' }, Topic: { Type: 'AWS::SNS::Topic' }, ...resources },
});

test.each<[string, object, string, string]>([
  ['SQS', { Queue: arn('Jobs') }, 'sqs', 'here Jobs'],
  ['Kinesis', { Stream: 'arn:aws:kinesis:eu-west-1:1:stream/s' }, 'kinesis', 'elsewhere kinesis'],
  ['DynamoDB', { Stream: 'arn:aws:dynamodb:eu-west-1:1:table/t/stream/s' }, 'dynamodb', 'elsewhere dynamodb'],
  ['MSK', { Stream: 'arn:aws:kafka:eu-west-1:1:cluster/c/1' }, 'kafka', 'elsewhere kafka'],
  ['MQ', { Broker: 'arn:aws:mq:eu-west-1:1:broker:b:1', Queues: ['q'] }, 'mq', 'elsewhere mq'],
  ['DocumentDB', { Cluster: 'arn:aws:rds:eu-west-1:1:cluster:c' }, 'documentdb', 'elsewhere rds'],
  ['SelfManagedKafka', { KafkaBootstrapServers: ['b'], Topics: ['t'] }, 'kafka', 'absent ?'],
])('%s is a mapping', (Type, properties, via, source) => {
  const [mapping, ...others] = inventory({ Type, Properties: { ...properties, BatchSize: 7 } }).mappings.all;
  expect([mapping.logicalId, mapping.via, leads(mapping.source), mapping.batchSize.known, mapping.target.function?.logicalId, others.length]).toEqual(['WorkerE', via, source, 7, 'Worker', 0]);
});

test.each<[string, object, string, string | undefined, string | undefined]>([
  ['SNS', { Topic: { Ref: 'Topic' } }, 'sns.amazonaws.com', '${Topic}', undefined],
  ['S3', { Bucket: { Ref: 'Photos' }, Events: 's3:ObjectCreated:*' }, 's3.amazonaws.com', undefined, '${AWS::AccountId}'],
  ['Schedule', { Schedule: 'rate(1 day)' }, 'events.amazonaws.com', '${WorkerE.Arn}', undefined],
  ['EventBridgeRule', { Pattern: { source: ['shop'] } }, 'events.amazonaws.com', '${WorkerE.Arn}', undefined],
  ['CloudWatchEvent', { Pattern: { source: ['shop'] } }, 'events.amazonaws.com', '${WorkerE.Arn}', undefined],
  ['CloudWatchLogs', { LogGroupName: '/shop' }, 'logs.amazonaws.com', '?', undefined],
  ['IoTRule', { Sql: 's' }, 'iot.amazonaws.com', '${WorkerE.Arn}', undefined],
])('%s may invoke the function', (Type, properties, principal, source, account) => {
  const [permission, ...others] = inventory({ Type, Properties: properties }, { Photos: { Type: 'AWS::S3::Bucket' } }).permissions.all;
  const written = (value: { readonly kind: string; readonly written: string }) => (value.kind === 'absent' ? undefined : value.written);
  const { logicalId, principal: invoking, action, sourceArn, sourceAccount } = permission;
  expect([logicalId, invoking.known, action.known, written(sourceArn), written(sourceAccount), others.length])
    .toEqual(['WorkerEPermission', principal, 'lambda:InvokeFunction', source, account, 0]);
});

test.each<[string, object, string]>([
  ['CloudWatchLogs', { LogGroupName: '/shop' }, 'logs WorkerE'], ['IoTRule', { Sql: 's' }, 'iot WorkerE'], ['CloudWatchEvent', { Pattern: { source: ['shop'] } }, 'eventbridge WorkerE'],
])('%s invokes the function', (Type, properties, expected) => {
  const { invokers, resources } = inventory({ Type, Properties: properties });
  expect(invokers.map(one => `${one.via} ${one.logicalId}`)).toEqual([expected]);
  expect(resources.find(one => one.logicalId === 'WorkerE')!.properties.text('LogGroupName').known).toBe('LogGroupName' in properties ? '/shop' : undefined);
});

test('a topic is subscribed to with what the event says', () => {
  const [one] = inventory({ Type: 'SNS', Properties: { Topic: { Ref: 'Topic' }, FilterPolicy: { a: ['b'] } } }).subscriptions;
  expect([one.logicalId, leads(one.topic), one.protocol.known, leads(one.endpoint), one.filtered]).toEqual(['WorkerE', 'here Topic', 'lambda', 'here Worker', true]);
});

describe('a rule', () => {
  const ruleOf = (Type: string, properties: object) => inventory({ Type, Properties: properties }).eventRules.all[0];

  test('has schedule, pattern and bus of the event', () => {
    expect(told(ruleOf('Schedule', { Schedule: 'rate(1 day)' }).schedule)).toBe('known rate(1 day)');
    const rule = ruleOf('EventBridgeRule', { Pattern: { source: ['shop'] }, EventBusName: 'shop' });
    expect([rule.pattern.keys(), rule.bus.written, rule.resource.properties.text('Targets').kind, rule.targets[0].settings.text('Id').known]).toEqual([['source'], 'shop', 'unknown', 'Target']);
    expect(ruleOf('CloudWatchEvent', { Pattern: { source: ['shop'] } }).pattern.keys()).toEqual(['source']);
  });

  test.each<[string, object, string]>([
    ['nothing', {}, 'known true'], ['Enabled: true', { Enabled: true }, 'known true'], ['Enabled: false', { Enabled: false }, 'known false'], ['a state', { State: 'DISABLED' }, 'known false'],
    ['a state, against Enabled', { State: 'ENABLED', Enabled: false }, 'known true'],
  ])('is on by %s', (_title, properties, expected) => expect(told(ruleOf('Schedule', { Schedule: 'rate(1 day)', ...properties }).enabled)).toBe(expected));

  test('retries and parks as the event says', () => {
    const [target] = ruleOf('Schedule', { Schedule: 'rate(1 day)', RetryPolicy: { MaximumRetryAttempts: 3 }, DeadLetterConfig: { Arn: arn('Jobs') } }).targets;
    expect([target.settings.number('RetryPolicy.MaximumRetryAttempts').known, leads(target.deadLetter)]).toEqual([3, 'here Jobs']);
  });
});

describe('a schedule', () => {
  const given = (properties: object) => inventory({ Type: 'ScheduleV2', Properties: { ScheduleExpression: 'rate(1 day)', ...properties } });

  test('says, retries and parks as the event says', () => {
    const [one] = given({ State: 'DISABLED', RetryPolicy: { MaximumRetryAttempts: 3 }, DeadLetterConfig: { Arn: arn('Jobs') } }).schedules.all;
    expect([told(one.expression), told(one.enabled), leads(one.destination), leads(one.deadLetter), one.settings.number('RetryPolicy.MaximumRetryAttempts').known])
      .toEqual(['known rate(1 day)', 'known false', 'here Worker', 'here Jobs', 3]);
  });

  test('has a role that may invoke the function and send to its queue', () => {
    const { roles, schedules } = given({ DeadLetterConfig: { Arn: arn('Jobs') } });
    const role = roles.all.find(one => one.logicalId === 'WorkerERole')!;
    expect(leads(schedules.all[0].settings.link('RoleArn'))).toBe('here WorkerERole');
    expect(role.trust.map(one => `${one.effect.known} ${one.actions[0].known} ${one.principals[0].kind} ${one.principals[0].value.known}`)).toEqual(['Allow sts:AssumeRole Service scheduler.amazonaws.com']);
    expect(role.statements.map(one => `${one.effect.known} ${one.actions[0].known} ${one.resources[0].link.resource?.logicalId}`)).toEqual([
      'Allow lambda:InvokeFunction Worker', 'Allow sqs:SendMessage Jobs',
    ]);
  });

  test('has no such right where it parks nothing, and no role where one is named', () => {
    expect(given({}).roles.all.find(one => one.logicalId === 'WorkerERole')!.statements).toHaveLength(1);
    expect(given({ RoleArn: 'r' }).roles.all.map(one => one.logicalId)).toEqual(['WorkerRole']);
  });
});

test.each([['an event of no type', { Properties: {} }], ['an event of another type', { Type: 'AlexaSkill' }], ['an odd event', 'SQS']])('%s makes nothing', (_title, event) => {
  expect(inventory(event as object).resources.map(one => one.logicalId)).toEqual(['Worker', 'WorkerRole', 'Jobs', 'Topic']);
});

describe('a bucket', () => {
  const event = (properties: object) => ({ Type: 'S3', Properties: { Bucket: { Ref: 'Photos' }, Events: 's3:ObjectCreated:*', ...properties } });
  const bucket = (LambdaConfigurations?: unknown) => ({ Photos: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { LambdaConfigurations } } } });
  const own = { Event: 's3:ObjectRemoved:*', Function: arn('Worker') };

  test.each<[string, unknown, readonly string[]]>([
    ['nothing', undefined, ['s3:ObjectCreated:*']], ['a list', [own], ['s3:ObjectRemoved:*', 's3:ObjectCreated:*']], ['one entry', own, ['s3:ObjectRemoved:*', 's3:ObjectCreated:*']],
  ])('keeps its own notifications: %s', (_title, given, expected) => {
    expect(inventory(event({}), bucket(given)).notifications.map(one => one.events[0].known)).toEqual(expected);
  });

  test('is filtered as the event says', () => {
    const [one] = inventory(event({ Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } } }), bucket()).notifications;
    expect([told(one.prefix), leads(one.destination), one.resource.properties.maps('NotificationConfiguration.LambdaConfigurations')[0].keys()]).toEqual(['known in/', 'here Worker', ['Event', 'Function', 'Filter']]);
    expect(inventory(event({}), bucket()).resources.find(found => found.logicalId === 'Photos')!.properties.maps('NotificationConfiguration.LambdaConfigurations')[0].keys()).toEqual(['Event', 'Function']);
  });

  test('is not notified where a condition leaves the function out, and perhaps where nobody knows', () => {
    const notified = (decided: unknown) => inventory(event({}), bucket(), { Condition: 'Wanted' }, { Parameters: { Asked: { Type: 'String' } }, Conditions: { Wanted: { 'Fn::Equals': ['a', decided] } } }).notifications.length;
    expect([notified('a'), notified('b'), notified({ Ref: 'Asked' })]).toEqual([1, 0, 1]);
  });

  test('is left alone by other events', () => {
    expect(inventory({ Type: 'Other', Properties: { Bucket: { Ref: 'Photos' }, Events: 's3:ObjectCreated:*' } }, bucket()).notifications).toEqual([]);
  });
});

describe('a connector', () => {
  const between = (from: string, to: unknown, resources: object) => inventoryOf({
    Transform: 'AWS::Serverless-2016-10-31', Resources: { ...resources, Joined: { Type: 'AWS::Serverless::Connector', Properties: { Source: { Id: from }, Destination: to, Permissions: ['Write'] } } },
  });
  const ends = { Worker: fn({}), Jobs: { Type: 'AWS::SQS::Queue' }, Topic: { Type: 'AWS::SNS::Topic' }, Photos: { Type: 'AWS::S3::Bucket' }, Rule: { Type: 'AWS::Events::Rule' } };

  test.each([
    ['Rule', 'events.amazonaws.com', '${Rule.Arn}'], ['Topic', 'sns.amazonaws.com', '${Topic}'], ['Photos', 's3.amazonaws.com', '${Photos.Arn}'],
  ])('lets a %s invoke a function', (from, principal, source) => {
    expect(between(from, { Id: 'Worker' }, ends).permissions.all.map(one => [one.logicalId, one.principal.known, one.sourceArn.written, one.sourceAccount.written, one.target.function?.logicalId]))
      .toEqual([['JoinedPolicy', principal, source, '${AWS::AccountId}', 'Worker']]);
  });

  test('lets a sender send to a queue and to a topic, and nobody else', () => {
    const { queues, topics } = between('Photos', [{ Id: 'Jobs' }, { Id: 'Topic' }], ends);
    const statements = [...queues.all[0].policy, ...topics.all[0].policy];
    const inOneLine = statements.map(({ owner, effect, actions: [action], principals: [principal], resources: [resource] }) =>
      [owner.logicalId, effect.known, action.known, principal.value.known, resource.value.known]);
    expect(inOneLine).toEqual([
      ['JoinedPolicy', 'Allow', 'sqs:SendMessage', 's3.amazonaws.com', '*'], ['Joined1Policy', 'Allow', 'sns:Publish', 's3.amazonaws.com', '*'],
    ]);
    expect(statements.map(one => one.condition.text('ArnEquals.aws:SourceArn').written)).toEqual(['${Photos.Arn}', '${Photos.Arn}']);
  });

  test('extends the role of the function that acts', () => {
    const extended = (from: string, to: string) => between(from, { Id: to }, ends).roles.all[0].statements.map(one => one.owner.logicalId);
    expect([extended('Worker', 'Topic'), extended('Jobs', 'Worker'), extended('Jobs', 'Topic'), extended('Nobody', 'Worker')]).toEqual([['JoinedPolicy'], ['JoinedPolicy'], [], []]);
  });

  test('may stand in what it begins at', () => {
    const { permissions } = inventoryOf({ Transform: 'AWS::Serverless-2016-10-31', Resources: { ...ends, Rule: { ...ends.Rule, Connectors: { Sending: { Properties: { Destination: { Id: 'Worker' } } }, Odd: 7 } } } });
    expect(permissions.all.map(one => one.logicalId)).toEqual(['RuleSendingPolicy']);
  });

  test.each<[string, unknown]>([['nobody', undefined], ['no id', { Arn: 'a' }], ['what is not there', { Id: 'Nobody' }], ['what nobody sends to', { Id: 'Photos' }]])('to %s makes nothing', (_title, to) => {
    expect(between('Rule', to, ends).resources.map(one => one.logicalId)).toEqual(['Worker', 'WorkerRole', 'Jobs', 'Topic', 'Photos', 'Rule', 'Joined']);
  });
});

describe('what SAM makes of a workflow', () => {
  const flow = (properties: object) => inventoryOf({ Transform: 'AWS::Serverless-2016-10-31', Resources: { Flow: { Type: 'AWS::Serverless::StateMachine', Properties: properties } } });

  test('is its rule, with schedule or pattern', () => {
    const events = { A: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } }, B: { Type: 'EventBridgeRule', Properties: { Pattern: { source: ['shop'] } } }, C: { Type: 'Other' }, D: 'odd' };
    expect(flow({ Events: events }).eventRules.all.map(one => [one.logicalId, told(one.schedule), one.pattern.keys(), one.targets[0].settings.text('RoleArn').kind])).toEqual([
      ['FlowA', 'known rate(1 day)', [], 'unknown'], ['FlowB', 'absent', ['source'], 'unknown'],
    ]);
  });

  test('is a schedule that may start it', () => {
    const { roles, resourcesOfType } = flow({ Events: { A: { Type: 'ScheduleV2', Properties: { ScheduleExpression: 'rate(1 day)' } } } });
    expect(roles.all[0].statements.map(one => `${one.actions[0].known} ${one.resources[0].link.resource?.logicalId}`)).toEqual(['states:StartExecution Flow']);
    expect(resourcesOfType('AWS::StepFunctions::StateMachine')[0].properties.text('RoleArn').kind).toBe('unknown');
  });
});
