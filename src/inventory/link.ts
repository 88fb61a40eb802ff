import { Link } from './model';

export const NO_LINK: Link = { state: 'absent', written: '' };

/** Two links that certainly lead to the same thing. */
export function sameTarget(one: Link, other: Link): boolean {
  if (one.state === 'here' || other.state === 'here') {
    return one.resource !== undefined && one.resource === other.resource;
  }
  return one.state === 'elsewhere' && other.state === 'elsewhere' && one.written === other.written;
}

/** True when something certainly stands there, wherever it leads. */
export function isSet(link: Link): boolean {
  return link.state !== 'absent' && !link.perhapsAbsent;
}
