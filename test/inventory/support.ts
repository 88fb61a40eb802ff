import { Link, Properties, Value } from '../../src/inventory/model';
import { RawMap } from '../../src/inventory/raw';
import { Template } from '../../src/inventory/template';
import { inventoryOf } from '../rules/support';

/** The properties of a resource, as the inventory reads them. */
export function propertiesOf(logicalId: string, body: RawMap, around: Partial<Template> = {}): Properties {
  const found = inventoryOf(body, around).resources.find(one => one.logicalId === logicalId);
  if (!found) {
    throw new Error(`the inventory holds no ${logicalId}`);
  }
  return found.properties;
}

/** A value in one line: whether it is known, and how a reader would write it. */
export function told(value: Value<unknown>): string {
  return `${value.kind} ${value.written}`.trim();
}

/** A link in one line: where it leads. */
export function leads(link: Link): string {
  return link.resource ? `${link.state} ${link.resource.logicalId}` : `${link.state} ${link.service ?? '?'}`;
}
