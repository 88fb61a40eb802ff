import { Touches } from './permitted';
import { Link } from '../../inventory/model';
import { toText } from '../../inventory/reading/typed-values';

/** Whether a target of a statement covers a place: the same resource, written the same way, or matched by a pattern nobody can follow. */
export function touching(place: Link): Touches {
  return ({ link, value }) => {
    if (value.written === '*') {
      return true;
    }
    if (value.written === place.written || (place.resource !== undefined && link.resource === place.resource)) {
      return place.service === 's3' ? coversObjects(link) : true;
    }
    const otherService = link.service !== undefined && place.service !== undefined && link.service !== place.service;
    const otherResource = link.state === 'here' && place.state !== 'unknown';
    const elsewhere = link.state === 'elsewhere' && place.state === 'here';
    return otherService || otherResource || elsewhere ? false : undefined;
  };
}

/** A bucket's ARN covers none of its objects; under which keys a service writes is nobody's promise, so a part of them may do or not. */
function coversObjects({ rest }: Link): boolean | undefined {
  const keys = rest && toText(rest).known;
  return rest === undefined ? false : keys === '/*' || keys === '*' || undefined;
}
