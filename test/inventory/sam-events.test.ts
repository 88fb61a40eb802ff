import { RawMap } from '../../src/inventory/raw';
import { asyncFailureDestination } from '../../src/rules/async-failure-destination';
import { awsManagedPolicy } from '../../src/rules/aws-managed-policy';
import { deliveryDlq } from '../../src/rules/delivery-dlq';
import { deliveryPermission } from '../../src/rules/delivery-permission';
import { failurePermission } from '../../src/rules/failure-permission';
import { mappingPermission } from '../../src/rules/mapping-permission';
import { queueRedrive } from '../../src/rules/queue-redrive';
import { Rule } from '../../src/rules/rule';
import { findingsOf, finds, inventoryOf, unknownIn } from '../rules/support';

const fn = (properties: object = {}) => ({ Type: 'AWS::Serverless::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'i.h', CodeUri: '.', Timeout: 5, ...properties } });
const event = (Type: string, Properties: object) => ({ Events: { E: { Type, Properties } } });
const sam = (resources: object): RawMap => ({ Transform: 'AWS::Serverless-2016-10-31', Resources: resources });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const says = (rule: Rule, resources: object) => ({ finds: finds(rule, sam(resources)), unknown: unknownIn(rule, sam(resources)) });
const nothing = { finds: [], unknown: [] };

describe('queues that SAM makes for what cannot be delivered', () => {
  test.each([
    ['Schedule', { Schedule: 'rate(1 day)' }],
    ['EventBridgeRule', { Pattern: { source: ['shop'] } }],
    ['ScheduleV2', { ScheduleExpression: 'rate(1 day)' }],
  ])('of a %s are there, and open to who sends', (type, properties) => {
    const resources = { Worker: fn(event(type, { ...properties, DeadLetterConfig: { Type: 'SQS' } })) };
    expect(inventoryOf(sam(resources)).queues.all.map(queue => queue.logicalId)).toEqual(['WorkerEQueue']);
    expect(says(deliveryDlq, resources)).toEqual(nothing);
    expect(says(deliveryPermission, resources)).toEqual(nothing);
  });

  test('have the name that the template gives them', () => {
    const resources = { Worker: fn(event('Schedule', { Schedule: 'rate(1 day)', DeadLetterConfig: { Type: 'SQS', QueueLogicalId: 'Undelivered' } })) };
    expect(inventoryOf(sam(resources)).queues.all.map(queue => queue.logicalId)).toEqual(['Undelivered']);
  });

  test('a queue of the user must let the rule in', () => {
    const resources = { Lost: { Type: 'AWS::SQS::Queue' }, Worker: fn(event('Schedule', { Schedule: 'rate(1 day)', DeadLetterConfig: { Arn: arn('Lost') } })) };
    expect(says(deliveryPermission, resources)).toEqual({ finds: ['error WorkerE'], unknown: [] });
  });
});

describe('the role of a schedule', () => {
  test('is SAM\'s, and allows what the schedule does', () => {
    expect(says(deliveryPermission, { Worker: fn(event('ScheduleV2', { ScheduleExpression: 'rate(1 day)' })) })).toEqual(nothing);
  });

  test('is the user\'s where one is named', () => {
    const given = event('ScheduleV2', { ScheduleExpression: 'rate(1 day)', RoleArn: arn('Own') });
    expect(says(deliveryPermission, { Worker: fn(given), Own: { Type: 'AWS::IAM::Role', Properties: {} } })).toEqual({ finds: ['error WorkerE'], unknown: [] });
  });
});

describe('a topic with a queue in between', () => {
  const through = (SqsSubscription: unknown) => ({ Topic: { Type: 'AWS::SNS::Topic' }, Jobs: { Type: 'AWS::SQS::Queue' }, Worker: fn(event('SNS', { Topic: { Ref: 'Topic' }, SqsSubscription })) });

  test('is polled, and invokes nothing by itself', () => {
    const { functions, queues } = inventoryOf(sam(through(true)));
    expect(functions.all[0].invokers).toEqual([]);
    expect(functions.all[0].mappings.map(one => [one.via, one.source.resource?.logicalId, one.batchSize.known])).toEqual([['sqs', 'WorkerEQueue', 10]]);
    expect(queues.all).toHaveLength(2);
    expect(says(asyncFailureDestination, through(true))).toEqual(nothing);
    expect(says(deliveryPermission, through(true))).toEqual(nothing);
    expect(says(mappingPermission, through(true))).toEqual(nothing);
    expect(says(queueRedrive, through(true)).finds).toEqual(['error WorkerEQueue']);
  });

  test('takes the queue and the settings that it is given', () => {
    const given = through({ QueueArn: arn('Jobs'), QueueUrl: { Ref: 'Jobs' }, BatchSize: 3 });
    const { mappings, queues } = inventoryOf(sam(given));
    expect(mappings.all.map(one => [one.source.resource?.logicalId, one.batchSize.known])).toEqual([['Jobs', 3]]);
    expect(queues.all).toHaveLength(1);
    expect(says(deliveryPermission, given)).toEqual(nothing);
  });

  test('is a plain subscription when it is switched off', () => {
    expect(inventoryOf(sam(through(false))).functions.all[0].invokers.map(one => one.via)).toEqual(['sns']);
    expect(finds(awsManagedPolicy, sam(through(false)))).toHaveLength(1);
    expect(findingsOf(awsManagedPolicy, sam(through(false)))[0].message).not.toContain('SQS');
  });
});

describe('a workflow', () => {
  const workflow = (properties: object) => ({ Flow: { Type: 'AWS::Serverless::StateMachine', Properties: { Definition: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, ...properties } } });

  test.each([
    ['Schedule', { Schedule: 'rate(1 day)' }, 'AWS::Events::Rule'],
    ['EventBridgeRule', { Pattern: { source: ['shop'] } }, 'AWS::Events::Rule'],
    ['CloudWatchEvent', { Pattern: { source: ['shop'] } }, 'AWS::Events::Rule'],
    ['ScheduleV2', { ScheduleExpression: 'rate(1 day)' }, 'AWS::Scheduler::Schedule'],
  ])('is started by a %s', (type, properties, made) => {
    const { resourcesOfType, eventRules, schedules } = inventoryOf(sam(workflow(event(type, properties))));
    expect(resourcesOfType(made).map(one => one.logicalId)).toEqual(['FlowE']);
    const to = [...eventRules.all.flatMap(rule => rule.targets.map(target => target.destination)), ...schedules.all.map(one => one.destination)];
    expect(to.map(link => link.resource?.logicalId)).toEqual(['Flow']);
    expect(says(deliveryPermission, workflow(event(type, properties)))).toEqual(nothing);
  });

  test('has the role that it names, and a definition in a file is not known', () => {
    const [flow] = inventoryOf(sam(workflow({ Role: 'arn:aws:iam::111111111111:role/flow', DefinitionUri: 'flow.asl.json' }))).resourcesOfType('AWS::StepFunctions::StateMachine');
    expect(flow.properties.text('RoleArn').known).toBe('arn:aws:iam::111111111111:role/flow');
    expect(flow.properties.text('DefinitionString').kind).toBe('unknown');
  });

  test('that is left out leaves out what starts it', () => {
    const resources = { Flow: { ...workflow(event('Schedule', { Schedule: 'rate(1 day)' })).Flow, Condition: 'Wanted' } };
    expect(inventoryOf({ ...sam(resources), Conditions: { Wanted: { 'Fn::Equals': ['a', 'b'] } } }).eventRules.all).toEqual([]);
  });
});

describe('connectors', () => {
  const rule = { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['shop'] }, Targets: [{ Id: 'a', Arn: arn('Receiver') }] } };
  const connector = (from: string, to: unknown) => ({ Type: 'AWS::Serverless::Connector', Properties: { Source: { Id: from }, Destination: to, Permissions: ['Write'] } });

  test.each([
    ['a function', fn()], ['a queue', { Type: 'AWS::SQS::Queue' }], ['a topic', { Type: 'AWS::SNS::Topic' }],
  ])('let a rule send to %s', (_title, receiver) => {
    expect(finds(deliveryPermission, sam({ Rule: rule, Receiver: receiver }))).toEqual(['error Rule']);
    expect(says(deliveryPermission, { Rule: rule, Receiver: receiver, Connected: connector('Rule', { Id: 'Receiver' }) })).toEqual(nothing);
    expect(says(deliveryPermission, { Rule: { ...rule, Connectors: { Sending: { Properties: { Destination: { Id: 'Receiver' } } } } }, Receiver: receiver })).toEqual(nothing);
  });

  test('only the receiver that they name', () => {
    expect(says(deliveryPermission, { Rule: rule, Receiver: fn(), Other: fn(), Connected: connector('Rule', [{ Id: 'Other' }]) }).finds).toEqual(['error Rule']);
    expect(says(deliveryPermission, { Rule: rule, Receiver: fn(), Other: fn(), Connected: connector('Rule', [{ Id: 'Other' }, { Id: 'Receiver' }]) }).finds).toEqual([]);
  });

  test('add rights to a role that are not told', () => {
    const failing = { Dead: { Type: 'AWS::SQS::Queue' }, Worker: fn({ DeadLetterQueue: { TargetArn: arn('Dead') } }) };
    expect(says(failurePermission, failing).finds).toEqual(['error Worker']);
    expect(says(failurePermission, { ...failing, Connected: connector('Worker', { Id: 'Dead' }) })).toEqual({ finds: [], unknown: ['Worker'] });
  });

  test('let a function read a queue', () => {
    const polled = { Jobs: { Type: 'AWS::SQS::Queue' }, Role: { Type: 'AWS::IAM::Role', Properties: {} }, Worker: fn({ Role: arn('Role'), ...event('SQS', { Queue: arn('Jobs') }) }) };
    expect(says(mappingPermission, polled).finds).toHaveLength(1);
    expect(says(mappingPermission, { ...polled, Connected: connector('Jobs', { Id: 'Worker' }) }).finds).toEqual([]);
  });

  test.each([
    ['to nowhere', connector('Rule', { Id: 'Nobody' })],
    ['from nowhere', connector('Nobody', { Id: 'Receiver' })],
    ['by ARN', { Type: 'AWS::Serverless::Connector', Properties: { Source: { Arn: 'a', Type: 'AWS::S3::Bucket' }, Destination: { Id: 'Receiver' } } }],
    ['of wrong types', { Type: 'AWS::Serverless::Connector', Properties: { Source: 7, Destination: [null, 'x'] } }],
    ['without properties', { Type: 'AWS::Serverless::Connector' }],
  ])('%s change nothing', (_title, odd) => {
    expect(says(deliveryPermission, { Rule: rule, Receiver: fn(), Odd: odd }).finds).toEqual(['error Rule']);
  });
});

describe('what a template calls the stages that SAM makes', () => {
  const usage = (reference: unknown) => ({ Plan: { Type: 'AWS::ApiGateway::UsagePlan', Properties: { Stage: reference } } });
  const stageOf = (resources: object) => inventoryOf(sam(resources)).resourcesOfType('AWS::ApiGateway::UsagePlan')[0].properties.link('Stage').resource;

  test('is followed, for an API of its own', () => {
    const stage = stageOf({ Api: { Type: 'AWS::Serverless::Api', Properties: { StageName: 'v1' } }, ...usage({ Ref: 'Api.Stage' }) });
    expect([stage?.logicalId, stage?.properties.text('StageName').known]).toEqual(['ApiStage', 'v1']);
  });

  test('and for an implicit one', () => {
    const stage = stageOf({ Worker: fn(event('Api', { Path: '/', Method: 'get' })), ...usage({ Ref: 'ServerlessRestApi.Stage' }) });
    expect(stage?.properties.text('StageName').known).toBe('Prod');
  });
});

describe('policies that SAM attaches on its own', () => {
  test('are one line for all functions, and what the template asks for is a line for each', () => {
    const resources = { A: fn(), B: fn({ Policies: ['AmazonS3ReadOnlyAccess'] }), C: fn({ Tracing: 'Active' }) };
    expect(findingsOf(awsManagedPolicy, sam(resources)).map(found => `${found.logicalId}: ${found.message}`)).toEqual([
      'A: SAM attaches AWSLambdaBasicExecutionRole, AWSXrayWriteOnlyAccess, which AWS manages, to the roles of 3 functions.',
      'BRole: B runs with AmazonS3ReadOnlyAccess, which AWS manages.',
    ]);
  });

  test('stand in its own role only', () => {
    expect(says(awsManagedPolicy, { A: fn({ Role: 'arn:aws:iam::111111111111:role/a' }) })).toEqual(nothing);
  });
});
