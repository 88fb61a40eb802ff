import { Facts } from './fact';
import { AliasFact, FunctionFact, FunctionTarget, VersionFact } from './function-facts';
import { Link, Properties, Resolved, Value } from './model';
import { toText } from './reading/typed-values';
import { known, unknown } from './value';

/** The qualifier of a function that is named without one. */
export const LATEST = '$LATEST';

const FUNCTION = 'AWS::Lambda::Function';

/** Tells which function, under which qualifier, an ARN or a name means. */
export class FunctionTargets {
  private aliases = new Facts<AliasFact>([]);
  private versions = new Facts<VersionFact>([]);

  constructor(private readonly functions: Facts<FunctionFact>) {}

  /** Makes versions and aliases known, as soon as they are. */
  public learn(versions: Facts<VersionFact>, aliases: Facts<AliasFact>): void {
    this.versions = versions;
    this.aliases = aliases;
  }

  /** The target under a key; a `Qualifier` beside it counts when the name itself has none. */
  public at(properties: Properties, key: string, qualifierKey?: string): FunctionTarget {
    const target = this.of(properties.link(key, FUNCTION));
    return qualifierKey && properties.has(qualifierKey) && target.qualifier.known === LATEST
      ? this.qualified(target, properties.node(qualifierKey))
      : target;
  }

  /** The target a link means. */
  public of(link: Link): FunctionTarget {
    const { written } = link;
    const alias = this.aliases.at(link);
    if (alias) {
      return { state: 'here', function: alias.target.function, qualifier: alias.name, alias, version: alias.target.version, written };
    }
    const version = this.versions.at(link);
    if (version) {
      return { state: 'here', function: version.target.function, qualifier: version.target.qualifier, version, written };
    }
    const found = this.functions.at(link);
    if (!found) {
      const state = link.state === 'here' ? 'unknown' : link.state;
      return { state, qualifier: unknown('the function is not in the template'), written };
    }
    const target: FunctionTarget = { state: 'here', function: found, qualifier: known(LATEST), written };
    return link.rest ? this.qualified(target, link.rest) : target;
  }

  private qualified(target: FunctionTarget, node: Resolved): FunctionTarget {
    const qualifier = withoutColon(toText(node));
    const name = qualifier.written;
    const alias = target.function?.aliases.find(one => one.name.kind !== 'unknown' && one.name.written === name);
    const named = qualifier.reference?.resource;
    const version = named && (this.versions.of(named) ?? this.aliases.of(named)?.target.version);
    return { ...target, qualifier, alias: alias ?? (named && this.aliases.of(named)), version: version ?? alias?.target.version };
  }
}

function withoutColon(value: Value<string>): Value<string> {
  const written = value.written.replace(/^:/, '');
  return value.kind === 'known' ? known(written) : { ...value, written };
}

/** True when two targets certainly mean the same qualifier of the same function. */
export function sameQualifier(one: FunctionTarget, other: FunctionTarget): boolean {
  if (one.function === undefined || one.function !== other.function) {
    return false;
  }
  const told = one.qualifier.kind !== 'unknown' && other.qualifier.kind !== 'unknown';
  return told && one.qualifier.written === other.qualifier.written;
}

/** How a reader would call the target: `Worker:live`. */
export function callTarget(target: FunctionTarget): string {
  if (!target.function) {
    return target.written;
  }
  const { logicalId } = target.function;
  return target.qualifier.known === LATEST ? logicalId : `${logicalId}:${target.qualifier.written}`;
}
