import { constructPathOf } from '../../inventory/fact';
import { FunctionFact, InvokerFact, MappingFact } from '../../inventory/function-facts';
import { Resource } from '../../inventory/model';
import { AppContext } from '../app-context';

/** What a source sends to a function in a month, as far as the function's own workload tells it. */
export interface Arrival {
  readonly mapping?: MappingFact;
  /** Undefined when it cannot be told. */
  readonly requests?: number;
  /** Records of all these requests; undefined when it cannot be told. */
  readonly records?: number;
  readonly why?: string;
}

/** Those who invoke only when something else happens, and are no traffic. */
const NO_TRAFFIC = new Set<InvokerFact['via']>(['alarm', 'codedeploy', 'cloudformation', 'secretsmanager']);

/** Traces the stated traffic of functions back to what sends it. */
export class Arrivals {
  private readonly bySource = new Map<Resource, Arrival[]>();

  constructor(app: AppContext) {
    for (const one of app.inventory.functions) {
      this.learn(one, app);
    }
  }

  /** What arrives from a source, once for each function it invokes. */
  public from(source: Resource): readonly Arrival[] {
    return this.bySource.get(source) ?? [];
  }

  private learn(one: FunctionFact, app: AppContext): void {
    const workload = app.workloadOf(one);
    const sources = sourcesOf(one);
    for (const [source, mapping] of sources) {
      const told = !workload
        ? { mapping, why: `nobody states the workload of ${constructPathOf(one)}` }
        : sources.size > 1
          ? { mapping, why: `${constructPathOf(one)} is invoked in ${sources.size} ways, and nobody states how much comes this way` }
          : { mapping, requests: workload.requestsPerMonth, records: workload.requestsPerMonth * (workload.averageBatchSize ?? 1) };
      if (typeof source !== 'string') {
        this.bySource.set(source, [...this.bySource.get(source) ?? [], told]);
      }
    }
  }
}

/** Every way in, by the resource that sends, or by how it is written where it stands elsewhere. */
function sourcesOf(one: FunctionFact): ReadonlyMap<Resource | string, MappingFact | undefined> {
  const sources = new Map<Resource | string, MappingFact | undefined>();
  for (const mapping of one.mappings.filter(each => each.enabled.known !== false)) {
    sources.set(mapping.source.resource ?? mapping.source.written, mapping);
  }
  for (const invoker of one.invokers.filter(each => each.enabled.known !== false && !NO_TRAFFIC.has(each.via))) {
    sources.set(senderOf(invoker), undefined);
  }
  return sources;
}

/** A rule on a bus and a rule on a schedule are told apart by the rule itself. */
function senderOf(invoker: InvokerFact): Resource | string {
  return invoker.via === 'eventbridge' ? invoker.resource : invoker.source.resource ?? invoker.source.written;
}

/** All that arrives from a source together; undefined with the first reason where a part cannot be told. */
export function together(arrivals: readonly Arrival[], of: 'requests' | 'records'): { readonly quantity?: number; readonly why?: string } {
  const hidden = arrivals.find(one => one[of] === undefined);
  return hidden ? { why: hidden.why } : { quantity: arrivals.reduce((sum, one) => sum + (one[of] ?? 0), 0) };
}

/** What a source sends at least when every function receives the same events. */
export function atLeast(arrivals: readonly Arrival[]): { readonly quantity?: number; readonly why?: string } {
  const told = arrivals.map(one => one.records).filter(one => one !== undefined);
  return told.length > 0 ? { quantity: Math.max(...told) } : { why: arrivals[0]?.why };
}
