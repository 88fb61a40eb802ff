import { Lane, laneOf } from './lane';
import { grouped } from '../../inventory/grouped';
import { EventMap, MapNode } from '../event-map';

/** More functions than this behind one source are drawn one by one, each with the source again. */
const MOST_TOGETHER = 12;

/** Cuts a map into lanes, in the order of the functions. Stores and parking places that many share stand in each of their lanes. */
export function lanesOf(map: EventMap): readonly Lane[] {
  const nodes = new Map(map.nodes.map(node => [node.id, node]));
  const functions = map.nodes.filter(node => node.isFunction);
  const groups = groupsOf(functions, map);
  return groups.map(group => laneOf(group, map, nodes));
}

/**
 * Functions of one stack that belong together: through what feeds them, and through what one writes and another is fed by.
 * What feeds them from another stack is drawn in both.
 */
function groupsOf(functions: readonly MapNode[], map: EventMap): readonly (readonly MapNode[])[] {
  const hubs = hubsOf(map);
  const stackOf = new Map(functions.map(one => [one.id, one.stack]));
  const stacks = [...new Set(stackOf.values())];
  const fed = new Set([...map.paths.map(path => path.source), ...stackOf.keys()]);
  const joined = new Joined();
  for (const { from, to, does } of map.links) {
    if (hubs.has(from) || hubs.has(to) || does === 'reads' || (does === 'writes' && !fed.has(to))) {
      continue;
    }
    const own = [from, to].filter(id => stackOf.has(id)).map(id => stackOf.get(id));
    (own.length > 0 ? own : stacks).forEach(stack => joined.join(`${stack} ${from}`, `${stack} ${to}`));
  }
  return [...grouped(functions, one => joined.rootOf(`${one.stack} ${one.id}`)).values()];
}

/** Sources that feed too many functions for one drawing. */
function hubsOf({ links }: EventMap): ReadonlySet<string> {
  const counts = new Map<string, number>();
  links.filter(({ does }) => does === 'event').forEach(({ from }) => counts.set(from, (counts.get(from) ?? 0) + 1));
  links.filter(({ does }) => does === 'writes').forEach(({ to }) => counts.set(to, (counts.get(to) ?? 0) + 1));
  return new Set([...counts].filter(([, count]) => count > MOST_TOGETHER).map(([id]) => id));
}

/** Disjoint sets. */
class Joined {
  private readonly parents = new Map<string, string>();

  public rootOf(id: string): string {
    let root = id;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) {
      root = parent;
    }
    if (root !== id) {
      this.parents.set(id, root);
    }
    return root;
  }

  public join(one: string, other: string): void {
    const [root, otherRoot] = [this.rootOf(one), this.rootOf(other)];
    if (root !== otherRoot) {
      this.parents.set(otherRoot, root);
    }
  }
}
