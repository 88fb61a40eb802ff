/**
 * Items by what they have in common, in the order in which each group is met first; an item without a key is in no group.
 *
 * It is the `Map.groupBy` that Node has from version 21 on.
 */
export function grouped<K, T>(items: Iterable<T>, keyOf: (item: T) => K | undefined): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = key === undefined ? undefined : groups.get(key);
    if (group) {
      group.push(item);
    } else if (key !== undefined) {
      groups.set(key, [item]);
    }
  }
  return groups;
}
