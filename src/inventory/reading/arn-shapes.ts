import { Resolved, ResourceReference, Scope, TextPart } from '../model';
import { pseudoParameter } from './pseudo-parameters';
import { own, ownMap } from '../raw';
import { open, partsOf } from './resolved';

type Resolve = (raw: unknown, scope: Scope) => Resolved;

interface Shape {
  readonly attribute: string;
  readonly service: string;
  readonly before: string;
}

/** The ARNs of resources whose last part is what `Ref` returns; regional and owned by an account. */
const NAMED: Readonly<Record<string, Shape>> = {
  'AWS::Lambda::Function': { attribute: 'Arn', service: 'lambda', before: 'function:' },
  'AWS::SQS::Queue': { attribute: 'Arn', service: 'sqs', before: '' },
  'AWS::DynamoDB::Table': { attribute: 'Arn', service: 'dynamodb', before: 'table/' },
  'AWS::Kinesis::Stream': { attribute: 'Arn', service: 'kinesis', before: 'stream/' },
  'AWS::Events::EventBus': { attribute: 'Arn', service: 'events', before: 'event-bus/' },
  'AWS::Events::Rule': { attribute: 'Arn', service: 'events', before: 'rule/' },
  'AWS::CloudWatch::Alarm': { attribute: 'Arn', service: 'cloudwatch', before: 'alarm:' },
  'AWS::KMS::Key': { attribute: 'Arn', service: 'kms', before: 'key/' },
};

/** The parts of the ARN that a reference stands for, so that it can be split; undefined where its shape is not told. */
export function arnOf(reference: ResourceReference, resolve: Resolve): readonly TextPart[] | undefined {
  const { resource, attribute } = reference;
  if (resource.type === 'AWS::Lambda::Alias' && (attribute === 'Ref' || attribute === 'AliasArn')) {
    return qualifiedArn(reference, resolve, 'Name');
  }
  if (resource.type === 'AWS::Lambda::Version' && (attribute === 'Ref' || attribute === 'FunctionArn')) {
    return qualifiedArn(reference, resolve, undefined);
  }
  const shape = own(NAMED, resource.type);
  if (shape?.attribute === attribute) {
    return [...arnHead(shape.service, resource.scope), shape.before, { kind: 'reference', resource, attribute: 'Ref' }];
  }
  if (resource.type === 'AWS::SNS::Topic' && (attribute === 'Ref' || attribute === 'TopicArn')) {
    return [...arnHead('sns', resource.scope), { kind: 'reference', resource, attribute: 'TopicName' }];
  }
  if (resource.type === 'AWS::S3::Bucket' && attribute === 'Arn') {
    return ['arn:', part('AWS::Partition', resource.scope), ':s3:::', { kind: 'reference', resource, attribute: 'Ref' }];
  }
  return undefined;
}

function qualifiedArn(reference: ResourceReference, resolve: Resolve, nameKey: string | undefined): readonly TextPart[] | undefined {
  const { resource } = reference;
  const properties = ownMap(resource.raw, 'Properties');
  const named = partsOf(resolve(own(properties, 'FunctionName'), resource.scope));
  if (!named || named.length !== 1) {
    return undefined;
  }
  const name = functionName(named[0]);
  const qualifier: readonly TextPart[] | undefined = nameKey
    ? partsOf(resolve(own(properties, nameKey), resource.scope))
    : [{ kind: 'reference', resource, attribute: 'Version' }];
  return qualifier && [...arnHead('lambda', resource.scope), 'function:', name, ':', ...qualifier];
}

/** A function may be named by its ARN where its name is meant; the name is what `Ref` returns. */
function functionName(named: TextPart): TextPart {
  if (typeof named === 'string') {
    return named.startsWith('arn:') ? named.split(':')[6] ?? named : named;
  }
  return named.kind === 'reference' && named.resource.type === 'AWS::Lambda::Function' ? { ...named, attribute: 'Ref' } : named;
}

function arnHead(service: string, scope: Scope): readonly TextPart[] {
  return ['arn:', part('AWS::Partition', scope), `:${service}:`, part('AWS::Region', scope), ':', part('AWS::AccountId', scope), ':'];
}

function part(name: string, scope: Scope): TextPart {
  const [only] = partsOf(pseudoParameter(name, scope)) ?? [];
  return only ?? open(`${name} is not told`);
}
