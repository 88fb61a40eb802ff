import { Fact } from '../../inventory/fact';
import { FunctionFact } from '../../inventory/function-facts';
import { grouped } from '../../inventory/grouped';
import { Inventory } from '../../inventory/inventory';
import { titleOf } from '../../rules/judging/construct-names';
import { FoundDefect } from '../../rules/judging/verdict';

/** Findings that a reader mends together. */
export interface Group {
  /** Construct path or logical id of the function, or of the resource where no function is near. */
  readonly title: string;
  readonly template: string;
  readonly findings: readonly FoundDefect[];
}

/** Groups findings by the function they belong to, worst first. */
export function groupsOf(findings: readonly FoundDefect[], inventory: Inventory): readonly Group[] {
  const nearest = nearestFunctions(inventory);
  const placeOf = (found: FoundDefect): Place => nearest.get(keyOf(found)) ?? found;
  return [...grouped(findings, found => keyOf(placeOf(found))).values()]
    .map(own => ({
      title: titleOf(placeOf(own[0])), template: placeOf(own[0]).template, findings: own.sort((one, other) => errorsFirst(one) - errorsFirst(other)),
    }))
    .sort((one, other) => weight(other.findings) - weight(one.findings));
}

type Place = Pick<Fact, 'template' | 'logicalId' | 'path'>;

function keyOf({ template, logicalId }: Place): string {
  return `${template}\n${logicalId}`;
}

function errorsFirst({ severity }: FoundDefect): number {
  return severity === 'error' ? 0 : 1;
}

/** Any error outweighs all warnings. */
function weight(findings: readonly FoundDefect[]): number {
  const errors = findings.filter(found => found.severity === 'error').length;
  return errors * 10_000 + findings.length;
}

/** Which function a resource is mended with: the one it makes up, feeds or serves; the first, where it serves several. */
function nearestFunctions(inventory: Inventory): ReadonlyMap<string, FunctionFact> {
  const nearest = new Map<string, FunctionFact>();
  const claim = (fact: Place | undefined, one: FunctionFact): void => {
    if (fact && !nearest.has(keyOf(fact))) {
      nearest.set(keyOf(fact), one);
    }
  };
  for (const one of inventory.functions) {
    claim(one, one);
  }
  for (const one of inventory.functions) {
    [one.versions, one.aliases, one.urls, one.asyncConfigs, one.permissions, one.mappings].flat().forEach(fact => claim(fact, one));
    inventory.logGroupsOf(one).forEach(fact => claim(fact, one));
    const role = inventory.roleOf(one);
    claim(role, one);
    role?.statements.forEach(statement => claim(statement.owner, one));
    for (const mapping of one.mappings) {
      claim(mapping.source.resource, one);
      claim(inventory.queues.at(mapping.source)?.redrive?.target.resource, one);
    }
    one.invokers.forEach(invoker => claim(invoker, one));
  }
  return nearest;
}
