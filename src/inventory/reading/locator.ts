import { NO_LINK } from '../link';
import { Link, Resolved, ResourceReference, Resource, Scope, TextPart } from '../model';
import { compose, partsOf, writtenForm } from './resolved';
import { namesOf, typeNamedBy } from './resource-names';
import { Template } from '../template';

const HOLE = /\u0001(\d+)\u0002/;
const GATEWAY = /^arn:.*?:apigateway:.*?\/functions\/(.*)\/invocations$/s;

type Place = Pick<Template, 'region' | 'account'>;

/** Finds the resource that an ARN or a name leads to. */
export class Locator {
  private readonly byName = new Map<string, Resource[]>();

  /** Makes a resource findable by its name. */
  public learn(resource: Resource): void {
    const key = namesOf(resource.type)?.name;
    const name = key ? resource.properties.node(key) : undefined;
    if (name && (name.kind === 'literal' || name.kind === 'text')) {
      const full = `${resource.type} ${writtenForm(name)}`;
      const others = this.byName.get(full);
      if (others) {
        others.push(resource);
      } else {
        this.byName.set(full, [resource]);
      }
    }
  }

  /** Where a node leads; a plain name is looked up among resources of the given type. */
  public locate(node: Resolved, scope: Scope, typeOfPlainName?: string): Link {
    if (node.kind === 'absent') {
      return NO_LINK;
    }
    const written = writtenForm(node);
    if (node.kind === 'reference') {
      return this.toResource(node, undefined, written);
    }
    if (node.kind === 'unknown') {
      return this.oneOf(node.alternatives ?? [], scope, typeOfPlainName, written);
    }
    const parts = partsOf(node);
    if (!parts) {
      return { state: 'unknown', written };
    }
    const text = parts.map((part, index) => (typeof part === 'string' ? part : `\u0001${index}\u0002`)).join('');
    const inner = GATEWAY.exec(text)?.[1] ?? text;
    if (inner.startsWith('arn:')) {
      return this.fromArn(inner, parts, scope, written);
    }
    const first = /^\u0001(\d+)\u0002(.*)$/s.exec(inner);
    if (first) {
      const part = parts[Number(first[1])];
      return typeof part !== 'string' && part.kind === 'reference'
        ? this.toResource(part, first[2] === '' ? undefined : restore(first[2], parts), written)
        : { state: 'unknown', written };
    }
    return typeOfPlainName ? this.fromName(inner, typeOfPlainName, parts, scope, written) : { state: 'unknown', written };
  }

  /** Alternatives of an undecided condition still tell what they agree on. */
  private oneOf(alternatives: readonly Resolved[], scope: Scope, typeOfPlainName: string | undefined, written: string): Link {
    const links = alternatives.map(one => this.locate(one, scope, typeOfPlainName));
    const set = links.filter(link => link.state !== 'absent');
    const services = new Set(set.map(link => link.service));
    const perhapsAbsent = set.length < links.length ? true : undefined;
    return { state: 'unknown', service: services.size === 1 ? set[0].service : undefined, written, perhapsAbsent };
  }

  private toResource(reference: ResourceReference, rest: Resolved | undefined, written: string): Link {
    const service = namesOf(reference.resource.type)?.service;
    return { state: 'here', resource: reference.resource, service, rest, written };
  }

  private fromArn(text: string, parts: readonly TextPart[], scope: Scope, written: string): Link {
    const [, , service, region, account, ...others] = text.split(':');
    const path = others.join(':');
    if (service === undefined || HOLE.test(service)) {
      return { state: 'unknown', written };
    }
    const known = typeNamedBy(service, path);
    if (!known) {
      return { state: HOLE.test(path) ? 'unknown' : 'elsewhere', service, written };
    }
    const { template } = scope;
    const place = { region: HOLE.test(region) ? template.region : region, account: HOLE.test(account) ? template.account : account };
    return this.fromName(known.name, known.type, parts, scope, written, place);
  }

  private fromName(text: string, type: string, parts: readonly TextPart[], scope: Scope, written: string, place: Place = scope.template): Link {
    const service = namesOf(type)?.service;
    const [name, rest] = cut(text, type);
    const restNode = rest === '' ? undefined : restore(rest, parts);
    const nameNode = restore(name, parts);
    if (nameNode.kind === 'reference') {
      return { ...this.toResource(nameNode, restNode, written) };
    }
    const found = this.named(type, writtenForm(nameNode), nameNode.kind === 'literal', scope, place);
    if (found.length === 1) {
      return { state: 'here', resource: found[0], service, rest: restNode, written };
    }
    const told = found.length === 0 && nameNode.kind === 'literal' && !/[*?$]/.test(writtenForm(nameNode));
    return { state: told ? 'elsewhere' : 'unknown', service, rest: restNode, written };
  }

  /** The resources that a name may mean in a place: those of the same template, otherwise of any. */
  private named(type: string, name: string, literal: boolean, scope: Scope, { region, account }: Place): readonly Resource[] {
    const found = (this.byName.get(`${type} ${name}`) ?? [])
      .filter(({ scope: { template } }) => !differs(region, template.region) && !differs(account, template.account));
    const beside = found.filter(one => one.scope === scope);
    // A name with holes such as ${AWS::StackName} means the same only within its template.
    return beside.length > 0 || !literal ? beside : found;
  }
}

/** The name at the front of an ARN's last part, and what follows it. */
function cut(text: string, type: string): readonly [name: string, rest: string] {
  if (type === 'AWS::Lambda::Function') {
    const plain = /^(?:[^:]*:)?function:(.*)$/s.exec(text)?.[1] ?? text;
    const at = plain.indexOf(':');
    return at < 0 ? [plain, ''] : [plain.slice(0, at), plain.slice(at)];
  }
  if (type === 'AWS::Logs::LogGroup') {
    return text.endsWith(':*') ? [text.slice(0, -2), ':*'] : [text, ''];
  }
  if (type === 'AWS::S3::Bucket' || type === 'AWS::DynamoDB::Table') {
    const at = text.indexOf('/');
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  }
  return [type.startsWith('AWS::IAM::') ? text.slice(text.lastIndexOf('/') + 1) : text, ''];
}

function restore(text: string, parts: readonly TextPart[]): Resolved {
  const pieces = text.split(HOLE);
  return compose(pieces.map((piece, index) => (index % 2 === 0 ? piece : parts[Number(piece)])));
}

/** Nothing, as in the ARN of a bucket, and `*` mean any. */
function differs(place: string | undefined, other: string | undefined): boolean {
  return !!place && !!other && place !== '*' && place !== other;
}
