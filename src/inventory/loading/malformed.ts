import { BadInputError } from '../bad-input-error';
import { isMap, own, ownMap, ownText, RawMap } from '../raw';

const SECTIONS = ['Resources', 'Parameters', 'Mappings', 'Conditions', 'Outputs', 'Metadata', 'Rules'];

/** Entries of Resources that a macro or `Fn::ForEach` turns into resources at deployment. */
const MADE_LATER = /^Fn::(ForEach::|Transform$)/;

/** Refuses what CloudFormation would refuse at the first look, so that nothing is passed because it could not be read. */
export function refuseMalformed(body: RawMap, where: string): void {
  for (const section of SECTIONS) {
    const given = own(body, section);
    if (given !== undefined && given !== null && !isMap(given)) {
      throw new BadInputError(where, `${section} must be a map; it is ${kindOf(given)}`);
    }
  }
  for (const [logicalId, raw] of Object.entries(ownMap(body, 'Resources'))) {
    if (!MADE_LATER.test(logicalId)) {
      refuseResource(logicalId, raw, where);
    }
  }
}

function refuseResource(logicalId: string, raw: unknown, where: string): void {
  if (!isMap(raw) || ownText(raw, 'Type') === undefined) {
    throw new BadInputError(where, `Resources.${logicalId} is no resource: it has no Type`);
  }
  const properties = own(raw, 'Properties');
  if (properties !== undefined && properties !== null && !isMap(properties)) {
    throw new BadInputError(where, `Resources.${logicalId}.Properties must be a map; it is ${kindOf(properties)}`);
  }
}

function kindOf(given: unknown): string {
  return Array.isArray(given) ? 'a list' : `a ${typeof given}`;
}
