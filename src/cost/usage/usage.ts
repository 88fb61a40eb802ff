import { Place } from '../cost-sheet';
import { PriceId } from '../price-catalogue';

/** Something that a month uses and that has a price. */
export interface Usage {
  readonly price: PriceId;
  readonly place: Place;
  readonly region: string;
  /** The function that causes it, where one does. */
  readonly cause?: string;
  /** Units a month; undefined when it cannot be told. */
  readonly quantity?: number;
  /** Why the quantity cannot be told. */
  readonly why?: string;
  /** What the quantity rests on, where that is not plain. */
  readonly basis?: string;
}

/** A month has 730 hours, as AWS counts them in its calculators: 365 days x 24 hours / 12. */
export const HOURS_A_MONTH = 730;
export const SECONDS_A_MONTH = HOURS_A_MONTH * 3600;
