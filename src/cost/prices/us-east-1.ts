import { RegionPrices } from '../price-list';

const LIST = 'price list us-east-1, as extracted by infracost';
const DATE = '2024-12';
const line = (usd: number) => ({ tiers: [{ usd }], source: LIST, date: DATE });

export const US_EAST_1: RegionPrices = {
  'lambda.requests': line(0.20e-6),
  'lambda.duration.x86_64': { tiers: [{ upTo: 6e9, usd: 0.0000166667 }, { upTo: 15e9, usd: 0.0000150000 }, { usd: 0.0000133334 }], source: LIST, date: DATE },
  'lambda.duration.arm64': { tiers: [{ upTo: 7.5e9, usd: 0.0000133334 }, { upTo: 18.75e9, usd: 0.0000120001 }, { usd: 0.0000106667 }], source: LIST, date: DATE },
  'cloudwatch.alarm': line(0.10),
};
