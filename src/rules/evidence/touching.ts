import { Touches } from './permitted';
import { Link } from '../../inventory/model';

/** Whether a target of a statement covers a place: the same resource, written the same way, or matched by a pattern nobody can follow. */
export function touching(place: Link): Touches {
  return ({ link, value }) => {
    if (value.written === '*' || value.written === place.written || (place.resource !== undefined && link.resource === place.resource)) {
      return true;
    }
    const otherService = link.service !== undefined && place.service !== undefined && link.service !== place.service;
    const otherResource = link.state === 'here' && place.state !== 'unknown';
    const elsewhere = link.state === 'elsewhere' && place.state === 'here';
    return otherService || otherResource || elsewhere ? false : undefined;
  };
}
