import { factOf } from '../fact';
import { InvokerFact } from '../function-facts';
import { NO_LINK } from '../link';
import { Link, Resource } from '../model';
import { known } from '../value';

type Told = Pick<InvokerFact, 'via' | 'mode' | 'target' | 'settings'> & Partial<InvokerFact>;

/** An invoker as its resource tells it. */
export function invoker(resource: Resource, told: Told): InvokerFact {
  return { ...factOf(resource), source: NO_LINK, enabled: known(true), ...told };
}

/** A link to the resource that speaks itself. */
export function linkTo(resource: Resource): Link {
  return { state: 'here', resource, written: `\${${resource.logicalId}}` };
}

/** True when a link may lead to a function: an unknown one only where nothing else says what it is. */
export function mayBeFunction(link: Link): boolean {
  return link.state !== 'absent' && (link.service === 'lambda' || (link.state === 'unknown' && link.service === undefined));
}
