import { Place } from './cost-sheet';
import { FunctionWorkload, ResourceUsage, Workload } from './workload';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../inventory/model';

/** The region that is assumed where neither the template nor the workload names one. */
export const ASSUMED_REGION = 'us-east-1';

/** The inventory together with what it is expected to do. */
export class AppContext {
  constructor(public readonly inventory: Inventory, public readonly workload: Workload) {}

  /** The region a resource is billed in. */
  public regionOf(resource: Resource): string {
    return resource.scope.template.region ?? this.workload.region ?? ASSUMED_REGION;
  }

  /** True when nobody names a region for some stack. */
  public get assumesRegion(): boolean {
    return this.workload.region === undefined && this.inventory.templates.some(template => template.region === undefined);
  }

  /** What a function is expected to do, as far as anybody states it. */
  public workloadOf(one: FunctionFact): FunctionWorkload | undefined {
    return stated(this.workload.functions, one);
  }

  /** The quantities stated for a resource. */
  public usageOf(resource: Resource): ResourceUsage {
    return stated(this.workload.resources, resource) ?? {};
  }
}

/** The place of a resource, and nothing else of it. */
export function placeOf({ template, logicalId, path }: Place): Place {
  return { template, logicalId, path };
}

/** Construct paths without the resource's own last step, which says nothing. */
export function constructPathOf({ path }: Place): string {
  return path.replace(/\/(Resource|Default)$/, '');
}

function stated<T>(all: ReadonlyMap<string, T>, place: Place): T | undefined {
  return all.get(place.path) ?? all.get(constructPathOf(place)) ?? all.get(place.logicalId);
}
