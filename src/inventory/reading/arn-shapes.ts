import { Resolve, ResourceReference, Scope, TextPart } from '../model';
import { pseudoParameter } from './pseudo-parameters';
import { own, ownMap } from '../raw';
import { open, partsOf } from './resolved';
import { namesOf } from './resource-names';

/** The parts of the ARN that a reference stands for, so that it can be split; undefined where its shape is not told. */
export function arnOf(reference: ResourceReference, resolve: Resolve): readonly TextPart[] | undefined {
  const { resource, attribute } = reference;
  if (resource.type === 'AWS::Lambda::Alias' && (attribute === 'Ref' || attribute === 'AliasArn')) {
    return qualifiedArn(reference, resolve, 'Name');
  }
  if (resource.type === 'AWS::Lambda::Version' && (attribute === 'Ref' || attribute === 'FunctionArn')) {
    return qualifiedArn(reference, resolve, undefined);
  }
  const { service, before, arn } = namesOf(resource.type) ?? {};
  if (service !== undefined && before !== undefined && arn === attribute) {
    return [...arnHead(service, resource.scope), before, { kind: 'reference', resource, attribute: 'Ref' }];
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
