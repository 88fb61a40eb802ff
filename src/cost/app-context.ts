import { Place } from './cost-sheet';
import { readFunctionWorkload, wholeWorkload } from './function-workload';
import { quantitiesOf } from './resource-quantities';
import { FunctionWorkload, ResourceUsage, Workload } from './workload';
import { BadInputError } from '../inventory/bad-input-error';
import { constructPathOf } from '../inventory/fact';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Resource } from '../inventory/model';
import { own } from '../inventory/raw';
import { statedOf } from '../inventory/stated';

/** The region that is assumed where neither the template nor the workload names one. */
export const ASSUMED_REGION = 'us-east-1';

/** The inventory together with what it is expected to do. */
export class AppContext {
  private readonly workloads = new Map<FunctionFact, FunctionWorkload>();

  /** Throws a `BadInputError` where the workload states something of what is not there. */
  constructor(public readonly inventory: Inventory, public readonly workload: Workload) {
    refuseStrangers(inventory, workload);
    for (const one of inventory.functions) {
      const whole = workloadOf(one, workload);
      if (whole) {
        this.workloads.set(one, whole);
      }
    }
  }

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
    return this.workloads.get(one);
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

/** What the file states goes before what the function states itself, number by number. */
function workloadOf(one: FunctionFact, workload: Workload): FunctionWorkload | undefined {
  const here = `${one.template}, ${one.logicalId}`;
  const itself = own(statedOf(one), 'workload');
  const inFile = stated(workload.functions, one);
  if (itself === undefined && inFile === undefined) {
    return undefined;
  }
  const both = { ...itself === undefined ? {} : readFunctionWorkload(itself, here, 'workload'), ...inFile };
  return wholeWorkload(both, inFile === undefined ? here : workload.where ?? 'workload', `the workload of ${constructPathOf(one)}`);
}

function stated<T>(all: ReadonlyMap<string, T>, place: Place): T | undefined {
  return all.get(place.path) ?? all.get(constructPathOf(place)) ?? all.get(place.logicalId);
}

/** A misspelt id must not pass in silence: its costs would be missing. */
function refuseStrangers(inventory: Inventory, { functions, resources, where = 'workload' }: Workload): void {
  const names = (place: Place): readonly string[] => [place.path, constructPathOf(place), place.logicalId];
  const known = new Set(inventory.functions.all.flatMap(names));
  const stranger = [...functions.keys()].find(id => !known.has(id));
  if (stranger !== undefined) {
    throw new BadInputError(where, `functions.${stranger} is the logical id or construct path of no function here`);
  }
  if (resources.size === 0) {
    return;
  }
  const quantities = new Map(inventory.resources.flatMap(one => names(one).map(name => [name, one.type] as const)));
  for (const [id, usage] of resources) {
    const type = quantities.get(id);
    if (type === undefined) {
      throw new BadInputError(where, `resources.${id} is the logical id or construct path of nothing here`);
    }
    const strange = Object.keys(usage).find(name => !quantitiesOf(type).includes(name));
    if (strange !== undefined) {
      throw new BadInputError(where, `resources.${id}.${strange} means nothing for ${type}; there is ${quantitiesOf(type).join(', ') || 'nothing to state'}`);
    }
  }
}
