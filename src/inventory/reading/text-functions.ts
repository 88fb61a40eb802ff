import { arnOf } from './arn-shapes';
import { List, Resolved, Scope, TextPart } from '../model';
import { isMap, own, RawMap } from '../raw';
import { compose, literal, open, partsOf } from './resolved';

type Resolve = (raw: unknown, scope: Scope) => Resolved;

/** `Fn::Join`. */
export function join(argument: unknown, scope: Scope, resolve: Resolve): Resolved {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') {
    return open('Fn::Join needs a delimiter and a list');
  }
  const list = resolve(argument[1], scope);
  if (list.kind !== 'list') {
    return list.kind === 'unknown' ? list : open('Fn::Join needs a list');
  }
  const parts: TextPart[] = [];
  for (const raw of list.items) {
    const item = resolve(raw, list.scope);
    if (item.kind !== 'absent') {
      parts.push(...(parts.length === 0 ? [] : [argument[0]]), ...(partsOf(item) ?? [open('a list stands inside Fn::Join')]));
    }
  }
  return compose(parts);
}

/** `Fn::Sub`, with or without variables of its own. */
export function substitute(argument: unknown, scope: Scope, resolve: Resolve): Resolved {
  const [pattern, variables] = Array.isArray(argument) ? argument : [argument, undefined];
  if (typeof pattern !== 'string') {
    return open('Fn::Sub needs a string');
  }
  const given = isMap(variables) ? variables : {};
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of pattern.matchAll(/\$\{([^{}]*)\}/g)) {
    parts.push(pattern.slice(end, match.index));
    end = match.index + match[0].length;
    parts.push(...variable(match[1].trim(), given, scope, resolve));
  }
  parts.push(pattern.slice(end));
  return compose(parts);
}

function variable(name: string, given: RawMap, scope: Scope, resolve: Resolve): readonly TextPart[] {
  if (name.startsWith('!')) {
    return [`\${${name.slice(1)}}`];
  }
  const raw = own(given, name) ?? (name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name });
  return partsOf(resolve(raw, scope)) ?? [open(`\${${name}} is no text`)];
}

/** `Fn::Select`. */
export function select(argument: unknown, scope: Scope, resolve: Resolve): Resolved {
  if (!Array.isArray(argument)) {
    return open('Fn::Select needs an index and a list');
  }
  const index = resolve(argument[0], scope);
  const list = resolve(argument[1], scope);
  if (index.kind !== 'literal' || list.kind !== 'list') {
    return list.kind === 'unknown' ? list : open('Fn::Select needs an index and a list');
  }
  const item = list.items[Number(index.value)];
  return item === undefined ? open(`Fn::Select finds nothing at ${index.value}`) : resolve(item, list.scope);
}

/** `Fn::Split`; ARNs of resources fall into their parts. */
export function split(argument: unknown, scope: Scope, resolve: Resolve): Resolved {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string' || argument[0] === '') {
    return open('Fn::Split needs a delimiter and a string');
  }
  const parts = partsOf(resolve(argument[1], scope));
  if (!parts) {
    return open('Fn::Split needs a string');
  }
  const pieces: TextPart[][] = [[]];
  for (const part of parts.flatMap(one => expand(one, resolve))) {
    if (typeof part === 'string') {
      const [first, ...others] = part.split(argument[0]);
      pieces[pieces.length - 1].push(first);
      pieces.push(...others.map(other => [other]));
    } else if (mayHold(argument[0], part)) {
      return open('the text to split cannot be told');
    } else {
      pieces[pieces.length - 1].push(part);
    }
  }
  const list: List = { kind: 'list', items: pieces.map(piece => new Piece(compose(piece))), scope };
  return list;
}

/** A piece of a split text: already resolved, where a list holds what was written. */
export class Piece {
  constructor(public readonly resolved: Resolved) {}
}

function expand(part: TextPart, resolve: Resolve): readonly TextPart[] {
  return typeof part !== 'string' && part.kind === 'reference' ? arnOf(part, resolve) ?? [part] : [part];
}

const REGIONS_AND_ACCOUNTS = /^\$\{AWS::(Region|AccountId|Partition)\}$/;

/** The attributes that are names: they hold no colon and no slash, as ARNs and addresses do. */
const NAMES = ['Ref', 'TopicName', 'QueueName', 'Version', 'Name'];

/** What names, regions and accounts are made of. */
const PART_OF_NAMES = /^[\w.-]+$/;

function mayHold(delimiter: string, part: Exclude<TextPart, string>): boolean {
  const isName = part.kind === 'unknown' ? REGIONS_AND_ACCOUNTS.test(part.written) : NAMES.includes(part.attribute);
  return !isName || PART_OF_NAMES.test(delimiter);
}

/** `Fn::FindInMap`. */
export function findInMap(argument: unknown, scope: Scope, resolve: Resolve): Resolved {
  if (!Array.isArray(argument)) {
    return open('Fn::FindInMap needs three names');
  }
  const names = argument.slice(0, 3).map(raw => resolve(raw, scope));
  let found: unknown = scope.mappings;
  for (const name of names) {
    if (name.kind !== 'literal') {
      return name.kind === 'unknown' ? name : open('Fn::FindInMap needs names that are told');
    }
    found = isMap(found) ? own(found, String(name.value)) : undefined;
  }
  if (found === undefined) {
    const [, , , options] = argument;
    return isMap(options) && 'DefaultValue' in options ? resolve(options.DefaultValue, scope) : open('Fn::FindInMap finds nothing');
  }
  return resolve(found, scope);
}

/** A list of literals, as `CommaDelimitedList` parameters are. */
export function listOf(text: string, scope: Scope): Resolved {
  return { kind: 'list', items: text.split(',').map(item => new Piece(literal(item.trim()))), scope };
}
