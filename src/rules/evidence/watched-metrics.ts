import { FunctionFact } from '../../inventory/function-facts';
import { Inventory } from '../../inventory/inventory';
import { Resource } from '../../inventory/model';
import { AlarmFact, Metric } from '../../inventory/store-facts';

/** Which metrics of a namespace are watched by alarms, and for which resources. */
export class WatchedMetrics {
  private readonly ofResource = new Map<Resource, AlarmFact[]>();
  private readonly ofAll: AlarmFact[] = [];
  private readonly unclear: AlarmFact[] = [];

  constructor({ alarms }: Inventory, namespace: string, names: readonly string[], dimension: string) {
    for (const alarm of alarms) {
      alarm.metrics.filter(metric => concerns(metric, namespace, names)).forEach(metric => this.learn(alarm, metric, dimension));
      if (queriesAll(alarm, namespace, names)) {
        this.ofAll.push(alarm);
      }
    }
  }

  /** The alarms that watch a resource, by itself or with all others. */
  public alarmsOf(resource: Resource): readonly AlarmFact[] {
    return [...this.ofResource.get(resource) ?? [], ...this.ofAll];
  }

  /** Alarms on such a metric of nobody knows whom. */
  public get unclearAlarms(): readonly AlarmFact[] {
    return this.unclear;
  }

  private learn(alarm: AlarmFact, metric: Metric, dimension: string): void {
    const link = metric.dimensions.get(dimension);
    if (link?.resource) {
      const others = this.ofResource.get(link.resource) ?? [];
      others.push(alarm);
      this.ofResource.set(link.resource, others);
    } else if (link === undefined && metric.dimensions.size === 0) {
      this.ofAll.push(alarm);
    } else if (link === undefined || link.state === 'unknown') {
      this.unclear.push(alarm);
    }
  }
}

function concerns(metric: Metric, namespace: string, names: readonly string[]): boolean {
  return metric.namespace.known === namespace && metric.name.known !== undefined && names.includes(metric.name.known);
}

/** A query of Metrics Insights without a filter reads the metric of everybody. */
function queriesAll(alarm: AlarmFact, namespace: string, names: readonly string[]): boolean {
  return alarm.resource.properties.maps('Metrics').some(query => {
    const expression = query.text('Expression').known ?? '';
    return /^\s*SELECT\s/i.test(expression) && expression.includes(namespace) && names.some(name => expression.includes(name)) && !/\sWHERE\s/i.test(expression);
  });
}

/** What a rule on alarms says of one function: told, told by a silent alarm, perhaps told, or not at all. */
export type Watch = { readonly state: 'told' } | { readonly state: 'perhaps' | 'silent' | 'none'; readonly alarm?: AlarmFact };

/** Whether anybody is told of what the alarms of a function see. */
export function watchOf(alarms: readonly AlarmFact[], unclear: readonly AlarmFact[]): Watch {
  if (alarms.some(alarm => alarm.notifies.known === true)) {
    return { state: 'told' };
  }
  const open = alarms.find(alarm => alarm.notifies.known === undefined) ?? unclear[0];
  return open ? { state: 'perhaps', alarm: open } : alarms.length > 0 ? { state: 'silent', alarm: alarms[0] } : { state: 'none' };
}

/** Functions that run for the user, in the region of the stack: neither CDK's handlers nor Lambda@Edge. */
export function watchableFunctions(inventory: Inventory): readonly FunctionFact[] {
  return inventory.functions.all.filter(one => one.injectedBy === undefined && !inventory.isEdge(one));
}
