import { Literal, Nothing, Open, Resolved, Scope, TextPart } from '../model';

export const NOTHING: Nothing = { kind: 'absent' };

/** A literal node. */
export function literal(value: string | number | boolean): Literal {
  return { kind: 'literal', value };
}

/** A node that cannot be told. */
export function open(why: string, written = '?', scope?: Scope): Open {
  return { kind: 'unknown', why, written, scope };
}

const MOST_PARTS = 10_000;
const MOST_CHARACTERS = 2_000_000;

/** Joins parts to the simplest node that says the same; one part alone stays what it was. */
export function compose(parts: readonly TextPart[]): Resolved {
  const merged: TextPart[] = [];
  let characters = 0;
  for (const part of parts) {
    const last = merged.length - 1;
    if (typeof part !== 'string') {
      merged.push(part);
    } else if (part !== '') {
      characters += part.length;
      if (typeof merged[last] === 'string') {
        merged[last] = merged[last] + part;
      } else {
        merged.push(part);
      }
    }
  }
  if (merged.length > MOST_PARTS || characters > MOST_CHARACTERS) {
    return open('the composed text is too long to follow');
  }
  if (merged.length === 0) {
    return literal('');
  }
  const only = merged[0];
  if (merged.length === 1) {
    return typeof only === 'string' ? literal(only) : only;
  }
  return { kind: 'text', parts: merged };
}

/** The parts a node contributes to a text; undefined when it is no text at all. */
export function partsOf(node: Resolved): readonly TextPart[] | undefined {
  switch (node.kind) {
    case 'literal':
      return [String(node.value)];
    case 'text':
      return node.parts;
    case 'reference':
    case 'unknown':
      return [node];
    default:
      return undefined;
  }
}

/** The node as a reader would write it. */
export function writtenForm(node: Resolved): string {
  if (node.kind === 'literal') {
    return String(node.value);
  }
  const parts = partsOf(node) ?? [];
  return parts.map(writtenPart).join('');
}

function writtenPart(part: TextPart): string {
  if (typeof part === 'string') {
    return part;
  }
  if (part.kind === 'unknown') {
    return part.written;
  }
  return part.attribute === 'Ref' ? `\${${part.resource.logicalId}}` : `\${${part.resource.logicalId}.${part.attribute}}`;
}

/** One of several nodes, nobody can tell which: what they agree on, or an open node that lists them. */
export function either(alternatives: readonly Resolved[], otherwise: Open): Resolved {
  const [first, ...others] = alternatives.flatMap(one => (one.kind === 'unknown' && one.alternatives ? one.alternatives : [one]));
  if (first === undefined) {
    return otherwise;
  }
  if (others.every(other => sameNode(first, other))) {
    return first;
  }
  return { ...otherwise, alternatives: [first, ...others].slice(0, MOST_ALTERNATIVES) };
}

const MOST_ALTERNATIVES = 64;

function sameNode(one: Resolved, other: Resolved): boolean {
  return (one.kind === 'absent' && other.kind === 'absent') || sameText(one, other);
}

/** True when two nodes are certainly the same text, holes included. */
export function sameText(one: Resolved, other: Resolved): boolean {
  const parts = partsOf(one);
  const others = partsOf(other);
  return parts !== undefined && others !== undefined && parts.length === others.length
    && parts.every((part, index) => samePart(part, others[index]));
}

function samePart(part: TextPart, twin: TextPart): boolean {
  if (typeof part === 'string' || typeof twin === 'string') {
    return part === twin;
  }
  if (part.kind === 'reference') {
    return twin.kind === 'reference' && part.resource === twin.resource && part.attribute === twin.attribute;
  }
  return twin.kind === 'unknown' && part.scope !== undefined && part.scope === twin.scope && part.alternatives === undefined && part.written === twin.written;
}
