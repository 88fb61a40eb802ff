import { PriceId } from './price-catalogue';

/** What an account gets free every month, for ever. */
export interface FreeQuantity {
  /** What it counts for, in this order: the dearer first. */
  readonly prices: readonly PriceId[];
  readonly quantity: number;
  readonly source: string;
}

const FREE_TIER_PAGE = 'https://aws.amazon.com/free (always free)';

/** Free for an account, over all its regions and functions together. Offers that end after twelve months are left out. */
export const FREE_TIER: readonly FreeQuantity[] = [
  { prices: ['lambda.requests'], quantity: 1e6, source: FREE_TIER_PAGE },
  { prices: ['lambda.duration.x86_64', 'lambda.duration.arm64'], quantity: 400_000, source: FREE_TIER_PAGE },
];
