import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { notExpanded } from './not-expanded';

type Entry = readonly [id: string, raw: RawMap];

/** Where a rule or schedule sends what it cannot deliver, and what SAM makes for it. */
export interface DeadLetters {
  readonly config?: RawMap;
  readonly made: readonly Entry[];
}

/** `Type: SQS` without an ARN asks SAM to make the queue, and to let in the service that sends. */
export function deadLetters(id: string, properties: RawMap, service: 'events' | 'scheduler'): DeadLetters {
  if (own(properties, 'DeadLetterConfig') === undefined) {
    return { made: [] };
  }
  const config = ownMap(properties, 'DeadLetterConfig');
  const arn = own(config, 'Arn');
  if (arn !== undefined) {
    return { config: { Arn: arn }, made: [] };
  }
  const queue = ownText(config, 'QueueLogicalId') ?? `${id}Queue`;
  const open = service === 'events' ? [queuePolicy(`${id}QueuePolicy`, { Ref: queue }, arnOf(queue), service, arnOf(id))] : [];
  return { config: { Arn: arnOf(queue) }, made: [[queue, { Type: 'AWS::SQS::Queue' }], ...open] };
}

/** A subscription with a queue between topic and function; `true` asks SAM to make the queue. */
export function queuedSubscription(id: string, properties: RawMap, target: RawMap): readonly Entry[] {
  const { SqsSubscription: asked, Topic: topic, ...rest } = properties;
  const given = typeof asked === 'object' ? ownMap(properties, 'SqsSubscription') : {};
  const queue = `${id}Queue`;
  const arn = own(given, 'QueueArn') ?? arnOf(queue);
  const url = own(given, 'QueueUrl') ?? { Ref: queue };
  const { QueueArn, QueueUrl, QueuePolicyLogicalId, ...settings } = given;
  return [
    ...(QueueArn === undefined ? [[queue, { Type: 'AWS::SQS::Queue' }] as const] : []),
    queuePolicy(ownText(given, 'QueuePolicyLogicalId') ?? `${id}QueuePolicy`, url, arn, 'sns', topic),
    [id, { Type: 'AWS::SNS::Subscription', Properties: { ...rest, TopicArn: topic, Protocol: 'sqs', Endpoint: arn } }],
    [`${id}EventSourceMapping`, { Type: 'AWS::Lambda::EventSourceMapping', Properties: { BatchSize: 10, ...settings, EventSourceArn: arn, FunctionName: target } }],
  ];
}

/** A function's destinations as they are deployed: where `Type: SQS` or `SNS` stands alone, SAM makes the queue or topic. */
export function destinations(id: string, config: RawMap): { readonly config: RawMap; readonly made: readonly Entry[] } {
  const made: Entry[] = [];
  const told = Object.entries(ownMap(config, 'DestinationConfig')).map(([key, asked]) => {
    if (!isMap(asked) || own(asked, 'Destination') !== undefined) {
      return [key, asked];
    }
    const kind = own(MADE, ownText(asked, 'Type') ?? '');
    if (!kind) {
      return [key, { ...asked, Destination: notExpanded(key) }];
    }
    const name = `${id}${key}${kind.suffix}`;
    made.push([name, { Type: kind.type }]);
    return [key, { ...asked, Destination: kind.arnOf(name) }];
  });
  return { config: { ...config, DestinationConfig: Object.fromEntries(told) as RawMap }, made };
}

const MADE = {
  SQS: { suffix: 'Queue', type: 'AWS::SQS::Queue', arnOf },
  SNS: { suffix: 'Topic', type: 'AWS::SNS::Topic', arnOf: (id: string): RawMap => ({ Ref: id }) },
};

function queuePolicy(id: string, url: unknown, arn: unknown, service: string, source: unknown): Entry {
  const statement = {
    Effect: 'Allow', Action: 'sqs:SendMessage', Principal: { Service: `${service}.amazonaws.com` }, Resource: arn, Condition: { ArnEquals: { 'aws:SourceArn': source } },
  };
  return [id, { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [url], PolicyDocument: { Statement: [statement] } } }];
}

function arnOf(id: string): RawMap {
  return { 'Fn::GetAtt': [id, 'Arn'] };
}
