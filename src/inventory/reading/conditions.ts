import { Resolved, Scope } from '../model';
import { isMap, own } from '../raw';
import { either, open, sameText } from './resolved';

type Resolve = (raw: unknown, scope: Scope) => Resolved;

/** Decides conditions in three values: true, false, or undefined where the template cannot tell. */
export class Conditions {
  private readonly decided = new WeakMap<Scope, Map<string, boolean | undefined>>();
  private depth = 0;

  constructor(private readonly resolve: Resolve) {}

  /** A condition by its name. */
  public named(name: string, scope: Scope): boolean | undefined {
    const known = this.decided.get(scope) ?? new Map<string, boolean | undefined>();
    this.decided.set(scope, known);
    if (known.has(name)) {
      return known.get(name);
    }
    // Set first: a condition that comes back to itself can never be decided.
    known.set(name, undefined);
    const decision = this.decide(own(scope.conditions, name), scope);
    known.set(name, decision);
    return decision;
  }

  /** A condition as written. */
  public decide(raw: unknown, scope: Scope): boolean | undefined {
    if (!isMap(raw) || this.depth > MOST_DEEP) {
      return typeof raw === 'boolean' ? raw : undefined;
    }
    const [key] = Object.keys(raw);
    const argument = own(raw, key);
    this.depth += 1;
    try {
      return this.decideFunction(key, argument, scope);
    } finally {
      this.depth -= 1;
    }
  }

  /** `Fn::If`: the branch, or both as alternatives where the condition cannot be decided. */
  public choose(argument: unknown, scope: Scope): Resolved {
    if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
      return open('Fn::If needs a condition and two values');
    }
    const decision = this.named(argument[0], scope);
    if (decision !== undefined) {
      return this.resolve(argument[decision ? 1 : 2], scope);
    }
    const branches = [this.resolve(argument[1], scope), this.resolve(argument[2], scope)];
    const why = `condition ${argument[0]} cannot be decided from the template`;
    return either(branches, open(why, `\${${argument[0]} ? ... : ...}`, scope));
  }

  private decideFunction(key: string, argument: unknown, scope: Scope): boolean | undefined {
    switch (key) {
      case 'Condition':
        return typeof argument === 'string' ? this.named(argument, scope) : undefined;
      case 'Fn::Not': {
        const inner = Array.isArray(argument) ? this.decide(argument[0], scope) : undefined;
        return inner === undefined ? undefined : !inner;
      }
      case 'Fn::And':
        return this.fold(argument, scope, false);
      case 'Fn::Or':
        return this.fold(argument, scope, true);
      case 'Fn::Equals':
        return Array.isArray(argument) ? this.equals(this.resolve(argument[0], scope), this.resolve(argument[1], scope)) : undefined;
      default:
        return undefined;
    }
  }

  private fold(argument: unknown, scope: Scope, settling: boolean): boolean | undefined {
    if (!Array.isArray(argument)) {
      return undefined;
    }
    const decisions = argument.map(item => this.decide(item, scope));
    if (decisions.includes(settling)) {
      return settling;
    }
    return decisions.includes(undefined) ? undefined : !settling;
  }

  private equals(one: Resolved, other: Resolved): boolean | undefined {
    if (one.kind === 'literal' && other.kind === 'literal') {
      return String(one.value) === String(other.value);
    }
    return sameText(one, other) ? true : undefined;
  }
}

const MOST_DEEP = 400;
