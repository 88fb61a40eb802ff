import { Adjustment } from './fit-template';

export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** A stack as it stands in the embedded cloud, and in what it differs from its template. */
export class DeployedStack {
  public constructor(
    public readonly name: string,
    public readonly outputs: Readonly<Record<string, string>>,
    public readonly resources: readonly DeployedResource[],
    /** What runs differently from what the template says; print it where you claim that something was proved. */
    public readonly adjustments: readonly Adjustment[],
    private readonly logicalIdsByPath: ReadonlyMap<string, string>,
  ) {}

  public physicalId(logicalId: string): string {
    const resource = this.resources.find(candidate => candidate.logicalId === logicalId);
    if (!resource) {
      throw new Error(
        `Stack ${this.name} must hold the resource ${logicalId}; it holds ${this.resources.map(each => each.logicalId).join(', ')}. `
        + 'A resource that the emulator cannot take is listed in `adjustments`.',
      );
    }
    return resource.physicalId;
  }

  /** The physical id behind a construct: its own resource, or the one called `Resource` or `Default` inside it. */
  public physicalIdOf(construct: { readonly node: { readonly path: string } }): string {
    const path = `/${construct.node.path}`;
    const logicalId = [path, `${path}/Resource`, `${path}/Default`]
      .map(candidate => this.logicalIdsByPath.get(candidate))
      .find(found => found !== undefined);
    if (!logicalId) {
      throw new Error(`Stack ${this.name} must hold a resource for the construct ${path}; its template has none.`);
    }
    return this.physicalId(logicalId);
  }

  public physicalIdsOfType(type: string): string[] {
    return this.resources.filter(resource => resource.type === type).map(resource => resource.physicalId);
  }
}

/** All stacks of one deployed cloud assembly. */
export class Deployment {
  public constructor(public readonly stacks: readonly DeployedStack[]) {}

  /** The stack of that name; without a name, the only one. */
  public stack(name?: string): DeployedStack {
    const found = name === undefined && this.stacks.length === 1 ? this.stacks[0] : this.stacks.find(stack => stack.name === name);
    if (!found) {
      throw new Error(
        `The deployment must have ${name === undefined ? 'one stack only, or a name must be given' : `a stack ${name}`}; `
        + `it has ${this.stacks.map(stack => stack.name).join(', ')}.`,
      );
    }
    return found;
  }
}
