import { wordFor } from './kinds';
import { Nodes, nameOf } from './nodes';
import { ConcurrencyPlace, FunctionLimits, Limits, Neighbour } from './report';
import { FunctionFact, InvokerFact, MappingFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Link } from '../inventory/model';
import { advisedVisibility } from '../reference/queue-advice';
import { concurrencyPlaces } from '../rules/concurrency-budget';
import { sumOf } from '../rules/evidence/bounds';
import { warmCapacities } from '../rules/evidence/warm-capacity';

/** How long functions may run, how often at once, and how that fits those around them. */
export function limitsOf(inventory: Inventory, nodes: Nodes): Limits {
  const warm = warmCapacities(inventory);
  return {
    functions: inventory.functions.all.map((one): FunctionLimits => ({
      function: nodes.of(one.resource),
      timeoutSeconds: one.timeout.known,
      memory: one.memory.known,
      runtime: one.packageType.known === 'Image' ? 'container image' : one.runtime.known ?? '?',
      architecture: one.architecture.known ?? '?',
      reserved: one.reserved.known,
      warm: finite((warm.get(one) ?? []).reduce((sum, { most }) => sum + most, 0)),
      neighbours: [...fronts(one), ...one.mappings.flatMap(mapping => feeds(one, mapping, inventory))],
    })),
    places: concurrencyPlaces(inventory).map(({ place, parts, limit }): ConcurrencyPlace => ({ place, taken: sumOf(parts).least, limit })),
  };
}

function finite(count: number): number | undefined {
  return count > 0 && Number.isFinite(count) ? count : undefined;
}

function fronts(one: FunctionFact): readonly Neighbour[] {
  const waiting = one.invokers.filter(({ mode, patience }) => mode === 'sync' && patience?.known !== undefined);
  const found = new Map(waiting.map(invoker => {
    const source = `${nameOfLink(invoker.source)} (${wordFor(invoker.via)})`;
    return [`${source} ${invoker.patience?.known}`, { source, says: `waits ${invoker.patience?.known} s`, fits: fits(one, invoker) }];
  }));
  return [...found.values()];
}

function fits({ timeout }: FunctionFact, { patience }: InvokerFact): boolean | undefined {
  return timeout.known === undefined || patience?.known === undefined ? undefined : timeout.known <= patience.known;
}

function feeds(one: FunctionFact, mapping: MappingFact, { queues }: Inventory): readonly Neighbour[] {
  const source = nameOfLink(mapping.source);
  const queue = queues.at(mapping.source);
  const { maximumConcurrency, batchSize, window } = mapping;
  const hidden = queue?.visibility.known;
  const needed = one.timeout.known === undefined || window.known === undefined ? undefined : advisedVisibility(one.timeout.known, window.known);
  return [
    ...(hidden === undefined ? [] : [{ source, says: `hides a message for ${hidden} s`, fits: needed === undefined ? undefined : hidden >= needed }]),
    ...(batchSize.known === undefined ? [] : [{ source, says: `hands over up to ${batchSize.known} at once` }]),
    ...(maximumConcurrency.known === undefined ? [] : [{ source, says: `starts at most ${maximumConcurrency.known} executions` }]),
  ];
}

function nameOfLink({ resource, written }: Link): string {
  return resource ? nameOf(resource) : written;
}
