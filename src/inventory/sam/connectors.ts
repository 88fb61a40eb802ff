import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { Entry } from './entry';
import { notExpanded } from './not-expanded';

interface Connector {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Services that need a permission of what they deliver to, and how their ARN is written. */
const SENDERS: Readonly<Record<string, readonly [service: string, sourceOf: (id: string) => unknown]>> = {
  'AWS::Events::Rule': ['events', id => ({ 'Fn::GetAtt': [id, 'Arn'] })],
  'AWS::SNS::Topic': ['sns', id => ({ Ref: id })],
  'AWS::S3::Bucket': ['s3', id => ({ 'Fn::GetAtt': [id, 'Arn'] })],
};

/** What is polled on behalf of a function: the right stands in the role of the function. */
const POLLED = ['AWS::SQS::Queue', 'AWS::DynamoDB::Table'];

/** The resources with what SAM makes of connectors between them: permissions where a service delivers, rights that are not told where a role is extended. */
export function withConnectors(written: RawMap, expanded: RawMap): RawMap {
  const added = connectorsOf(written).flatMap(one => resourcesOf(one, expanded));
  return added.length === 0 ? expanded : { ...expanded, ...Object.fromEntries(added) };
}

/** Connectors stand by themselves, or in the resource that they begin at. */
function connectorsOf(written: RawMap): readonly Connector[] {
  return Object.entries(written).flatMap(([id, raw]) => {
    if (!isMap(raw)) {
      return [];
    }
    if (ownText(raw, 'Type') === 'AWS::Serverless::Connector') {
      const properties = ownMap(raw, 'Properties');
      return between(id, ownText(ownMap(properties, 'Source'), 'Id'), own(properties, 'Destination'));
    }
    return Object.entries(ownMap(raw, 'Connectors')).flatMap(([name, one]) =>
      (isMap(one) ? between(`${id}${name}`, id, own(ownMap(one, 'Properties'), 'Destination')) : []));
  });
}

function between(id: string, from: string | undefined, destination: unknown): readonly Connector[] {
  return [destination].flat().flatMap((one, index) => {
    const to = isMap(one) ? ownText(one, 'Id') : undefined;
    return from === undefined || to === undefined ? [] : [{ id: index === 0 ? id : `${id}${index}`, from, to }];
  });
}

function resourcesOf({ id, from, to }: Connector, resources: RawMap): readonly Entry[] {
  const [source, destination] = [typeOf(from, resources), typeOf(to, resources)];
  const sender = own(SENDERS, source);
  if (sender) {
    return opened(`${id}Policy`, to, destination, `${sender[0]}.amazonaws.com`, sender[1](from));
  }
  const acting = source === 'AWS::Lambda::Function' ? from : POLLED.includes(source) && destination === 'AWS::Lambda::Function' ? to : undefined;
  const role = acting === undefined ? undefined : roleOf(acting, resources);
  return role === undefined ? [] : [[`${id}Policy`, { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: notExpanded('Connector'), Roles: [{ Ref: role }] } }]];
}

function opened(id: string, to: string, type: string, service: string, source: unknown): readonly Entry[] {
  const statement = (Action: string): RawMap => ({ Effect: 'Allow', Action, Principal: { Service: service }, Resource: '*', Condition: { ArnEquals: { 'aws:SourceArn': source } } });
  switch (type) {
    case 'AWS::Lambda::Function':
      return [[id, {
        Type: 'AWS::Lambda::Permission',
        Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: to }, Principal: service, SourceArn: source, SourceAccount: { Ref: 'AWS::AccountId' } },
      }]];
    case 'AWS::SQS::Queue':
      return [[id, { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: to }], PolicyDocument: { Statement: [statement('sqs:SendMessage')] } } }]];
    case 'AWS::SNS::Topic':
      return [[id, { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: to }], PolicyDocument: { Statement: [statement('sns:Publish')] } } }]];
    default:
      return [];
  }
}

function typeOf(id: string, resources: RawMap): string {
  return ownText(ownMap(resources, id), 'Type') ?? '';
}

function roleOf(id: string, resources: RawMap): string | undefined {
  const attribute = own(ownMap(ownMap(ownMap(resources, id), 'Properties'), 'Role'), 'Fn::GetAtt');
  const [role] = Array.isArray(attribute) ? attribute : [];
  return typeof role === 'string' ? role : undefined;
}
