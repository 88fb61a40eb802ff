import { Link, Resource } from './model';

/** What every fact keeps: where it stands, and the way back to what was written. */
export interface Fact {
  readonly template: string;
  readonly logicalId: string;
  readonly path: string;
  readonly resource: Resource;
  /** True when it stands under a condition that the template cannot decide. */
  readonly conditional: boolean;
}

/** The part of a fact that its resource tells. */
export function factOf(resource: Resource): Fact {
  const { template, logicalId, path, conditional } = resource;
  return { template, logicalId, path, resource, conditional };
}

/** The construct path without the resource's own last step, which says nothing. */
export function constructPathOf({ path }: Pick<Fact, 'path'>): string {
  return path.replace(/\/(Resource|Default)$/, '');
}

/** All facts of one kind, in the order of the templates, found by resource at once. */
export class Facts<F extends Fact> implements Iterable<F> {
  private readonly byResource = new Map<Resource, F>();

  constructor(public readonly all: readonly F[]) {
    for (const fact of all) {
      this.byResource.set(fact.resource, fact);
    }
  }

  /** The fact a link leads to; undefined when it leads elsewhere or nowhere. */
  public at(link: Link): F | undefined {
    return link.resource && this.byResource.get(link.resource);
  }

  /** The fact of a resource. */
  public of(resource: Resource): F | undefined {
    return this.byResource.get(resource);
  }

  public [Symbol.iterator](): Iterator<F> {
    return this.all[Symbol.iterator]();
  }
}
