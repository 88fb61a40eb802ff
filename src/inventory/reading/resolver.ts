import { Conditions } from './conditions';
import { Resolved, Scope } from '../model';
import { pseudoParameter } from './pseudo-parameters';
import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { literal, NOTHING, open } from './resolved';
import { findInMap, join, listOf, Piece, select, split, substitute } from './text-functions';

const MOST_DEEP = 400;
const FUNCTION = /^(Ref|Fn::[A-Za-z0-9]+|Condition)$/;
const IN_A_CIRCLE = open('references go in a circle');

/** The name of the function that a map with one key calls. */
function functionOf(raw: RawMap): string | undefined {
  const keys = Object.keys(raw);
  return keys.length === 1 && FUNCTION.test(keys[0]) ? keys[0] : undefined;
}

/** Follows intrinsic functions, each node once; what goes in a circle is unknown. */
export class Resolver {
  public readonly conditions = new Conditions((raw, scope) => this.resolve(raw, scope));
  private readonly memos = new Map<Scope, Map<object, Resolved>>();
  private readonly exports = new Map<string, { readonly scope: Scope; readonly value: unknown }>();
  private readonly stacks = new Map<string, Scope>();
  private depth = 0;

  /** Makes a stack's outputs known to the others. */
  public learn(scope: Scope): void {
    if (scope.template.stackName !== undefined) {
      this.stacks.set(`${scope.template.region ?? ''}/${scope.template.stackName}`, scope);
    }
    for (const output of Object.values(scope.outputs)) {
      if (isMap(output) && isMap(output.Export)) {
        const name = this.resolve(own(output.Export, 'Name'), scope);
        if (name.kind === 'literal') {
          this.exports.set(exportKey(scope, name.value), { scope, value: own(output, 'Value') });
        }
      }
    }
  }

  /** What a node stands for. */
  public resolve = (raw: unknown, scope: Scope): Resolved => {
    if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') {
      return literal(raw);
    }
    if (typeof raw !== 'object' || raw === null) {
      return raw === undefined || raw === null ? NOTHING : open('this is no value of a template');
    }
    if (raw instanceof Piece) {
      return raw.resolved;
    }
    if (Array.isArray(raw)) {
      return { kind: 'list', items: raw, scope };
    }
    const name = functionOf(raw as RawMap);
    return name === undefined ? { kind: 'map', entries: raw as RawMap, scope } : this.remembered(name, raw as RawMap, scope);
  };

  /** The same function in the same template says the same, however often it is asked; one that asks for itself goes in a circle. */
  private remembered(name: string, raw: RawMap, scope: Scope): Resolved {
    const memo = this.memos.get(scope) ?? new Map<object, Resolved>();
    this.memos.set(scope, memo);
    const known = memo.get(raw);
    if (known) {
      return known;
    }
    if (this.depth > MOST_DEEP) {
      return open('references go too deep to follow');
    }
    memo.set(raw, IN_A_CIRCLE);
    this.depth += 1;
    const resolved = this.follow(name, raw, scope);
    this.depth -= 1;
    memo.set(raw, resolved);
    return resolved;
  }

  private follow(name: string, raw: RawMap, scope: Scope): Resolved {
    const argument = raw[name];
    switch (name) {
      case 'Ref':
        return this.ref(argument, scope);
      case 'Fn::GetAtt':
        return this.attribute(argument, scope);
      case 'Fn::Sub':
        return substitute(argument, scope, this.resolve);
      case 'Fn::Join':
        return join(argument, scope, this.resolve);
      case 'Fn::Select':
        return select(argument, scope, this.resolve);
      case 'Fn::Split':
        return split(argument, scope, this.resolve);
      case 'Fn::If':
        return this.conditions.choose(argument, scope);
      case 'Fn::FindInMap':
        return findInMap(argument, scope, this.resolve);
      case 'Fn::ImportValue':
        return this.imported(argument, scope);
      case 'Fn::GetStackOutput':
        return this.stackOutput(argument, scope);
      case 'Condition':
        return { kind: 'map', entries: raw, scope };
      default:
        return open(`${name} is not followed`);
    }
  }

  private ref(argument: unknown, scope: Scope): Resolved {
    if (typeof argument !== 'string') {
      return open('Ref needs a name');
    }
    if (argument.startsWith('AWS::')) {
      return pseudoParameter(argument, scope);
    }
    const parameter = own(scope.parameters, argument);
    if (isMap(parameter)) {
      return this.parameter(argument, parameter, scope);
    }
    const resource = scope.resources.get(argument);
    return resource ? { kind: 'reference', resource, attribute: 'Ref' } : open(`${argument} is not in the template`, `\${${argument}}`, scope);
  }

  private parameter(name: string, parameter: Readonly<Record<string, unknown>>, scope: Scope): Resolved {
    const given = scope.parent && isMap(scope.parent.given) ? own(scope.parent.given, name) : undefined;
    if (scope.parent && given !== undefined) {
      return this.resolve(given, scope.parent.scope);
    }
    const type = ownText(parameter, 'Type') ?? 'String';
    const standard = own(parameter, 'Default');
    if (standard === undefined || type.startsWith('AWS::SSM::')) {
      return open(`parameter ${name} is only known when the stack is deployed`, `\${${name}}`, scope);
    }
    return type === 'CommaDelimitedList' || type.startsWith('List<') ? listOf(String(standard), scope) : this.resolve(standard, scope);
  }

  private attribute(argument: unknown, scope: Scope): Resolved {
    const [id, ...rest] = typeof argument === 'string' ? argument.split('.') : Array.isArray(argument) ? argument : [];
    const names = rest.map(raw => this.resolve(raw, scope));
    if (typeof id !== 'string' || names.length === 0 || !names.every(name => name.kind === 'literal')) {
      return open('Fn::GetAtt needs a resource and an attribute');
    }
    const attribute = names.map(name => (name.kind === 'literal' ? String(name.value) : '')).join('.');
    const nested = scope.nested.get(id);
    if (nested && attribute.startsWith('Outputs.')) {
      return this.output(nested, attribute.slice('Outputs.'.length));
    }
    const resource = scope.resources.get(id);
    return resource ? { kind: 'reference', resource, attribute } : open(`${id} is not in the template`, `\${${id}.${attribute}}`, scope);
  }

  private imported(argument: unknown, scope: Scope): Resolved {
    const name = this.resolve(argument, scope);
    const found = name.kind === 'literal' ? this.exports.get(exportKey(scope, name.value)) : undefined;
    return found
      ? this.resolve(found.value, found.scope)
      : open('it is imported from a stack that was not given', name.kind === 'literal' ? `\${import ${name.value}}` : '?', scope);
  }

  /** CDK's weak references between stacks. */
  private stackOutput(argument: unknown, scope: Scope): Resolved {
    const asked = isMap(argument) ? argument : {};
    const stack = this.resolve(own(asked, 'StackName'), scope);
    const region = this.resolve(own(asked, 'Region'), scope);
    const output = ownText(asked, 'OutputName');
    const found = stack.kind === 'literal'
      ? this.stacks.get(`${region.kind === 'literal' ? region.value : ''}/${stack.value}`) ?? this.stacks.get(`/${stack.value}`)
      : undefined;
    return found && output ? this.output(found, output) : open('it comes from a stack that was not given', '?', scope);
  }

  private output(scope: Scope, name: string): Resolved {
    const output = ownMap(scope.outputs, name);
    return 'Value' in output ? this.resolve(output.Value, scope) : open(`the stack has no output ${name}`);
  }
}

/** Export names are unique in one account and region only. */
function exportKey(scope: Scope, name: string | number | boolean): string {
  return `${scope.template.account ?? ''}/${scope.template.region ?? ''}/${name}`;
}
