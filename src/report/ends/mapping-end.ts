import { kept, plusOne, times, within } from './attempts';
import { FailingEnd } from '../event-map';
import { gone, ParkedPlaces } from './parked';
import { MappingFact } from '../../inventory/function-facts';
import { Inventory } from '../../inventory/inventory';
import { isSet } from '../../inventory/link';
import { hoursKept } from '../../inventory/stream-records';

const HOUR = 3_600;

/** What becomes of a message or record that Lambda fetched and the function fails every time. */
export function mappingEnd(mapping: MappingFact, inventory: Inventory, places: ParkedPlaces): FailingEnd {
  switch (mapping.via) {
    case 'sqs':
      return queueEnd(mapping, inventory, places);
    case 'kinesis':
    case 'dynamodb':
      return streamEnd(mapping, streamSeconds(mapping, inventory), places);
    case 'kafka':
      return streamEnd(mapping, undefined, places);
    default:
      return { outcome: 'unknown', says: 'What becomes of a message that always fails depends on settings of the source that no template shows.' };
  }
}

function queueEnd(mapping: MappingFact, inventory: Inventory, places: ParkedPlaces): FailingEnd {
  const queue = inventory.queues.at(mapping.source);
  if (!queue) {
    return { outcome: 'unknown', says: `The queue ${mapping.source.written} is not in the templates: whether it has a redrive policy cannot be told.` };
  }
  const retention = queue.retention.known;
  if (!queue.redrive) {
    const given = `It comes back again and again until the queue forgets it, ${within(retention)}.`;
    return gone('queue-redrive', given, { withinSeconds: retention }, queue.resource, mapping.resource);
  }
  const attempts = queue.redrive.maxReceive.known;
  const visibility = queue.visibility.known;
  const withinSeconds = attempts === undefined || visibility === undefined ? undefined : Math.min(attempts * visibility, retention ?? Infinity);
  const place = queue.redrive.target;
  const parked = places.at(place);
  return {
    attempts,
    withinSeconds,
    ...parked,
    says: `It is received ${times(attempts)}, ${within(withinSeconds)}. Then it is parked in the ${places.nameOf(place)}${kept(parked)}`,
  };
}

function streamEnd(mapping: MappingFact, retention: number | undefined, places: ParkedPlaces): FailingEnd {
  const { retries, maxAge, onFailure } = mapping;
  const attempts = plusOne(retries.known);
  const age = maxAge.known === undefined || maxAge.known < 0 ? retention : Math.min(maxAge.known, retention ?? Infinity);
  const tried = { attempts, withinSeconds: age };
  const given = `Its batch is tried ${times(attempts)}, ${age === undefined ? 'until the record expires' : within(age)}.`;
  if (onFailure.perhapsAbsent) {
    return { ...tried, outcome: 'unknown', says: `${given} A condition decides whether it is parked then.` };
  }
  if (!isSet(onFailure)) {
    return gone('stream-failure-destination', `${given} Nothing keeps it then.`, tried, mapping.resource);
  }
  const parked = places.at(onFailure);
  const what = onFailure.service === 's3' ? 'Then it is parked' : 'Then a pointer to it is parked';
  return { ...tried, ...parked, says: `${given} ${what} in the ${places.nameOf(onFailure)}${kept(parked)}` };
}

function streamSeconds(mapping: MappingFact, inventory: Inventory): number | undefined {
  const hours = hoursKept(mapping, inventory);
  return hours === undefined ? undefined : hours * HOUR;
}
