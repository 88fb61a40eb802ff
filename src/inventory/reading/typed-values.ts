import { Resolved, ResourceReference, Value } from '../model';
import { writtenForm } from './resolved';
import { absent, known, unknown } from '../value';

/** A node read as a string; numbers and booleans are strings in CloudFormation's eyes. */
export function toText(node: Resolved): Value<string> {
  return node.kind === 'literal' ? known(String(node.value)) : notLiteral(node, 'a string', toText);
}

/** A node read as a number; `'30'` is 30. */
export function toNumber(node: Resolved): Value<number> {
  if (node.kind !== 'literal') {
    return notLiteral(node, 'a number', toNumber);
  }
  const number = typeof node.value === 'string' && node.value.trim() === '' ? NaN : Number(node.value);
  return Number.isFinite(number) && typeof node.value !== 'boolean'
    ? known(number)
    : unknown(`'${node.value}' stands where a number is expected`, String(node.value));
}

/** A node read as true or false; `'true'` is true. */
export function toFlag(node: Resolved): Value<boolean> {
  if (node.kind !== 'literal') {
    return notLiteral(node, 'true or false', toFlag);
  }
  const text = String(node.value).toLowerCase();
  return text === 'true' || text === 'false'
    ? known(text === 'true')
    : unknown(`'${node.value}' stands where true or false is expected`, String(node.value));
}

function notLiteral<T>(node: Exclude<Resolved, { kind: 'literal' }>, expected: string, convert: (one: Resolved) => Value<T>): Value<T> {
  if (node.kind === 'absent') {
    return absent();
  }
  const written = writtenForm(node);
  switch (node.kind) {
    case 'unknown':
      return { ...unknown<T>(node.why, node.written), alternatives: node.alternatives?.map(convert) };
    case 'reference':
      return { kind: 'reference', reference: node, written };
    case 'text': {
      const first = node.parts.find((part): part is ResourceReference => typeof part !== 'string' && part.kind === 'reference');
      return first ? { kind: 'reference', reference: first, written } : unknown('part of it is only known when the stack is deployed', written);
    }
    default:
      return unknown(`a ${node.kind} stands where ${expected} is expected`);
  }
}
