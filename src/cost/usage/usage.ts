import { Resource } from '../../inventory/model';
import { AppContext, placeOf } from '../app-context';
import { Place } from '../cost-sheet';
import { PriceId } from '../price-catalogue';
import { QuantityName } from '../resource-quantities';

/** Something that a month uses and that has a price. */
export interface Usage extends Quantity {
  readonly price: PriceId;
  readonly place: Place;
  readonly region: string;
  /** The function that causes it, where one does. */
  readonly cause?: string;
}

/** How much of it, in three values: so much, or unknown for a reason. */
export interface Quantity {
  /** Units a month; undefined when it cannot be told. */
  readonly quantity?: number;
  /** Why the quantity cannot be told. */
  readonly why?: string;
  /** What the quantity rests on, where that is not plain. */
  readonly basis?: string;
}

/** So much of a thing, used by a resource. */
export function uses(app: AppContext, resource: Resource, price: PriceId, quantity: Quantity, cause?: string): Usage {
  return { price, place: placeOf(resource), region: app.regionOf(resource), cause, ...quantity };
}

/** What the workload states for a resource, otherwise what is derived, otherwise unknown with the way to state it. */
export function stated(app: AppContext, resource: Resource, name: QuantityName, derived: Quantity = {}): Quantity {
  const told = app.usageOf(resource)[name];
  if (told !== undefined) {
    return { quantity: told };
  }
  if (derived.quantity !== undefined) {
    return derived;
  }
  return { why: `${derived.why ?? 'no template tells it'}: state resources.${resource.logicalId}.${name} in the workload file` };
}
