import { leads, told } from './support';
import { Inventory } from '../../src/inventory/inventory';
import { RawMap } from '../../src/inventory/raw';
import { asyncFailureDestination } from '../../src/rules/async-failure-destination';
import { failurePermission } from '../../src/rules/failure-permission';
import { finds, inventoryOf, unknownIn } from '../rules/support';

/* What SAM makes of one function, as the inventory then knows it. */

const SAM = 'AWS::Serverless-2016-10-31';
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const body = (properties: object, more: object = {}, sections: object = {}): RawMap => ({
  Transform: SAM,
  ...sections,
  Parameters: { Asked: { Type: 'String' } },
  Resources: { Worker: { Type: 'AWS::Serverless::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'i.h', ...properties } }, Jobs: { Type: 'AWS::SQS::Queue' }, ...more },
});
const inventory = (...given: Parameters<typeof body>) => inventoryOf(body(...given));
const workerOf = (...given: Parameters<typeof body>) => inventory(...given).functions.all[0];
const roleOf = (from: Inventory) => from.roleOf(from.functions.all[0])!;
const event = (Type: string, Properties: object) => ({ Events: { E: { Type, Properties } } });

describe('Globals', () => {
  const globals = { Globals: { Function: { Timeout: 20, Runtime: 'python3.13', Layers: ['a'], Environment: { Variables: { A: '1', B: '1' } }, VpcConfig: { SubnetIds: ['s'] } } } };

  test('are overridden by what the function says, key by key', () => {
    const worker = workerOf({ Timeout: 5, Environment: { Variables: { B: '2', C: '3' } } }, {}, globals);
    expect([worker.timeout.known, worker.runtime.known, worker.environment.entries().map(([key]) => key), worker.environment.text('B').known])
      .toEqual([5, 'nodejs22.x', ['A', 'B', 'C'], '2']);
  });

  test('are joined to its lists', () => expect(workerOf({ Layers: ['b'] }, {}, globals).resource.properties.texts('Layers').map(told)).toEqual(['known a', 'known b']));

  test('count where it says nothing', () => expect([workerOf({}, {}, globals).resource.properties.texts('Layers').map(told), workerOf({}, {}, globals).timeout.known]).toEqual([['known a'], 20]));
});

test.each([
  ['its transform alone', SAM, 1], ['its transform among others', ['Other', SAM], 1], ['another transform', 'Other', 0], ['no transform', undefined, 0],
])('a template is SAM\'s by %s', (_title, Transform, expected) => expect(inventoryOf({ ...body({}), Transform }).functions.all).toHaveLength(expected));

test('types that SAM only renames are those of CloudFormation', () => {
  const { resources } = inventory({}, { Orders: { Type: 'AWS::Serverless::SimpleTable' }, Shared: { Type: 'AWS::Serverless::LayerVersion' }, Other: { Type: 'constructor' } });
  expect(resources.filter(one => ['Orders', 'Shared', 'Other'].includes(one.logicalId)).map(one => one.type)).toEqual(['AWS::DynamoDB::Table', 'AWS::Lambda::LayerVersion', 'constructor']);
});

test('shorthands do not stay behind', () => {
  const worker = workerOf({
    CodeUri: '.',
    InlineCode: 'x',
    Policies: [],
    AutoPublishAlias: 'live',
    DeploymentPreference: { Type: 'AllAtOnce' },
    DeadLetterQueue: { Type: 'SQS', TargetArn: arn('Jobs') },
    EventInvokeConfig: {},
    Tracing: 'Active',
    FunctionUrlConfig: { AuthType: 'NONE' },
    MemorySize: 256,
    ...event('SQS', { Queue: arn('Jobs') }),
  });
  expect(worker.resource.properties.keys()).toEqual(['Role', 'Runtime', 'Handler', 'MemorySize', 'DeadLetterConfig', 'TracingConfig']);
  expect([worker.tracing.known, leads(worker.deadLetter), leads(worker.role)]).toEqual(['Active', 'here Jobs', 'here WorkerRole']);
});

describe('an alias that SAM publishes', () => {
  const published = { AutoPublishAlias: 'live', ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } };

  test('stands on a version of the function', () => {
    const { aliases, versions, deploymentGroups } = inventory(published);
    const [alias] = aliases.all;
    const { logicalId, name, provisioned, target, shifted } = alias;
    expect([logicalId, name.known, provisioned.known, target.function?.logicalId, target.version?.logicalId, shifted])
      .toEqual(['WorkerAliaslive', 'live', 5, 'Worker', 'WorkerVersion', false]);
    expect([versions.all.map(one => one.target.function?.logicalId), deploymentGroups.all]).toEqual([['Worker'], []]);
  });

  test('is shifted by a group with the alarms that are named', () => {
    const { aliases, deploymentGroups } = inventory({ ...published, DeploymentPreference: { Type: 'Canary10Percent5Minutes', Alarms: [{ Ref: 'Alarm' }] } }, { Alarm: { Type: 'AWS::CloudWatch::Alarm' } });
    const [group] = deploymentGroups.all;
    expect([aliases.all[0].shifted, leads(aliases.all[0].deploymentGroup), group.aliases]).toEqual([true, 'here WorkerDeploymentGroup', aliases.all]);
    expect([group.configuration.known, group.alarms.map(leads), group.alarmsEnabled.known, group.rollbackEnabled.known]).toEqual(['CodeDeployDefault.LambdaCanary10Percent5Minutes', ['here Alarm'], true, true]);
    expect(group.resource.properties.texts('AutoRollbackConfiguration.Events').map(one => one.known))
      .toEqual(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST']);
    expect(aliases.all[0].resource.raw.UpdatePolicy).toMatchObject({ CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'ServerlessDeploymentApplication' } } });
  });

  test.each<[string, object, string]>([
    ['none', { Type: 'AllAtOnce' }, 'known false'], ['a list that is not told', { Alarms: { Ref: 'Asked' } }, 'unknown ?'],
  ])('is shifted without its alarms by %s', (_title, DeploymentPreference, expected) => {
    expect(told(inventory({ ...published, DeploymentPreference }).deploymentGroups.all[0].alarmsEnabled)).toBe(expected);
  });

  test('is what URL and asynchronous configuration belong to', () => {
    const { urls, asyncConfigs } = inventory({ ...published, FunctionUrlConfig: { AuthType: 'AWS_IAM' }, EventInvokeConfig: { MaximumRetryAttempts: 1 } });
    expect([...urls.all, ...asyncConfigs.all].map(one => `${one.logicalId} ${one.target.function?.logicalId}:${one.target.qualifier.written}`))
      .toEqual(['WorkerUrl Worker:live', 'WorkerEventInvokeConfig Worker:live']);
    expect([urls.all[0].authType.known, asyncConfigs.all[0].retries.known]).toEqual(['AWS_IAM', 1]);
  });
});

test('without an alias, URL and asynchronous configuration belong to the function', () => {
  const { urls, asyncConfigs, versions } = inventory({ FunctionUrlConfig: { AuthType: 'NONE' }, EventInvokeConfig: {} });
  expect([...urls.all, ...asyncConfigs.all].map(one => one.target.qualifier.written)).toEqual(['$LATEST', '$LATEST']);
  expect(versions.all).toEqual([]);
});

test('a condition of a function stands on everything SAM makes of it', () => {
  const conditional = { Conditions: { Wanted: { 'Fn::Equals': ['a', 'b'] } } };
  const given = body({ AutoPublishAlias: 'live', EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'SQS' } } }, ...event('Schedule', { Schedule: 'rate(1 day)' }) }, {}, conditional);
  const { Worker } = given.Resources as { Worker: object };
  expect(inventoryOf({ ...given, Resources: { Worker: { ...Worker, Condition: 'Wanted' } } }).resources).toEqual([]);
});

describe('destinations', () => {
  const sending = (destinations: object, more: object = {}) => body({ EventInvokeConfig: { DestinationConfig: destinations }, ...event('Schedule', { Schedule: 'rate(1 day)' }), ...more });
  const ends = (given: RawMap) => inventoryOf(given).asyncConfigs.all.flatMap(one => [leads(one.onFailure), leads(one.onSuccess)]);

  test.each<[string, object, readonly string[]]>([
    ['that are named', { OnFailure: { Type: 'SQS', Destination: arn('Jobs') } }, ['here Jobs', 'absent ?']],
    ['that SAM makes a queue for', { OnFailure: { Type: 'SQS' } }, ['here WorkerEventInvokeConfigOnFailureQueue', 'absent ?']],
    ['that SAM makes a topic for', { OnFailure: { Type: 'SNS' } }, ['here WorkerEventInvokeConfigOnFailureTopic', 'absent ?']],
    ['that SAM makes both for', { OnFailure: { Type: 'SQS' }, OnSuccess: { Type: 'SNS' } }, ['here WorkerEventInvokeConfigOnFailureQueue', 'here WorkerEventInvokeConfigOnSuccessTopic']],
    ['of a type that is not told', { OnFailure: { Type: { Ref: 'Asked' } } }, ['unknown ?', 'absent ?']],
    ['of a type that SAM makes nothing for', { OnFailure: { Type: 'Lambda' } }, ['unknown ?', 'absent ?']],
    ['of an odd kind', { OnFailure: 'odd' }, ['unknown ?', 'absent ?']],
  ])('%s', (_title, destinations, expected) => expect(ends(sending(destinations))).toEqual(expected));

  test.each<[string, object]>([
    ['a queue that SAM makes', { OnFailure: { Type: 'SQS' } }], ['a topic that SAM makes', { OnFailure: { Type: 'SNS' } }], ['a queue of the template', { OnFailure: { Type: 'SQS', Destination: arn('Jobs') } }],
  ])('lose no event, and may be sent to: %s', (_title, destinations) => {
    const given = sending(destinations);
    expect([finds(asyncFailureDestination, given), finds(failurePermission, given), unknownIn(failurePermission, given)]).toEqual([[], [], []]);
  });

  test('may not be sent to by a role of the user that does not say so', () => {
    const given = body({ Role: arn('Own'), EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'SQS' } } } }, { Own: { Type: 'AWS::IAM::Role', Properties: {} } });
    expect(finds(failurePermission, given)).toHaveLength(1);
  });

  test.each([['DestinationQueue', 'SQS', 'WorkerEventInvokeConfigOnFailureQueue'], ['DestinationTopic', 'SNS', 'WorkerEventInvokeConfigOnFailureTopic']])('are called %s', (name, Type, logicalId) => {
    const given = sending({ OnFailure: { Type } });
    const more = { ...given, Resources: { ...given.Resources as object, Thing: { Type: 'Test::Thing', Properties: { Said: { 'Fn::GetAtt': [`Worker.${name}`, 'Arn'] } } } } };
    expect(leads(inventoryOf(more).resources.find(one => one.logicalId === 'Thing')!.properties.link('Said'))).toBe(`here ${logicalId}`);
  });
});

describe('the role that SAM makes', () => {
  const attached = (properties: object) => roleOf(inventory(properties)).managedPolicies.map(use => use.value.written.replace(/^.*policy\//, ''));
  const BASIC = 'service-role/AWSLambdaBasicExecutionRole';

  test('is trusted by Lambda and bounded as the function says', () => {
    const role = roleOf(inventory({ PermissionsBoundary: 'b' }));
    expect(role.trust.map(one => [one.effect.known, one.actions[0].known, one.principals[0].kind, one.principals[0].value.known]))
      .toEqual([['Allow', 'sts:AssumeRole', 'Service', 'lambda.amazonaws.com']]);
    expect([role.boundary.known, role.statements]).toEqual(['b', []]);
  });

  test('trusts whom the function says', () => {
    const role = roleOf(inventory({ AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'edgelambda.amazonaws.com' } }] } }));
    expect(role.trust.map(one => one.principals[0].value.known)).toEqual(['edgelambda.amazonaws.com']);
  });

  test.each<[string, object, readonly string[]]>([
    ['little', {}, [BASIC]],
    ['a network', { VpcConfig: { SubnetIds: ['s'] } }, [BASIC, 'service-role/AWSLambdaVPCAccessExecutionRole']],
    ['traces', { Tracing: 'Active' }, [BASIC, 'AWSXrayWriteOnlyAccess']],
    ['traces switched off', { Tracing: 'Disabled' }, [BASIC]],
    ['a queue', event('SQS', { Queue: arn('Jobs') }), [BASIC, 'service-role/AWSLambdaSQSQueueExecutionRole']],
    ['a queue behind a topic', event('SNS', { Topic: 't', SqsSubscription: true }), [BASIC, 'service-role/AWSLambdaSQSQueueExecutionRole']],
    ['a topic', event('SNS', { Topic: 't' }), [BASIC]],
    ['a topic whose queue is switched off', event('SNS', { Topic: 't', SqsSubscription: false }), [BASIC]],
    ['an event that only looks like it', event('Schedule', { Schedule: 'rate(1 day)', SqsSubscription: true }), [BASIC]],
    ['a stream', event('Kinesis', { Stream: 's' }), [BASIC, 'service-role/AWSLambdaKinesisExecutionRole']],
    ['a table', event('DynamoDB', { Stream: 's' }), [BASIC, 'service-role/AWSLambdaDynamoDBExecutionRole']],
    ['Kafka', event('MSK', { Stream: 's' }), [BASIC, 'service-role/AWSLambdaMSKExecutionRole']],
    ['two queues, once', { Events: { A: { Type: 'SQS', Properties: { Queue: 'a' } }, B: { Type: 'SQS', Properties: { Queue: 'b' } }, C: 'odd' } }, [BASIC, 'service-role/AWSLambdaSQSQueueExecutionRole']],
    ['a policy by its name', { Policies: 'AmazonS3ReadOnlyAccess' }, [BASIC, 'AmazonS3ReadOnlyAccess']],
    ['a policy by its ARN', { Policies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }, [BASIC, 'ReadOnlyAccess']],
    ['a policy by reference', { Policies: [{ Ref: 'Asked' }] }, [BASIC, '${Asked}']],
  ])('for %s has its policies', (_title, properties, expected) => expect(attached(properties)).toEqual(expected));

  test('tells which of its policies nobody asked for', () => {
    const { managedPolicies } = roleOf(inventory({ Tracing: 'Active', Policies: ['AmazonS3ReadOnlyAccess'] }));
    expect(managedPolicies.map(use => [use.byAws, use.bySam])).toEqual([[true, true], [true, true], [true, false]]);
  });

  test.each<[string, object, readonly string[]]>([
    ['a dead-letter queue', { DeadLetterQueue: { Type: 'SQS', TargetArn: arn('Jobs') } }, ['Allow sqs:SendMessage Jobs']],
    ['a dead-letter topic', { DeadLetterQueue: { Type: 'SNS', TargetArn: arn('Jobs') } }, ['Allow sns:Publish Jobs']],
    ['a destination that is a function', { EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: 'Lambda', Destination: arn('Jobs') } } } }, ['Allow lambda:InvokeFunction Jobs']],
    ['a destination that is a bus', { EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'EventBridge', Destination: arn('Jobs') } } } }, ['Allow events:PutEvents Jobs']],
    ['a destination of a mapping', event('Kinesis', { Stream: 's', DestinationConfig: { OnFailure: { Type: 'SQS', Destination: arn('Jobs') } } }), ['Allow sqs:SendMessage Jobs']],
    ['a destination of a type that is not known', { DeadLetterQueue: { Type: 'constructor', TargetArn: arn('Jobs') } }, []],
    ['a destination without a type', { DeadLetterQueue: { TargetArn: arn('Jobs') } }, []],
    ['a destination without a target', { DeadLetterQueue: { Type: 'SQS' } }, []],
  ])('may deliver to %s', (_title, properties, expected) => {
    const { statements } = roleOf(inventory(properties));
    expect(statements.map(one => `${one.effect.known} ${one.actions[0].known} ${one.resources[0].link.resource?.logicalId}`)).toEqual(expected);
  });

  test.each<[string, object, readonly string[]]>([
    ['a document', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] }, ['Allow s3:GetObject *']],
    ['a template of policies', { CloudWatchPutMetricPolicy: {} }, ['Allow cloudwatch:PutMetricData *']],
    ['a template on a queue', { SQSPollerPolicy: { QueueName: { 'Fn::GetAtt': ['Jobs', 'QueueName'] } } }, [
      'Allow sqs:ChangeMessageVisibility arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Jobs.QueueName}',
    ]],
    ['a template that is not on record', { NewPolicy: {} }, ['unknown']],
  ])('has the statements of %s', (_title, policy, expected) => {
    const { statements } = roleOf(inventory({ Policies: [policy] }));
    expect(statements.map(one => (one.effect.known ? `${one.effect.known} ${one.actions[0].known} ${one.resources[0].value.written}` : one.effect.kind))).toEqual(expected);
  });
});
