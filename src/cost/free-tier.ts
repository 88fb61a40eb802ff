import { PriceId } from './price-catalogue';

/** What an account gets free every month, for ever. */
export interface FreeQuantity {
  /** What it counts for, in this order: the dearer first. */
  readonly prices: readonly PriceId[];
  readonly quantity: number;
  readonly source: string;
}

const LAMBDA = 'AWS Price List API for AWSLambda, an extract published by a user, 2025-10-28';
const ALWAYS_FREE = 'https://aws.amazon.com/free, always free';

/** Free for an account, over all its regions and functions together. Offers that end after twelve months are left out. */
export const FREE_TIER: readonly FreeQuantity[] = [
  { prices: ['lambda.requests'], quantity: 1e6, source: LAMBDA },
  { prices: ['lambda.duration.x86_64', 'lambda.duration.arm64'], quantity: 400_000, source: LAMBDA },
  { prices: ['sqs.fifo', 'sqs.standard'], quantity: 1e6, source: ALWAYS_FREE },
  { prices: ['sns.publish'], quantity: 1e6, source: ALWAYS_FREE },
  { prices: ['scheduler.invocations'], quantity: 14e6, source: 'cloudburn.io, Amazon EventBridge Pricing, 2026-03' },
  { prices: ['states.standard'], quantity: 4_000, source: ALWAYS_FREE },
  { prices: ['dynamodb.storage'], quantity: 25, source: ALWAYS_FREE },
  { prices: ['logs.ingest'], quantity: 5, source: ALWAYS_FREE },
  { prices: ['cloudwatch.alarm'], quantity: 10, source: ALWAYS_FREE },
  { prices: ['cloudwatch.metric'], quantity: 10, source: ALWAYS_FREE },
  { prices: ['cloudwatch.dashboard'], quantity: 3, source: ALWAYS_FREE },
  { prices: ['kms.requests'], quantity: 20_000, source: ALWAYS_FREE },
  { prices: ['xray.traces'], quantity: 100_000, source: ALWAYS_FREE },
  { prices: ['transfer.out'], quantity: 100, source: ALWAYS_FREE },
];

interface Used {
  readonly price: PriceId;
  readonly quantity?: number;
}

/** What is left to be paid of each usage when the free quantities are taken off; equal things give up equal shares. */
export function billable<U extends Used>(usages: readonly U[]): readonly U[] {
  const shares = new Map<PriceId, number>();
  for (const { prices, quantity } of FREE_TIER) {
    let left = quantity;
    for (const id of prices) {
      const used = usages.reduce((sum, usage) => sum + (usage.price === id ? usage.quantity ?? 0 : 0), 0);
      const free = Math.min(left, used);
      left -= free;
      shares.set(id, used > 0 ? (used - free) / used : 1);
    }
  }
  return usages.map(usage => (usage.quantity === undefined ? usage : { ...usage, quantity: usage.quantity * (shares.get(usage.price) ?? 1) }));
}
