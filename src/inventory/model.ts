import { RawMap } from './raw';
import { Template } from './template';

/*
 * The vocabulary of the inventory. Resources, scopes and values speak of each other, so they stand in one file:
 * types only, nothing that runs.
 */

/** One resource of one template: the way back from every fact to what was written. */
export interface Resource {
  readonly scope: Scope;
  /** The template's name, as reports show it. */
  readonly template: string;
  readonly logicalId: string;
  readonly type: string;
  /** The construct path where it is told, otherwise the logical id. */
  readonly path: string;
  /** The resource as written, with `Metadata`, `UpdatePolicy` and the rest. */
  readonly raw: RawMap;
  /** Its properties, resolved on reading. */
  readonly properties: Properties;
  /** True when it stands under a condition that the template cannot decide. */
  readonly conditional: boolean;
}

/** One template opened for reading: its sections, its resources by logical id, its place among other stacks. */
export interface Scope {
  readonly template: Template;
  readonly parameters: RawMap;
  readonly mappings: RawMap;
  readonly conditions: RawMap;
  readonly outputs: RawMap;
  readonly resources: Map<string, Resource>;
  readonly nested: Map<string, Scope>;
  /** The stack this one is nested in, with the parameters it is given there. */
  readonly parent?: { readonly scope: Scope; readonly given: unknown };
}

/** A resource that a value names, and the attribute taken of it (`Ref` for a plain Ref). */
export interface Reference {
  readonly resource: Resource;
  readonly attribute: string;
}

/**
 * What a template says about one property: a literal, a reference to a resource, nothing, or something it cannot tell.
 */
export interface Value<T> {
  readonly kind: 'known' | 'reference' | 'unknown' | 'absent';
  /** The literal, when the value is known. */
  readonly known?: T;
  /** The first resource the value is made of, even inside a composed ARN. */
  readonly reference?: Reference;
  /** The value as a reader would write it, holes as `${Queue.Arn}`; for messages and for looking for wildcards. */
  readonly written: string;
  /** What stands in the way, when the value is unknown. */
  readonly why?: string;
  /** All the values it may have, where an undecided condition chooses between them. */
  readonly alternatives?: readonly Value<T>[];
}

/**
 * Where an ARN or a name leads: to a resource of the loaded templates (`here`), to one outside (`elsewhere`),
 * nowhere (`absent`), or nobody can tell (`unknown`).
 */
export interface Link {
  readonly state: 'here' | 'elsewhere' | 'unknown' | 'absent';
  /** The resource, when it is here. */
  readonly resource?: Resource;
  /** The service that owns it, in ARN words (`sqs`, `sns`, `s3`, `lambda`, ...), where it is told. */
  readonly service?: string;
  /** What follows the resource in the ARN, e.g. `/in/*` of a bucket or `:live` of a function. */
  readonly rest?: Resolved;
  /** As written, for messages and for looking for wildcards. */
  readonly written: string;
  /** True when an undecided condition may leave it out. */
  readonly perhapsAbsent?: boolean;
}

/**
 * Typed reading of a map of properties. A key may be a path (`DestinationConfig.OnFailure.Destination`).
 * Whatever has the wrong type reads as unknown; nothing throws.
 */
export interface Properties {
  readonly state: 'map' | 'absent' | 'unknown';
  /** What stands in the way, when the state is unknown. */
  readonly why?: string;
  keys(): readonly string[];
  /** Its maps by key, for maps whose keys are free (states, environments); keys here are no paths. */
  entries(): readonly (readonly [key: string, value: Properties])[];
  /** False when the key is absent or `AWS::NoValue`; true when something is said, even if it cannot be told. */
  has(key: string): boolean;
  text(key: string, otherwise?: string): Value<string>;
  number(key: string, otherwise?: number): Value<number>;
  flag(key: string, otherwise?: boolean): Value<boolean>;
  /** The map under a key; its state says whether there is one. */
  map(key: string): Properties;
  /** The maps of a list; a list or item that cannot be told is one item of state `unknown`. */
  maps(key: string): readonly Properties[];
  /** The strings of a list, or the one string; what cannot be told is one unknown value. */
  texts(key: string): readonly Value<string>[];
  /** Where the ARN or name under a key leads; the type is needed where a plain name is allowed. */
  link(key: string, typeOfPlainName?: string): Link;
  links(key: string, typeOfPlainName?: string): readonly Link[];
  /** The node itself, for needs that no reader above meets. */
  node(key: string): Resolved;
}

/** One node of a template after its intrinsic functions were followed; lists and maps keep their children as written. */
export type Resolved = Literal | List | Entries | ResourceReference | Text | Open | Nothing;

/** What a node as written stands for. */
export type Resolve = (raw: unknown, scope: Scope) => Resolved;

export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly unknown[];
  readonly scope: Scope;
}

export interface Entries {
  readonly kind: 'map';
  readonly entries: RawMap;
  readonly scope: Scope;
}

export interface ResourceReference extends Reference {
  readonly kind: 'reference';
}

/** A string composed of literals, references and holes. */
export interface Text {
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
}

export type TextPart = string | ResourceReference | Open;

/** What the template cannot tell. */
export interface Open {
  readonly kind: 'unknown';
  readonly why: string;
  /** How it was written, e.g. `${AWS::Region}`. */
  readonly written: string;
  /** The template in which equal writing means equal values; undefined where nothing may be compared. */
  readonly scope?: Scope;
  /** All the nodes it may be, when they can be told. */
  readonly alternatives?: readonly Resolved[];
}

export interface Nothing {
  readonly kind: 'absent';
}
