import { METADATA_KEY } from '../../bridge/metadata-key';
import { Resource } from '../../inventory/model';
import { isMap, own, ownMap, ownText } from '../../inventory/raw';

/**
 * How CDK's own acknowledgements name our rules: `cdk-steadfast-<rule>` or `steadfast::<rule>`, perhaps behind CDK's prefix;
 * `<rule>[<path>]` names one place only, from wherever it stands.
 */
const CDK_ID = /^(?:annotation::)?(?:cdk-)?steadfast(?:::|-)([^[]+)(?:\[(.*)\])?$/i;

/** The reason why a rule does not hold for a resource; undefined when nobody opted out. */
export function reasonToAccept(rule: string, resource: Resource): string | undefined {
  return reasonInMetadata(rule, resource) ?? reasonInAssembly(rule, resource);
}

function reasonInMetadata(rule: string, resource: Resource): string | undefined {
  const entries = own(ownMap(ownMap(resource.raw, 'Metadata'), METADATA_KEY), 'acknowledge');
  for (const entry of Array.isArray(entries) ? entries : []) {
    if (isMap(entry) && ownText(entry, 'rule') === rule) {
      return usable(ownText(entry, 'reason'));
    }
  }
  return undefined;
}

function reasonInAssembly(rule: string, resource: Resource): string | undefined {
  const found = (resource.scope.template.acknowledgements ?? []).find(one => {
    const [, named, place] = CDK_ID.exec(one.id) ?? [];
    return named === rule && (place === undefined ? isBelow(resource.path, one.path) : place === resource.path.replace(/ /g, '-'));
  });
  return usable(found?.reason);
}

/** The path of an app itself is empty. */
function isBelow(path: string, above: string): boolean {
  return above === '' || path === above || path.startsWith(`${above}/`);
}

/** An opt-out without a reason is none. */
function usable(reason: string | undefined): string | undefined {
  return reason?.trim() ? reason.trim() : undefined;
}
