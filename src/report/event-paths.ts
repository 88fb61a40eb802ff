import { asynchronousEnd } from './ends/asynchronous-end';
import { callerEnd } from './ends/caller-end';
import { deliveryEnd } from './ends/delivery-end';
import { mappingEnd } from './ends/mapping-end';
import { ParkedPlaces } from './ends/parked';
import { EventPath, FailingEnd } from './event-map';
import { kindOfLink, wordFor } from './kinds';
import { Nodes } from './nodes';
import { FunctionFact, InvokerFact, MappingFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { streamOf } from '../inventory/stream-records';
import { Verdict } from '../rules/judging/verdict';

type PathDraft = Omit<EventPath, 'id' | 'ways'>;

/** Every way that events take into a function; those that differ in nothing are one. */
export function eventPaths(inventory: Inventory, nodes: Nodes, verdict: Verdict): readonly EventPath[] {
  const places = new ParkedPlaces(inventory, nodes, verdict);
  const drafts = inventory.functions.all.flatMap(one => [
    ...one.invokers.map(invoker => fromInvoker(one, invoker, nodes, places, inventory)),
    ...one.mappings.map(mapping => fromMapping(one, mapping, nodes, places, inventory)),
  ]);
  return together(drafts);
}

function fromInvoker(one: FunctionFact, invoker: InvokerFact, nodes: Nodes, places: ParkedPlaces, inventory: Inventory): PathDraft {
  const { mode } = invoker;
  return {
    source: sourceOf(invoker, nodes, inventory),
    function: nodes.of(one.resource),
    qualifier: qualifierOf(invoker.target.qualifier.written),
    via: wordFor(invoker.via),
    mode: mode === 'sync' ? 'waits' : mode === 'async' ? 'does not wait' : 'unknown',
    enabled: invoker.enabled.known !== false,
    failed: mode === 'sync' ? callerEnd(invoker, places) : mode === 'async' ? asynchronousEnd(invoker, places) : unclear(invoker),
    undelivered: deliveryEnd(invoker, places),
  };
}

function unclear(invoker: InvokerFact): FailingEnd {
  return { outcome: 'unknown', says: `Whether ${kindOfLink(invoker.source)} waits for the function cannot be told from the templates.` };
}

/** A destination has no source of its own: what comes are events that another function failed or finished. */
function sourceOf(invoker: InvokerFact, nodes: Nodes, inventory: Inventory): string {
  const sender = invoker.via === 'lambda-destination' ? inventory.asyncConfigs.of(invoker.resource)?.target.function : undefined;
  return sender ? nodes.of(sender.resource) : nodes.at(invoker.source) ?? nodes.of(invoker.resource);
}

function fromMapping(one: FunctionFact, mapping: MappingFact, nodes: Nodes, places: ParkedPlaces, inventory: Inventory): PathDraft {
  return {
    source: nodes.at(streamOf(mapping)) ?? nodes.of(mapping.resource),
    function: nodes.of(one.resource),
    qualifier: qualifierOf(mapping.target.qualifier.written),
    via: mapping.via === 'sqs' ? 'queue mapping' : mapping.via === 'unknown' ? 'mapping' : `${mapping.via} mapping`,
    mode: 'polls',
    enabled: mapping.enabled.known !== false,
    failed: mappingEnd(mapping, inventory, places),
  };
}

/** CDK's version ids and references say less than that it is a version. */
function qualifierOf(written: string): string {
  return written.includes('${') ? 'a version' : written;
}

function together(drafts: readonly PathDraft[]): readonly EventPath[] {
  const found = new Map<string, PathDraft & { ways: number }>();
  for (const draft of drafts) {
    const key = JSON.stringify(draft);
    const same = found.get(key);
    if (same) {
      same.ways += 1;
    } else {
      found.set(key, { ...draft, ways: 1 });
    }
  }
  return [...found.values()].map((draft, index) => ({ id: `p${index + 1}`, ...draft }));
}
