import { own, ownMap, ownText, RawMap } from '../raw';
import { Apis, httpRoute, restMethod } from './apis';
import { Entry } from './entry';
import { deadLetters, queuedSubscription } from './made-queues';
import { notExpanded } from './not-expanded';

type Expand = (id: string, properties: RawMap, target: RawMap, apis: Apis) => readonly Entry[];

/** The resources that SAM makes of one entry of a function's `Events`. */
export function eventResources(id: string, event: RawMap, target: RawMap, apis: Apis): readonly Entry[] {
  const type = ownText(event, 'Type') ?? '';
  const expand = own(EVENTS, type);
  return expand ? expand(id, ownMap(event, 'Properties'), target, apis) : [];
}

const EVENTS: Readonly<Record<string, Expand>> = {
  SQS: (id, properties, target) => mapping(id, properties, target, 'Queue'),
  Kinesis: (id, properties, target) => mapping(id, properties, target, 'Stream'),
  DynamoDB: (id, properties, target) => mapping(id, properties, target, 'Stream'),
  MSK: (id, properties, target) => mapping(id, properties, target, 'Stream'),
  MQ: (id, properties, target) => mapping(id, properties, target, 'Broker'),
  DocumentDB: (id, properties, target) => mapping(id, properties, target, 'Cluster'),
  SelfManagedKafka: (id, properties, target) => mapping(id, { SelfManagedEventSource: notExpanded('Kafka'), ...properties }, target, 'Stream'),
  SNS: (id, properties, target) => (isSet(own(properties, 'SqsSubscription')) ? queuedSubscription(id, properties, target) : [
    [id, { Type: 'AWS::SNS::Subscription', Properties: { ...properties, TopicArn: own(properties, 'Topic'), Protocol: 'lambda', Endpoint: target } }],
    permission(id, target, 'sns.amazonaws.com', own(properties, 'Topic')),
  ]),
  // The notification itself stands on the bucket.
  S3: (id, _properties, target) => [permission(id, target, 's3.amazonaws.com', undefined, { Ref: 'AWS::AccountId' })],
  Schedule: (id, properties, target) => rule(id, { ...properties, ScheduleExpression: own(properties, 'Schedule') }, target),
  EventBridgeRule: (id, properties, target) => rule(id, { ...properties, EventPattern: own(properties, 'Pattern') }, target),
  CloudWatchEvent: (id, properties, target) => rule(id, { ...properties, EventPattern: own(properties, 'Pattern') }, target),
  ScheduleV2: (id, properties, target) => schedule(id, properties, target, 'lambda:InvokeFunction'),
  CloudWatchLogs: (id, properties, target) => [
    [id, { Type: 'AWS::Logs::SubscriptionFilter', Properties: { ...properties, DestinationArn: target } }],
    permission(id, target, 'logs.amazonaws.com', notExpanded('LogGroup')),
  ],
  IoTRule: (id, _properties, target) => [
    [id, { Type: 'AWS::IoT::TopicRule', Properties: { TopicRulePayload: { Actions: [{ Lambda: { FunctionArn: target } }] } } }],
    permission(id, target, 'iot.amazonaws.com', { 'Fn::GetAtt': [id, 'Arn'] }),
  ],
  Api: (id, properties, target, apis) => [
    restMethod(id, properties, target, apis), permission(id, target, 'apigateway.amazonaws.com', notExpanded('Api')),
  ],
  HttpApi: (id, properties, target, apis) => [
    ...httpRoute(id, properties, target, apis), permission(id, target, 'apigateway.amazonaws.com', notExpanded('HttpApi')),
  ],
};

function mapping(id: string, properties: RawMap, target: RawMap, source: string): readonly Entry[] {
  return [[id, { Type: 'AWS::Lambda::EventSourceMapping', Properties: { ...properties, EventSourceArn: own(properties, source), FunctionName: target } }]];
}

/** False is how SAM switches a queue in between off. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== false;
}

function rule(id: string, properties: RawMap, target: RawMap): readonly Entry[] {
  return [...ruleWith(id, properties, { Arn: target }), permission(id, target, 'events.amazonaws.com', { 'Fn::GetAtt': [id, 'Arn'] })];
}

/** A rule that starts a workflow, with a role that SAM makes. */
export function startingRule(id: string, properties: RawMap, target: RawMap): readonly Entry[] {
  return ruleWith(id, properties, { Arn: target, RoleArn: own(properties, 'RoleArn') ?? notExpanded('RoleArn') });
}

function ruleWith(id: string, properties: RawMap, target: RawMap): readonly Entry[] {
  const state = own(properties, 'State') ?? (own(properties, 'Enabled') === false ? 'DISABLED' : undefined);
  const { config, made } = deadLetters(id, properties, 'events');
  return [
    [id, {
      Type: 'AWS::Events::Rule',
      Properties: {
        ScheduleExpression: own(properties, 'ScheduleExpression'),
        EventPattern: own(properties, 'EventPattern'),
        EventBusName: own(properties, 'EventBusName'),
        State: state,
        Targets: [{ Id: 'Target', ...target, DeadLetterConfig: config, RetryPolicy: own(properties, 'RetryPolicy') }],
      },
    }],
    ...made,
  ];
}

/** A schedule, with the role that SAM makes for one that names none. */
export function schedule(id: string, properties: RawMap, target: RawMap, action: string): readonly Entry[] {
  const { config, made } = deadLetters(id, properties, 'scheduler');
  const given = own(properties, 'RoleArn');
  const statements = [{ Effect: 'Allow', Action: action, Resource: target }, ...(config ? [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: config.Arn }] : [])];
  const role: Entry = [`${id}Role`, {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'scheduler.amazonaws.com' } }] },
      Policies: [{ PolicyName: 'Sam', PolicyDocument: { Statement: statements } }],
    },
  }];
  return [
    [id, {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ...properties,
        Target: { Arn: target, RoleArn: given ?? { 'Fn::GetAtt': [`${id}Role`, 'Arn'] }, DeadLetterConfig: config, RetryPolicy: own(properties, 'RetryPolicy') },
      },
    }],
    ...(given === undefined ? [role] : []),
    ...made,
  ];
}

function permission(id: string, target: RawMap, principal: string, source: unknown, account?: RawMap): Entry {
  return [`${id}Permission`, {
    Type: 'AWS::Lambda::Permission',
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: target, Principal: principal, SourceArn: source, SourceAccount: account },
  }];
}
