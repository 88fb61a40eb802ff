import { MapLink } from './event-map';
import { Nodes } from './nodes';
import { Inventory } from '../inventory/inventory';
import { linkTo } from '../inventory/invokers/invoker';
import { Link, Resource } from '../inventory/model';
import { bucketsMeant } from '../rules/evidence/object-events';

interface Feed {
  readonly from: Link;
  readonly to: Resource;
}

/** Who feeds what triggers functions: bucket before queue, topic before queue, bucket or bus before rule, and so on back to the beginning. */
export function feederLinks(inventory: Inventory, nodes: Nodes, triggers: readonly Resource[]): readonly MapLink[] {
  const feeding = new Set<Resource>(triggers);
  const links: MapLink[] = [];
  let open = feeds(inventory);
  for (;;) {
    const found = open.filter(({ to }) => feeding.has(to));
    if (found.length === 0) {
      return links;
    }
    open = open.filter(({ to }) => !feeding.has(to));
    for (const { from, to } of found) {
      const source = nodes.at(from);
      if (source !== undefined) {
        links.push({ from: source, to: nodes.of(to), does: 'event' });
      }
      if (from.resource) {
        feeding.add(from.resource);
      }
    }
  }
}

function feeds(inventory: Inventory): readonly Feed[] {
  const { subscriptions, eventRules, schedules, notifications } = inventory;
  return [
    ...subscriptions.map(one => [one.topic, one.endpoint] as const),
    ...eventRules.all.flatMap(rule => rule.targets.map(target => [linkTo(rule.resource), target.destination] as const)),
    ...schedules.all.map(one => [linkTo(one.resource), one.destination] as const),
    ...notifications.map(one => [one.bucket, one.destination] as const),
    ...eventRules.all.flatMap(rule => bucketsMeant(rule.pattern).map(bucket => [bucket, linkTo(rule.resource)] as const)),
    ...eventRules.all.filter(rule => rule.pattern.state !== 'absent').map(rule => [rule.bus, linkTo(rule.resource)] as const),
  ].flatMap(([from, to]) => (to.resource && to.service !== 'lambda' ? [{ from, to: to.resource }] : []));
}
