import { Bounds, boundsOf, mayBeMissingFrom, Summand } from './bounds';
import { AliasFact, FunctionFact, VersionFact } from '../../inventory/function-facts';
import { Inventory } from '../../inventory/inventory';
import { toText } from '../../inventory/reading/typed-values';

/** How many executions are kept warm on one alias or version of a function, autoscaling included. */
export interface WarmCapacity extends Summand {
  readonly qualifier: string;
}

/** What is kept warm, by function; each alias or version counts once, with the most that autoscaling may ask for. */
export function warmCapacities(inventory: Inventory): ReadonlyMap<FunctionFact, readonly WarmCapacity[]> {
  const capacities = new Map<FunctionFact, Map<string, WarmCapacity>>();
  const add = (one: FunctionFact | undefined, qualifier: string, bounds: Bounds, perhaps: boolean): void => {
    if (one) {
      const known = capacities.get(one) ?? new Map<string, WarmCapacity>();
      const before = known.get(qualifier);
      known.set(qualifier, {
        qualifier,
        least: Math.max(before?.least ?? 0, bounds.least),
        most: Math.max(before?.most ?? 0, bounds.most),
        perhaps: (before?.perhaps ?? true) && perhaps,
      });
      capacities.set(one, known);
    }
  };
  const addFact = (fact: AliasFact | VersionFact, qualifier: string): void => {
    const one = fact.target.function;
    if (one && fact.provisioned.kind !== 'absent') {
      add(one, qualifier, boundsOf(fact.provisioned), mayBeMissingFrom(one, fact));
    }
  };
  inventory.aliases.all.forEach(alias => addFact(alias, alias.name.written));
  inventory.versions.all.forEach(version => addFact(version, version.target.qualifier.written));
  for (const { properties, conditional } of inventory.resourcesOfType('AWS::ApplicationAutoScaling::ScalableTarget')) {
    const link = properties.link('ResourceId', 'AWS::Lambda::Function');
    if (link.rest) {
      add(inventory.functions.at(link), toText(link.rest).written.replace(/^:/, ''), boundsOf(properties.number('MaxCapacity')), conditional);
    }
  }
  return new Map([...capacities].map(([one, byQualifier]) => [one, [...byQualifier.values()]]));
}
