import { NO_LINK } from '../link';
import { Locator } from './locator';
import { Link, Properties, Resolved, Scope, Value } from '../model';
import { own } from '../raw';
import { either, NOTHING, open } from './resolved';
import { toFlag, toNumber, toText } from './typed-values';
import { absent, known } from '../value';

/** What a reader needs of the inventory that is being taken. */
export interface Reading {
  readonly resolve: (raw: unknown, scope: Scope) => Resolved;
  readonly locator: Locator;
}

/** Reads one resolved map. */
export class PropertyReader implements Properties {
  public readonly state: 'map' | 'absent' | 'unknown';
  public readonly why?: string;

  constructor(private readonly reading: Reading, private readonly self: Resolved, private readonly scope: Scope) {
    this.state = self.kind === 'map' ? 'map' : self.kind === 'absent' ? 'absent' : 'unknown';
    if (this.state === 'unknown') {
      this.why = self.kind === 'unknown' ? self.why : `a ${self.kind} stands where a map is expected`;
    }
  }

  public keys(): readonly string[] {
    return this.self.kind === 'map' ? Object.keys(this.self.entries) : [];
  }

  public entries(): readonly (readonly [key: string, value: Properties])[] {
    const { self, reading } = this;
    return self.kind === 'map'
      ? Object.keys(self.entries).map(key => [key, this.readerOf(reading.resolve(self.entries[key], self.scope))] as const)
      : [];
  }

  public has(key: string): boolean {
    return this.node(key).kind !== 'absent';
  }

  public text(key: string, otherwise?: string): Value<string> {
    return orElse(toText(this.node(key)), otherwise);
  }

  public number(key: string, otherwise?: number): Value<number> {
    return orElse(toNumber(this.node(key)), otherwise);
  }

  public flag(key: string, otherwise?: boolean): Value<boolean> {
    return orElse(toFlag(this.node(key)), otherwise);
  }

  public map(key: string): Properties {
    return this.readerOf(this.node(key));
  }

  public maps(key: string): readonly Properties[] {
    return this.items(key).map(item => this.readerOf(item));
  }

  public texts(key: string): readonly Value<string>[] {
    return this.items(key).map(item => toText(item));
  }

  public link(key: string, typeOfPlainName?: string): Link {
    const node = this.node(key);
    return node.kind === 'absent' ? NO_LINK : this.reading.locator.locate(node, this.scope, typeOfPlainName);
  }

  public links(key: string, typeOfPlainName?: string): readonly Link[] {
    return this.items(key).map(item => this.reading.locator.locate(item, this.scope, typeOfPlainName));
  }

  public node(key: string): Resolved {
    return key.includes('.') ? key.split('.').reduce((node, step) => this.step(node, step), this.self) : this.step(this.self, key);
  }

  private step(node: Resolved, step: string): Resolved {
    switch (node.kind) {
      case 'map':
        return this.reading.resolve(own(node.entries, step), node.scope);
      case 'absent':
        return NOTHING;
      case 'unknown':
        return node.alternatives ? either(node.alternatives.map(one => this.step(one, step)), node) : node;
      default:
        return open(`a ${node.kind} stands where a map with ${step} is expected`);
    }
  }

  private items(key: string): readonly Resolved[] {
    const node = this.node(key);
    if (node.kind === 'absent') {
      return [];
    }
    if (node.kind !== 'list') {
      return [node];
    }
    return node.items.map(raw => present(this.reading.resolve(raw, node.scope))).filter(item => item.kind !== 'absent');
  }

  private readerOf(node: Resolved): Properties {
    return new PropertyReader(this.reading, node, 'scope' in node && node.scope ? node.scope : this.scope);
  }
}

function orElse<T>(value: Value<T>, otherwise: T | undefined): Value<T> {
  if (value.kind !== 'absent') {
    return value;
  }
  return otherwise === undefined ? absent() : known(otherwise);
}

/** An item that a condition may leave out is judged as it is when it stands there. */
function present(item: Resolved): Resolved {
  const alternatives = item.kind === 'unknown' ? item.alternatives?.filter(one => one.kind !== 'absent') ?? [] : [];
  return item.kind === 'unknown' && alternatives.length > 0 ? either(alternatives, item) : item;
}
