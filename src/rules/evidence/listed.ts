import { Bounds } from './bounds';
import { Properties } from '../../inventory/model';
import { isMap } from '../../inventory/raw';

/** How many items a list has: those under `Fn::If` may be missing, a list that cannot be told may have any number. */
export function lengthOf(properties: Properties, key: string): Bounds {
  const node = properties.node(key);
  if (node.kind === 'absent') {
    return { least: 0, most: 0 };
  }
  if (node.kind !== 'list') {
    return { least: 0, most: Infinity };
  }
  const perhaps = node.items.filter(item => isMap(item) && 'Fn::If' in item).length;
  return { least: node.items.length - perhaps, most: node.items.length };
}
