import { MapNode } from './event-map';
import { kindOfLink, kindOfType } from './kinds';
import { constructPathOf } from '../inventory/fact';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Link, Resource, Scope } from '../inventory/model';

/** The nodes of a map as they are met: one for each resource, one for each place outside. */
export class Nodes {
  private readonly byKey = new Map<Resource | string, MapNode>();
  private readonly byId = new Map<string, MapNode>();
  private readonly functions: Inventory['functions'];

  constructor(inventory: Inventory) {
    this.functions = inventory.functions;
    inventory.functions.all.forEach(one => this.of(one.resource));
  }

  public get all(): readonly MapNode[] {
    return [...this.byId.values()];
  }

  /** The node of an id. */
  public get(id: string | undefined): MapNode | undefined {
    return id === undefined ? undefined : this.byId.get(id);
  }

  /** The id of a resource's node. */
  public of(resource: Resource): string {
    return this.met(resource, id => describe(id, resource, this.functions.of(resource)));
  }

  /** The id of the node a link leads to; undefined when it leads nowhere. */
  public at(link: Link): string | undefined {
    if (link.state === 'absent') {
      return undefined;
    }
    return link.resource ? this.of(link.resource) : this.outside(link.written, kindOfLink(link));
  }

  /** The id of a node for something outside the templates. */
  public outside(name: string, kind: string): string {
    return this.met(`${kind} ${name}`, id => ({ id, name: nameOutside(name), kind, isFunction: false }));
  }

  private met(key: Resource | string, make: (id: string) => MapNode): string {
    const known = this.byKey.get(key);
    if (known) {
      return known.id;
    }
    const node = make(`n${this.byId.size + 1}`);
    this.byKey.set(key, node);
    this.byId.set(node.id, node);
    return node.id;
  }
}

function describe(id: string, resource: Resource, one: FunctionFact | undefined): MapNode {
  return {
    id,
    name: nameOf(resource),
    kind: kindOfType(resource),
    isFunction: one !== undefined,
    stack: stackOf(resource.scope),
    logicalId: resource.logicalId,
    injectedBy: one?.injectedBy,
    note: one ? sizeOf(one) : noteOf(resource),
  };
}

/** The construct path below its stack, without the `Resource` at its end that says nothing. */
export function nameOf(resource: Resource): string {
  if (!resource.path.includes('/')) {
    return resource.logicalId;
  }
  const parts = constructPathOf(resource).split('/');
  const stack = stackOf(resource.scope);
  // CDK names the stack of a stage Stage-Stack.
  const below = parts.findIndex((part, index) => part === stack || parts.slice(0, index + 1).join('-') === stack) + 1;
  return parts.slice(below > 0 && below < parts.length ? below : 1).join('/');
}

/** The stack a scope belongs to, nested ones to the stack above them. */
export function stackOf(scope: Scope): string {
  const { stackName, name } = scope.template;
  return scope.parent ? stackOf(scope.parent.scope) : stackName ?? fileName(name);
}

function fileName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}

/** Of an ARN only its end helps a reader. */
function nameOutside(written: string): string {
  return /^arn:/.test(written) ? written.split(':').slice(5).join(':') || written : written;
}

function sizeOf({ timeout, memory }: FunctionFact): string {
  return `${timeout.known ?? '?'} s, ${memory.known ?? '?'} MB`;
}

function noteOf({ type, properties }: Resource): string | undefined {
  if (type === 'AWS::Events::Rule' || type === 'AWS::Scheduler::Schedule') {
    const expression = properties.text('ScheduleExpression').written;
    const kinds = properties.texts('EventPattern.detail-type').map(one => one.written).join(', ');
    return expression || kinds || undefined;
  }
  return undefined;
}
