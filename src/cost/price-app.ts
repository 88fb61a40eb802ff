import { AppContext, ASSUMED_REGION } from './app-context';
import { CostSheet, PriceSource, ServiceTotal } from './cost-sheet';
import { functionSheet, totalOf } from './function-sheet';
import { PricedLine, priceUsages } from './ledger';
import { PriceList } from './price-list';
import { unpricedTypes } from './unpriced';
import { constructPathOf } from '../inventory/fact';
import { grouped } from '../inventory/grouped';
import { Inventory } from '../inventory/inventory';
import { Arrivals } from './usage/arrivals';
import { eventUsage } from './usage/event-usage';
import { frontUsage } from './usage/front-usage';
import { functionUsage } from './usage/function-usage';
import { platformUsage } from './usage/platform-usage';
import { queueUsage } from './usage/queue-usage';
import { storeUsage } from './usage/store-usage';
import { Usage } from './usage/usage';
import { watchingUsage } from './usage/watching-usage';
import { Workload } from './workload';

/** Everything that finds something with a price. */
const USAGES: readonly ((app: AppContext, arrivals: Arrivals) => readonly Usage[])[] = [
  functionUsage, frontUsage, queueUsage, eventUsage, storeUsage, platformUsage, watchingUsage,
];

/**
 * What an app costs a month, line by line, and what its functions would cost elsewhere.
 *
 * Throws a `BadInputError` for a workload that speaks of what is not there.
 */
export function priceApp(inventory: Inventory, workload: Workload, prices: PriceList): CostSheet {
  const app = new AppContext(inventory, workload);
  const arrivals = new Arrivals(app);
  const priced = priceUsages(USAGES.flatMap(find => find(app, arrivals)), prices, workload.freeTier);
  const lines = priced.map(({ line }) => line);
  const ofFunctions = grouped(lines.filter(line => line.function !== undefined), line => `${line.template}\n${line.function}`);
  return {
    version: 1,
    currency: 'USD',
    freeTier: workload.freeTier,
    ...totalOf(lines),
    functions: inventory.functions.all.map(one => functionSheet(one, app, prices, ofFunctions.get(`${one.template}\n${constructPathOf(one)}`) ?? [])),
    services: [...grouped(lines, line => line.service)].map(([service, own]): ServiceTotal => ({ service, ...totalOf(own) })),
    lines,
    unpriced: unpricedTypes(inventory),
    assumptions: assumptionsOf(app, workload, priced),
    sources: sourcesOf(priced),
  };
}

function assumptionsOf(app: AppContext, workload: Workload, priced: readonly PricedLine[]): readonly string[] {
  return [
    'A month has 730 hours. Prices are list prices in US dollars, without taxes, savings plans and discounts.',
    ...app.assumesRegion ? [`Stacks that name no region are priced in ${ASSUMED_REGION}.`] : [],
    ...workload.freeTier ? ['The always-free quantities of the account are all left to this app.'] : [],
    ...priced.some(({ line }) => line.price.startsWith('lambda.duration') && line.cost)
      ? ['Tiers are those of an account that runs nothing else.'] : [],
    ...app.inventory.resources.some(one => one.conditional) ? ['What stands under a condition that the template cannot decide is priced as if it were there.'] : [],
  ];
}

function sourcesOf(priced: readonly PricedLine[]): readonly PriceSource[] {
  const sources = new Map<string, PriceSource>();
  for (const { price } of priced) {
    if (price) {
      const key = `${price.source} ${price.date}`;
      sources.set(key, { source: price.source, date: price.date, lines: (sources.get(key)?.lines ?? 0) + 1 });
    }
  }
  return [...sources.values()];
}
