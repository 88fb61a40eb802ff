import { accessAnswer } from './access-answer';
import { costAnswer } from './cost-answer';
import { EventMap, MapLink } from './event-map';
import { eventPaths } from './event-paths';
import { eventsAnswer } from './events-answer';
import { feederLinks } from './feeders';
import { limitsOf } from './limits';
import { Nodes, stackOf } from './nodes';
import { releasesOf } from './releases';
import { Report, StackEntry } from './report';
import { rightsOf } from './rights';
import { storeLinks } from './stores';
import { CostSheet } from '../cost/cost-sheet';
import { Inventory } from '../inventory/inventory';
import { ConstructNames, titleOf } from '../rules/judging/construct-names';
import { OpenQuestion, Verdict } from '../rules/judging/verdict';

/** What is known of an app, put together for a reader. */
export function takeReport(title: string, inventory: Inventory, verdict: Verdict, cost: CostSheet): Report {
  const nodes = new Nodes(inventory);
  const map = mapOf(inventory, nodes, verdict);
  const rights = rightsOf(inventory, nodes);
  return {
    version: 1,
    title,
    stacks: stacksOf(inventory),
    answers: { events: eventsAnswer(map.paths, verdict), access: accessAnswer(rights, inventory, verdict), cost: costAnswer(cost) },
    map,
    rights,
    limits: limitsOf(inventory, nodes),
    releases: releasesOf(inventory, nodes),
    cost,
    ...spoken(verdict, inventory),
  };
}

/** The verdict for readers, who know constructs and no logical ids. */
function spoken({ findings, acknowledged, unknown }: Verdict, inventory: Inventory): Pick<Report, 'findings' | 'acknowledged' | 'unknown'> {
  const names = new ConstructNames(inventory);
  const say = (sentence: string, place: OpenQuestion): string => names.in(sentence, place.template, titleOf(place));
  return {
    findings: findings.map(one => ({ ...one, message: say(one.message, one), remedy: say(one.remedy, one) })),
    acknowledged: acknowledged.map(one => ({ ...one, message: say(one.message, one) })),
    unknown: unknown.map(one => ({ ...one, message: say(one.message, one) })),
  };
}

function mapOf(inventory: Inventory, nodes: Nodes, verdict: Verdict): EventMap {
  const paths = eventPaths(inventory, nodes, verdict);
  const triggers = inventory.functions.all.flatMap(one => [
    ...one.invokers.flatMap(({ source, resource }) => [source.resource ?? resource]),
    ...one.mappings.flatMap(({ source }) => source.resource ?? []),
  ]);
  const links = unique([
    ...paths.map(path => ({ from: path.source, to: path.function, does: 'event' as const })),
    ...feederLinks(inventory, nodes, triggers),
    ...storeLinks(inventory, nodes),
  ]);
  return { nodes: nodes.all, links, paths };
}

/** Links without those that say the same. */
function unique(links: readonly MapLink[]): readonly MapLink[] {
  return [...new Map(links.map(link => [`${link.from} ${link.to} ${link.does}`, link])).values()];
}

function stacksOf({ functions, resources }: Inventory): readonly StackEntry[] {
  const templates = new Map<string, Set<string>>();
  for (const { template, scope } of resources) {
    templates.set(stackOf(scope), (templates.get(stackOf(scope)) ?? new Set()).add(template));
  }
  return [...templates].map(([name, files]) => ({
    name, functions: functions.all.filter(({ resource }) => stackOf(resource.scope) === name).length, templates: [...files],
  }));
}
