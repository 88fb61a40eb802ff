import { MappingFact } from '../../inventory/function-facts';
import { Resource } from '../../inventory/model';
import { parkingPlaces } from '../../inventory/parking-places';
import { QueueFact } from '../../inventory/store-facts';
import { AppContext } from '../app-context';
import { SECONDS_A_MONTH } from '../units';
import { Arrivals } from './arrivals';
import { Quantity, stated, Usage, uses } from './usage';

/** Lambda waits so long for a message: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const LONG_POLL_SECONDS = 20;
/** Pollers of an idle mapping: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const IDLE_POLLERS = { usual: 2, withMaximumConcurrency: 5 };

/** Requests to queues: sends, receives and deletes of what is processed, and polling while there is nothing. */
export function queueUsage(app: AppContext, arrivals: Arrivals): readonly Usage[] {
  const parked = new Set(parkingPlaces(app.inventory).flatMap(({ to }) => to.resource ?? []));
  return app.inventory.queues.all.map(queue => {
    const price = queue.fifo.known === true ? 'sqs.fifo' : 'sqs.standard';
    return uses(app, queue.resource, price, stated(app, queue.resource, 'requests', requestsOf(queue, arrivals, parked)));
  });
}

function requestsOf(queue: QueueFact, arrivals: Arrivals, parked: ReadonlySet<Resource>): Quantity {
  const [arrival, ...others] = arrivals.from(queue.resource);
  if (!arrival) {
    return parked.has(queue.resource) ? { quantity: 0, basis: 'only failures arrive here' } : {};
  }
  if (others.length > 0 || arrival.requests === undefined || arrival.records === undefined) {
    return { why: arrival.why ?? 'several functions read it' };
  }
  const { requests, records, mapping } = arrival;
  const pollers = mapping ? idlePollers(mapping) : IDLE_POLLERS.usual;
  const idle = Math.max(0, pollers * SECONDS_A_MONTH / LONG_POLL_SECONDS - requests);
  return {
    quantity: records + 2 * requests + idle,
    basis: `each message sent alone, a receive and a delete for each batch, and ${pollers} pollers asking every ${LONG_POLL_SECONDS} s while it is empty`,
  };
}

function idlePollers(mapping: MappingFact): number {
  return mapping.minimumPollers.known ?? (mapping.maximumConcurrency.kind === 'absent' ? IDLE_POLLERS.usual : IDLE_POLLERS.withMaximumConcurrency);
}
